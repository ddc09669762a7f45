package io.strikebook.feeder.kraken;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.TradeBatch;

/**
 * One message, parsed. What is published is an array: number of the channel, one or two payloads, name of the channel, pair; what a payload is
 * shows only behind it, so its form decides. All else is an object with an event. Refilled for every message.
 */
final class KrakenMessage {
    static final long NONE = MarketDataListener.NONE;

    static final int HEARTBEAT = 0;
    static final int SYSTEM_STATUS = 1;
    static final int SUBSCRIPTION_STATUS = 2;
    static final int PONG = 3;

    private static final long NANOS_PER_E8 = 10;
    private static final int ASKS = 0;
    private static final int BIDS = 1;
    private static final int ALL_ASKS = 2;
    private static final int ALL_BIDS = 3;
    private static final int CHECKSUM = 4;
    private static final JsonNames PAYLOAD = JsonNames.of("a", "b", "as", "bs", "c");
    private static final int EVENT = 0;
    private static final int PAIR = 1;
    private static final int STATUS = 2;
    private static final int PROBLEM = 3;
    private static final JsonNames EVENT_FIELDS = JsonNames.of("event", "pair", "status", "errorMessage");
    private static final JsonNames EVENTS = JsonNames.of("heartbeat", "systemStatus", "subscriptionStatus", "pong");
    private static final int SUBSCRIBED = 0;
    private static final JsonNames STATUSES = JsonNames.of("subscribed", "unsubscribed", "error", "online");

    final BookLevels levels = new BookLevels();
    final TradeBatch trades = new TradeBatch();

    /** Whether it was an object; then {@link #event} says of which event, and else {@link #channelStart} and {@link #pairStart} of what. */
    boolean isEvent;

    int event;
    boolean subscribed;
    String problem;
    int channelStart;
    int channelEnd;
    int pairStart;
    int pairEnd;
    boolean hasAllAsks;
    boolean hasAllBids;
    long checksum;
    long exchangeTimeNs;
    int priceDecimals;
    int quantityDecimals;
    long bidE8;
    long bidQuantityE8;
    long askE8;
    long askQuantityE8;

    private final JsonReader reader = new JsonReader();
    private final DecimalReader decimal = new DecimalReader();
    private int decimals;

    void parse(final byte[] text, final int start, final int end) throws BadMessageException, MalformedJsonException {
        clear();
        reader.wrap(text, start, end);
        isEvent = reader.isObject();
        if (isEvent) {
            event();
        } else {
            publication();
        }
        reader.end();
    }

    private void clear() {
        levels.clear();
        trades.clear();
        event = JsonNames.UNKNOWN;
        subscribed = false;
        problem = null;
        channelEnd = 0;
        pairEnd = 0;
        hasAllAsks = false;
        hasAllBids = false;
        checksum = NONE;
        exchangeTimeNs = NONE;
        priceDecimals = -1;
        quantityDecimals = -1;
        bidE8 = NONE;
        bidQuantityE8 = NONE;
        askE8 = NONE;
        askQuantityE8 = NONE;
    }

    private void event() throws MalformedJsonException {
        reader.beginObject();
        for (int name = reader.nextName(EVENT_FIELDS); name != JsonReader.END; name = reader.nextName(EVENT_FIELDS)) {
            switch (name) {
                case EVENT -> event = reader.string(EVENTS);
                case PAIR -> pair();
                case STATUS -> subscribed = reader.string(STATUSES) == SUBSCRIBED;
                case PROBLEM -> {
                    reader.string();
                    problem = reader.stringText();
                }
                default -> reader.skip();
            }
        }
    }

