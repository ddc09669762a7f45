package io.strikebook.feeder.deribit;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.DecimalColumn;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.json.NameOrder;
import io.strikebook.feeder.venue.VenueTime;
import java.util.stream.Stream;

/** A notification of a channel, or an answer, parsed in one pass; what we don't use is passed over. Refilled for every message. */
final class DeribitMessage {
    static final long NONE = MarketDataListener.NONE;
    static final int TEST_REQUEST = 2;

    private static final int METHOD = 0;
    private static final int PARAMS = 1;
    private static final int RESULT = 2;
    private static final int ERROR = 3;
    private static final JsonNames OUTER = JsonNames.of("method", "params", "result", "error");
    private static final JsonNames METHODS = JsonNames.of("subscription", "heartbeat");
    private static final int CHANNEL = 0;
    private static final int DATA = 1;
    private static final int KIND = 2;
    private static final JsonNames PARAM_NAMES = JsonNames.of("channel", "data", "type");
    private static final JsonNames TYPES = JsonNames.of("snapshot", "change", "test_request", "heartbeat");
    private static final JsonNames ACTIONS = JsonNames.of("new", "change", "delete");
    private static final int DELETE = 2;

    /** What the names of ticker channels begin with, whose messages have an order of their own. */
    private static final byte TICKER = 't';

    private static final int TIME = 0;
    private static final int INSTRUMENT = 1;
    private static final int BID = 2;
    private static final int BID_AMOUNT = 3;
    private static final int ASK = 4;
    private static final int ASK_AMOUNT = 5;
    private static final int MARK = 6;
    private static final int MARK_IV = 7;
    private static final int FORWARD = 8;
    private static final int INDEX = 9;
    private static final int TYPE = 10;
    private static final int CHANGE_ID = 11;
    private static final int PREVIOUS_ID = 12;
    private static final int BIDS = 13;
    private static final int ASKS = 14;
    private static final int PRICE = 15;
    private static final int VOLATILITY = 16;
    private static final int INDEX_NAME = 17;
    private static final JsonNames NAMES = JsonNames.of(
            "timestamp",
            "instrument_name",
            "best_bid_price",
            "best_bid_amount",
            "best_ask_price",
            "best_ask_amount",
            "mark_price",
            "mark_iv",
            "underlying_price",
            "index_price",
            "type",
            "change_id",
            "prev_change_id",
            "bids",
            "asks",
            "price",
            "volatility",
            "index_name");

    final BookLevels levels = new BookLevels();
    final DeribitTrades trades = new DeribitTrades();
    int method;
    boolean hasMethod;
    boolean hasResult;
    boolean hasError;
    int type;
    int channelStart;
    int channelEnd;
    int symbolStart;
    int symbolEnd;
    int indexStart;
    int indexEnd;
    long timeNs;
    long bidE8;
    long bidAmountE8;
    long askE8;
    long askAmountE8;
    long markE8;
    long markIvPercentE8;
    long forwardE8;
    long indexE8;
    long changeId;
    long previousChangeId;
    boolean hasBids;
    boolean hasAsks;
    long priceE8;
    long volatilityE8;

    private final JsonReader reader = new JsonReader();
    private final NameOrder outerOrder = new NameOrder();
    private final NameOrder paramOrder = new NameOrder();
    private final NameOrder tickerOrder = new NameOrder();
    private final NameOrder otherOrder = new NameOrder();

    /** Numbers of a ticker, by name. */
    private final DecimalColumn[] columns =
            Stream.generate(DecimalColumn::plain).limit(INDEX + 1).toArray(DecimalColumn[]::new);

    private final DeribitListing listing;

    /** A message whose results, where they are of instruments or channels, go to a listing. */
    DeribitMessage(final DeribitListing listing) {
        this.listing = listing;
    }

    void parse(final byte[] text, final int start, final int end) throws BadMessageException, MalformedJsonException {
        clear();
        reader.wrap(text, start, end);
        reader.beginObject();
        for (int name = reader.nextName(OUTER, outerOrder);
                name != JsonReader.END;
                name = reader.nextName(OUTER, outerOrder)) {
            switch (name) {
                case METHOD -> {
                    hasMethod = true;
                    method = reader.string(METHODS);
                }
                case PARAMS -> params();
                case RESULT -> {
                    hasResult = true;
                    listing.read(reader);
                }
                case ERROR -> {
                    hasError = true;
                    reader.skip();
                }
                default -> reader.skip();
            }
        }
        reader.end();
    }

