package io.strikebook.feeder.independent;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.util.Arrays;

/** One message of the stream, parsed; refilled for each. */
final class ReserveMessage {
    static final int NEW_ORDER = 0;
    static final int ORDER_CHANGED = 1;
    static final int ORDER_CANCELED = 2;
    static final int HEARTBEAT = 3;
    static final int SUBSCRIPTIONS = 4;

    /** Currencies that prices are told in, by their places. */
    static final JsonNames CURRENCIES = JsonNames.of("aud", "usd", "nzd", "sgd");

    static final int CURRENCY_COUNT = 4;

    private static final int CHANNEL = 0;
    private static final int NONCE = 1;
    private static final int DATA = 2;
    private static final int TIME = 3;
    private static final int EVENT = 4;
    private static final JsonNames NAMES = JsonNames.of("Channel", "Nonce", "Data", "Time", "Event");
    private static final JsonNames EVENTS =
            JsonNames.of("NewOrder", "OrderChanged", "OrderCanceled", "Heartbeat", "Subscriptions");

    private static final int ORDER_TYPE = 0;
    private static final int ORDER_GUID = 1;
    private static final int PRICE = 2;
    private static final int VOLUME = 3;
    private static final JsonNames DATA_NAMES = JsonNames.of("OrderType", "OrderGuid", "Price", "Volume");
    private static final JsonNames ORDER_TYPES = JsonNames.of("LimitBid", "LimitOffer");

    private static final int GUID_LENGTH = 36;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    final long[] pricesE8 = new long[CURRENCY_COUNT];
    int event;
    int channelStart;
    int channelEnd;
    long nonce;
    long timeMs;
    long orderId;
    long volumeE8;
    int orderType;

    private final JsonReader json = new JsonReader();

    void parse(final byte[] text, final int start, final int end) throws MalformedJsonException, BadMessageException {
        event = JsonNames.UNKNOWN;
        channelStart = 0;
        channelEnd = 0;
        nonce = JsonReader.NONE;
        timeMs = JsonReader.NONE;
        orderId = 0;
        volumeE8 = JsonReader.NONE;
        orderType = JsonNames.UNKNOWN;
        Arrays.fill(pricesE8, JsonReader.NONE);
        json.wrap(text, start, end);
        json.beginObject();
        for (int name = json.nextName(NAMES); name != JsonReader.END; name = json.nextName(NAMES)) {
            switch (name) {
                case CHANNEL -> {
                    json.string();
                    channelStart = json.stringStart();
                    channelEnd = json.stringEnd();
                }
                case NONCE -> nonce = json.whole();
                case TIME -> timeMs = json.whole();
                case EVENT -> event = json.string(EVENTS);
                case DATA -> data();
                default -> json.skip();
            }
        }
        json.end();
    }

    private void data() throws MalformedJsonException, BadMessageException {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.beginObject();
        for (int name = json.nextName(DATA_NAMES); name != JsonReader.END; name = json.nextName(DATA_NAMES)) {
            switch (name) {
                case ORDER_TYPE -> orderType = json.string(ORDER_TYPES);
                case ORDER_GUID -> orderId = guid(json);
                case VOLUME -> volumeE8 = json.decimalE8();
                case PRICE -> prices();
                default -> json.skip();
            }
        }
    }

    private void prices() throws MalformedJsonException {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.beginObject();
        for (int name = json.nextName(CURRENCIES); name != JsonReader.END; name = json.nextName(CURRENCIES)) {
            if (name == JsonNames.UNKNOWN) {
                json.skip();
            } else {
                pricesE8[name] = json.decimalE8();
            }
        }
    }

    /**
     * Sixty-four bits of an order's GUID. It has 122 random ones: among a million live orders two share these with a probability of 3e-8, and
     * then the second is taken for a repetition.
     */
    static long guid(final JsonReader json) throws MalformedJsonException, BadMessageException {
        json.string();
        final byte[] text = json.text();
        if (json.stringEnd() - json.stringStart() != GUID_LENGTH) {
            throw new BadMessageException("an order id that is no GUID");
        }
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = json.stringStart(); i < json.stringEnd(); i++) {
            if (text[i] == '-') {
                continue;
            }
            final int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                throw new BadMessageException("an order id that is no GUID");
            }
            if (digits++ < 16) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return high * MIX ^ low;
    }
}
