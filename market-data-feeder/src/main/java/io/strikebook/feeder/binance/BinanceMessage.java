package io.strikebook.feeder.binance;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.json.NameOrder;
import java.math.BigDecimal;

/**
 * One message, parsed: every field of the streams and of the REST snapshot that we use; others are passed over. A stream wraps its message
 * in {@code data}, the snapshot does not. Refilled for every line.
 */
final class BinanceMessage {
    static final long NONE = MarketDataListener.NONE;

    /** No event type was given. */
    static final int UNNAMED = -3;

    /** An event type that is not known; {@link #unknownType} names it. */
    static final int UNKNOWN = JsonNames.UNKNOWN;

    static final int DEPTH_UPDATE = 0;
    static final int BOOK_TICKER = 1;
    static final int TRADE = 2;
    static final int AGGREGATE_TRADE = 3;

    private static final JsonNames TYPES = JsonNames.of("depthUpdate", "bookTicker", "trade", "aggTrade");
    private static final int E8_PLACES = 8;
    private static final int DATA = 0;
    private static final int EVENT_TYPE = 1;
    private static final int SYMBOL = 2;
    private static final int SYMBOL_OF_SNAPSHOT = 3;
    private static final int EVENT_TIME = 4;
    private static final int TRANSACTION_TIME = 5;
    private static final int FIRST_UPDATE = 6;
    private static final int LAST_UPDATE = 7;
    private static final int PREVIOUS_UPDATE = 8;
    private static final int SNAPSHOT = 9;
    private static final int TRADE_ID = 10;
    private static final int PRICE = 11;
    private static final int QUANTITY = 12;
    private static final int BID_QUANTITY = 13;
    private static final int ASK_QUANTITY = 14;
    private static final int BUYER_IS_MAKER = 15;
    private static final int BID = 16;
    private static final int BIDS = 17;
    private static final int ASK = 18;
    private static final int ASKS = 19;
    private static final int AGGREGATE_TRADE_ID = 20;
    private static final JsonNames NAMES = JsonNames.of(
            "data",
            "e",
            "s",
            "symbol",
            "E",
            "T",
            "U",
            "u",
            "pu",
            "lastUpdateId",
            "t",
            "p",
            "q",
            "B",
            "A",
            "m",
            "b",
            "bids",
            "a",
            "asks",
            "l");

    BookLevels levels = new BookLevels();
    int eventType;
    String unknownType;
    boolean hasSymbol;
    int symbolStart;
    int symbolEnd;
    long eventTimeMs;
    long transactionTimeMs;
    long firstUpdateId;
    long lastUpdateId;
    long previousUpdateId;
    long snapshotId;
    long tradeId;
    long bidE8;
    long bidQuantityE8;
    long askE8;
    long askQuantityE8;
    long priceE8;
    long quantityE8;
    boolean buyerIsMaker;
    boolean hasMaker;
    boolean hasBids;
    boolean hasAsks;

    private final JsonReader reader = new JsonReader();
    private final NameOrder outerOrder = new NameOrder();
    private final NameOrder dataOrder = new NameOrder();

    /** Parses {@code text[start, end)}, behind which there are {@link JsonReader#SLACK} bytes. */
    void parse(final byte[] text, final int start, final int end) throws BadMessageException, MalformedJsonException {
        clear();
        reader.wrap(text, start, end);
        object(outerOrder);
        reader.end();
    }

    /** Gives the levels away, for others to read the next message into. */
    BookLevels takeLevels(final BookLevels others) {
        final BookLevels taken = levels;
        others.clearWithRoomOf(taken);
        levels = others;
        return taken;
    }

    /** Time of the exchange, nanoseconds since the epoch, or none. */
    long exchangeTimeNs() {
        final long timeMs = transactionTimeMs != NONE ? transactionTimeMs : eventTimeMs;
        return timeMs == NONE || timeMs > Long.MAX_VALUE / 1_000_000L ? NONE : timeMs * 1_000_000L;
    }