    private void publication() throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        if (!reader.nextElement() || reader.whole() == NONE) {
            throw new BadMessageException("no channel");
        }
        while (reader.nextElement()) {
            if (reader.isObject()) {
                payload();
            } else if (reader.isArray()) {
                trades();
            } else if (channelEnd == 0) {
                reader.string();
                channelStart = reader.stringStart();
                channelEnd = reader.stringEnd();
            } else {
                pair();
            }
        }
        if (channelEnd == 0 || pairEnd == 0) {
            throw new BadMessageException("no channel or no pair");
        }
    }

    private void pair() throws MalformedJsonException {
        reader.string();
        pairStart = reader.stringStart();
        pairEnd = reader.stringEnd();
    }

    private void payload() throws MalformedJsonException, BadMessageException {
        reader.beginObject();
        for (int name = reader.nextName(PAYLOAD); name != JsonReader.END; name = reader.nextName(PAYLOAD)) {
            switch (name) {
                case ASKS, BIDS -> side(name == BIDS);
                case ALL_ASKS, ALL_BIDS -> {
                    hasAllAsks |= name == ALL_ASKS;
                    hasAllBids |= name == ALL_BIDS;
                    side(name == ALL_BIDS);
                }
                case CHECKSUM -> {
                    if (reader.isArray()) {
                        reader.skip();
                    } else {
                        checksum = reader.whole();
                    }
                }
                default -> reader.skip();
            }
        }
    }

    /** Levels, or of a ticker the best price, its quantity in whole lots, and its quantity. */
    private void side(final boolean bid) throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        int at = 0;
        while (reader.nextElement()) {
            if (reader.isArray()) {
                level(bid);
            } else if (at == 0 || at == 2) {
                best(bid, at == 0, reader.decimalE8());
                at++;
            } else {
                reader.skip();
                at++;
            }
        }
    }

    private void best(final boolean bid, final boolean price, final long numberE8) {
        if (bid) {
            bidE8 = price ? numberE8 : bidE8;
            bidQuantityE8 = price ? bidQuantityE8 : numberE8;
        } else {
            askE8 = price ? numberE8 : askE8;
            askQuantityE8 = price ? askQuantityE8 : numberE8;
        }
    }

    /** Price, quantity, time, and perhaps "r" where the level is given again. */
    private void level(final boolean bid) throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        final long priceE8 = reader.nextElement() ? number() : NONE;
        priceDecimals = decimals;
        final long quantityE8 = reader.nextElement() ? number() : NONE;
        quantityDecimals = decimals;
        final long timeE8 = reader.nextElement() ? number() : NONE;
        while (reader.nextElement()) {
            reader.skip();
        }
        if (priceE8 <= 0 || quantityE8 < 0 || timeE8 <= 0) {
            throw new BadMessageException("a level without a positive price, a quantity or a time");
        }
        exchangeTimeNs = Math.max(exchangeTimeNs, timeE8 * NANOS_PER_E8);
        levels.add(bid, priceE8, quantityE8);
    }

    /** Arrays of price, quantity, time, side, type and more; of other channels whatever is no array is passed over. */
    private void trades() throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        while (reader.nextElement()) {
            if (reader.isArray()) {
                trade();
            } else {
                reader.skip();
            }
        }
    }

    private void trade() throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        final long priceE8 = reader.nextElement() ? number() : NONE;
        final long quantityE8 = reader.nextElement() ? number() : NONE;
        final long timeE8 = reader.nextElement() ? number() : NONE;
        boolean buys = false;
        if (reader.nextElement()) {
            reader.string();
            buys = reader.stringEnd() > reader.stringStart() && reader.text()[reader.stringStart()] == 'b';
        }
        while (reader.nextElement()) {
            reader.skip();
        }
        final long timeNs = timeE8 * NANOS_PER_E8;
        if (timeE8 <= 0 || !trades.add(timeNs, timeNs, priceE8, quantityE8, buys)) {
            throw new BadMessageException("a trade without positive price, quantity and time");
        }
    }

    /** A number in quotes; how many decimals it is written with is noted. */
    private long number() throws MalformedJsonException, BadMessageException {
        reader.string();
        final int start = reader.stringStart();
        final int end = reader.stringEnd();
        if (!decimal.readE8(reader.text(), start, end) || decimal.end() != end) {
            throw new BadMessageException("not a number: " + reader.stringText());
        }
        int point = end - 1;
        while (point >= start && reader.text()[point] != '.') {
            point--;
        }
        decimals = point < start ? 0 : end - 1 - point;
        return decimal.value();
    }
}