    private void clear() {
        levels.clear();
        trades.clear();
        listing.clear();
        hasMethod = false;
        hasResult = false;
        hasError = false;
        type = JsonNames.UNKNOWN;
        channelEnd = 0;
        symbolEnd = 0;
        indexEnd = 0;
        timeNs = NONE;
        bidE8 = NONE;
        bidAmountE8 = NONE;
        askE8 = NONE;
        askAmountE8 = NONE;
        markE8 = NONE;
        markIvPercentE8 = NONE;
        forwardE8 = NONE;
        indexE8 = NONE;
        changeId = NONE;
        previousChangeId = NONE;
        hasBids = false;
        hasAsks = false;
        priceE8 = NONE;
        volatilityE8 = NONE;
    }

    private void params() throws MalformedJsonException, BadMessageException {
        reader.beginObject();
        for (int name = reader.nextName(PARAM_NAMES, paramOrder);
                name != JsonReader.END;
                name = reader.nextName(PARAM_NAMES, paramOrder)) {
            switch (name) {
                case CHANNEL -> {
                    reader.string();
                    channelStart = reader.stringStart();
                    channelEnd = reader.stringEnd();
                }
                case DATA -> {
                    if (reader.isArray()) {
                        trades.read(reader);
                    } else {
                        data();
                    }
                }
                case KIND -> type = reader.string(TYPES);
                default -> reader.skip();
            }
        }
    }

    private void data() throws MalformedJsonException, BadMessageException {
        final NameOrder order = channelEnd > 0 && reader.text()[channelStart] == TICKER ? tickerOrder : otherOrder;
        reader.beginObject();
        for (int name = reader.nextName(NAMES, order); name != JsonReader.END; name = reader.nextName(NAMES, order)) {
            switch (name) {
                case TIME -> timeNs = VenueTime.ofMillis(reader.whole());
                case INSTRUMENT -> {
                    reader.string();
                    symbolStart = reader.stringStart();
                    symbolEnd = reader.stringEnd();
                }
                case BID -> bidE8 = reader.decimalE8(columns[BID]);
                case BID_AMOUNT -> bidAmountE8 = reader.decimalE8(columns[BID_AMOUNT]);
                case ASK -> askE8 = reader.decimalE8(columns[ASK]);
                case ASK_AMOUNT -> askAmountE8 = reader.decimalE8(columns[ASK_AMOUNT]);
                case MARK -> markE8 = reader.decimalE8(columns[MARK]);
                case MARK_IV -> markIvPercentE8 = reader.decimalE8(columns[MARK_IV]);
                case FORWARD -> forwardE8 = reader.decimalE8(columns[FORWARD]);
                case INDEX -> indexE8 = reader.decimalE8(columns[INDEX]);
                default -> rare(name);
            }
        }
    }

    private void rare(final int name) throws MalformedJsonException, BadMessageException {
        switch (name) {
            case TYPE -> type = reader.string(TYPES);
            case CHANGE_ID -> changeId = reader.whole();
            case PREVIOUS_ID -> previousChangeId = reader.whole();
            case BIDS -> {
                hasBids = true;
                levels(true);
            }
            case ASKS -> {
                hasAsks = true;
                levels(false);
            }
            case PRICE -> priceE8 = reader.decimalE8();
            case VOLATILITY -> volatilityE8 = reader.decimalE8();
            case INDEX_NAME -> {
                reader.string();
                indexStart = reader.stringStart();
                indexEnd = reader.stringEnd();
            }
            default -> reader.skip();
        }
    }

    /** Action, price and amount each. */
    private void levels(final boolean bid) throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        while (reader.nextElement()) {
            reader.beginArray();
            final int action = reader.nextElement() ? reader.string(ACTIONS) : JsonNames.UNKNOWN;
            final long levelPriceE8 = reader.nextElement() ? reader.decimalE8() : NONE;
            final long amountE8 = reader.nextElement() ? reader.decimalE8() : NONE;
            if (reader.nextElement()) {
                throw new BadMessageException("a level has more than action, price and amount");
            }
            if (action < 0 || levelPriceE8 <= 0 || amountE8 < 0 || (amountE8 == 0) != (action == DELETE)) {
                throw new BadMessageException("a level without action or positive price, or with the wrong amount");
            }
            levels.add(bid, levelPriceE8, amountE8);
        }
    }
}