    private void clear() {
        levels.clear();
        eventType = UNNAMED;
        hasSymbol = false;
        eventTimeMs = NONE;
        transactionTimeMs = NONE;
        firstUpdateId = NONE;
        lastUpdateId = NONE;
        previousUpdateId = NONE;
        snapshotId = NONE;
        tradeId = NONE;
        bidE8 = NONE;
        bidQuantityE8 = NONE;
        askE8 = NONE;
        askQuantityE8 = NONE;
        priceE8 = NONE;
        quantityE8 = NONE;
        buyerIsMaker = false;
        hasMaker = false;
        hasBids = false;
        hasAsks = false;
    }

    private void object(final NameOrder order) throws MalformedJsonException, BadMessageException {
        reader.beginObject();
        for (int name = reader.nextName(NAMES, order); name != JsonReader.END; name = reader.nextName(NAMES, order)) {
            if (name == DATA && order == outerOrder && reader.isObject()) {
                object(dataOrder);
            } else {
                field(name);
            }
        }
    }

    private void field(final int name) throws MalformedJsonException, BadMessageException {
        switch (name) {
            case EVENT_TYPE -> eventType();
            case SYMBOL, SYMBOL_OF_SNAPSHOT -> symbol();
            case EVENT_TIME -> eventTimeMs = reader.whole();
            case TRANSACTION_TIME -> transactionTimeMs = reader.whole();
            case FIRST_UPDATE -> firstUpdateId = reader.whole();
            case LAST_UPDATE -> lastUpdateId = reader.whole();
            case PREVIOUS_UPDATE -> previousUpdateId = reader.whole();
            case SNAPSHOT -> snapshotId = reader.whole();
            case TRADE_ID, AGGREGATE_TRADE_ID -> tradeId = reader.whole();
            case PRICE -> priceE8 = decimal(name);
            case QUANTITY -> quantityE8 = decimal(name);
            case BID_QUANTITY -> bidQuantityE8 = decimal(name);
            case ASK_QUANTITY -> askQuantityE8 = decimal(name);
            case BUYER_IS_MAKER -> {
                buyerIsMaker = reader.flag();
                hasMaker = true;
            }
            case BID, BIDS -> {
                if (reader.isArray()) {
                    hasBids = true;
                    levels(true);
                } else {
                    bidE8 = decimal(name);
                }
            }
            case ASK, ASKS -> {
                if (reader.isArray()) {
                    hasAsks = true;
                    levels(false);
                } else {
                    askE8 = decimal(name);
                }
            }
            default -> reader.skip();
        }
    }

    private void eventType() throws MalformedJsonException {
        eventType = reader.string(TYPES);
        if (eventType == UNKNOWN) {
            unknownType = reader.stringText();
        }
    }

    private void symbol() throws MalformedJsonException {
        reader.string();
        hasSymbol = true;
        symbolStart = reader.stringStart();
        symbolEnd = reader.stringEnd();
    }

    private void levels(final boolean bid) throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        levels.addPairs(reader, bid);
        while (reader.nextElement()) {
            reader.beginArray();
            final long levelPriceE8 = reader.nextElement() ? reader.decimalE8() : NONE;
            final long levelQuantityE8 = reader.nextElement() ? reader.decimalE8() : NONE;
            if (reader.nextElement()) {
                throw new BadMessageException("a level has more than price and quantity");
            }
            if (levelPriceE8 <= 0 || levelQuantityE8 < 0) {
                throw new BadMessageException("a level without a positive price, or with a negative quantity: "
                        + plain(levelPriceE8) + ", " + plain(levelQuantityE8));
            }
            levels.add(bid, levelPriceE8, levelQuantityE8);
            levels.addPairs(reader, bid);
        }
    }

    private long decimal(final int name) throws MalformedJsonException, BadMessageException {
        final long number = reader.decimalE8();
        if (number < 0) {
            throw new BadMessageException(
                    NAMES.name(name) + (number == NONE ? " is null" : " is negative: " + plain(number)));
        }
        return number;
    }

    private static String plain(final long numberE8) {
        return numberE8 == NONE
                ? "null"
                : BigDecimal.valueOf(numberE8, E8_PLACES).stripTrailingZeros().toPlainString();
    }
}
