package io.strikebook.feeder.okx;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.TradeBatch;
import io.strikebook.feeder.venue.VenueTime;

/** One message, parsed: every field of the channels that we use; others are passed over. Refilled for every message. */
final class OkxMessage {
    static final long NONE = MarketDataListener.NONE;

    static final int SUBSCRIBE = 0;
    static final int ERROR = 2;

    static final int TRADES = 1;
    static final int TICKERS = 2;
    static final int MARK_PRICE = 3;

    private static final int FIRST_BOOK_CHANNEL = 4;
    private static final JsonNames CHANNELS =
            JsonNames.of("none", "trades", "tickers", "mark-price", "books", "books-l2-tbt", "books50-l2-tbt");
    private static final JsonNames EVENTS = JsonNames.of("subscribe", "unsubscribe", "error", "login");
    private static final JsonNames ACTIONS = JsonNames.of("snapshot", "update");
    private static final JsonNames SIDES = JsonNames.of("buy", "sell");

    private static final int EVENT = 0;
    private static final int ARG = 1;
    private static final int ACTION = 2;
    private static final int DATA = 3;
    private static final int CHANNEL = 4;
    private static final int INSTRUMENT = 5;
    private static final int ASKS = 6;
    private static final int BIDS = 7;
    private static final int TIME = 8;
    private static final int CHECKSUM = 9;
    private static final int SEQUENCE = 10;
    private static final int PREVIOUS = 11;
    private static final int TRADE_ID = 12;
    private static final int PRICE = 13;
    private static final int SIZE = 14;
    private static final int SIDE = 15;
    private static final int ASK = 16;
    private static final int ASK_SIZE = 17;
    private static final int BID = 18;
    private static final int BID_SIZE = 19;
    private static final int MARK = 20;
    private static final int PROBLEM = 21;
    private static final JsonNames NAMES = JsonNames.of(
            "event",
            "arg",
            "action",
            "data",
            "channel",
            "instId",
            "asks",
            "bids",
            "ts",
            "checksum",
            "seqId",
            "prevSeqId",
            "tradeId",
            "px",
            "sz",
            "side",
            "askPx",
            "askSz",
            "bidPx",
            "bidSz",
            "markPx",
            "msg");

    final BookLevels levels = new BookLevels();
    final TradeBatch trades = new TradeBatch();
    int event;
    boolean hasEvent;
    int channel;
    boolean hasChannel;
    int symbolStart;
    int symbolEnd;
    boolean snapshot;
    boolean hasAction;
    boolean hasBids;
    boolean hasAsks;
    long exchangeTimeNs;
    long checksum;
    long sequence;
    long previousSequence;
    long bidE8;
    long bidQuantityE8;
    long askE8;
    long askQuantityE8;
    long markE8;
    String problem;

    private final JsonReader reader = new JsonReader();
    private long tradeId;
    private long priceE8;
    private long quantityE8;
    private boolean buys;

    void parse(final byte[] text, final int start, final int end) throws BadMessageException, MalformedJsonException {
        clear();
        reader.wrap(text, start, end);
        object(false);
        reader.end();
    }

    boolean isBook() {
        return channel >= FIRST_BOOK_CHANNEL;
    }

    private void clear() {
        levels.clear();
        trades.clear();
        hasEvent = false;
        hasChannel = false;
        channel = JsonNames.UNKNOWN;
        symbolEnd = 0;
        snapshot = false;
        hasAction = false;
        hasBids = false;
        hasAsks = false;
        exchangeTimeNs = NONE;
        checksum = NONE;
        sequence = NONE;
        previousSequence = NONE;
        bidE8 = NONE;
        bidQuantityE8 = NONE;
        askE8 = NONE;
        askQuantityE8 = NONE;
        markE8 = NONE;
        problem = null;
    }

    private void object(final boolean isData) throws MalformedJsonException, BadMessageException {
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            switch (name) {
                case ARG -> object(false);
                case DATA -> data();
                case EVENT -> {
                    hasEvent = true;
                    event = reader.string(EVENTS);
                }
                case CHANNEL -> {
                    hasChannel = true;
                    channel = reader.string(CHANNELS);
                }
                case INSTRUMENT -> instrument(isData);
                case ACTION -> {
                    final int action = reader.string(ACTIONS);
                    hasAction = action >= 0;
                    snapshot = action == 0;
                }
                case PROBLEM -> {
                    reader.string();
                    problem = reader.stringText();
                }
                default -> field(name);
            }
        }
    }

    /** The subscription names the instrument; data may name it again. */
    private void instrument(final boolean isData) throws MalformedJsonException {
        reader.string();
        if (!isData) {
            symbolStart = reader.stringStart();
            symbolEnd = reader.stringEnd();
        }
    }

    private void data() throws MalformedJsonException, BadMessageException {
        if (!reader.isArray()) {
            reader.skip();
            return;
        }
        reader.beginArray();
        while (reader.nextElement()) {
            if (!reader.isObject()) {
                reader.skip();
                continue;
            }
            tradeId = NONE;
            priceE8 = NONE;
            quantityE8 = NONE;
            object(true);
            if (tradeId != NONE && !trades.add(tradeId, exchangeTimeNs, priceE8, quantityE8, buys)) {
                throw new BadMessageException("trade without positive price and quantity");
            }
        }
    }

    private void field(final int name) throws MalformedJsonException, BadMessageException {
        switch (name) {
            case ASKS, BIDS -> levels(name == BIDS);
            case TIME -> exchangeTimeNs = VenueTime.ofMillis(reader.whole());
            case CHECKSUM -> checksum = signed();
            case SEQUENCE -> sequence = signed();
            case PREVIOUS -> previousSequence = signed();
            case TRADE_ID -> tradeId = reader.whole();
            case PRICE -> priceE8 = reader.decimalE8();
            case SIZE -> quantityE8 = reader.decimalE8();
            case SIDE -> buys = reader.string(SIDES) == 0;
            case ASK -> askE8 = optional();
            case ASK_SIZE -> askQuantityE8 = optional();
            case BID -> bidE8 = optional();
            case BID_SIZE -> bidQuantityE8 = optional();
            case MARK -> markE8 = optional();
            default -> reader.skip();
        }
    }

    /** A whole number that may be negative. */
    private long signed() throws MalformedJsonException {
        return reader.integer();
    }

    /** A number that may be an empty string. */
    private long optional() throws MalformedJsonException {
        return reader.skipEmpty() ? NONE : reader.decimalE8();
    }

    private void levels(final boolean bid) throws MalformedJsonException, BadMessageException {
        hasBids |= bid;
        hasAsks |= !bid;
        reader.beginArray();
        while (reader.nextElement()) {
            reader.beginArray();
            final long levelPriceE8 = reader.nextElement() ? reader.decimalE8() : NONE;
            final long levelQuantityE8 = reader.nextElement() ? reader.decimalE8() : NONE;
            while (reader.nextElement()) {
                reader.skip();
            }
            if (levelPriceE8 <= 0 || levelQuantityE8 < 0) {
                throw new BadMessageException("a level without a positive price, or with a negative quantity");
            }
            levels.add(bid, levelPriceE8, levelQuantityE8);
        }
    }
}
