package io.strikebook.feeder.bitmex;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;

/** One message, parsed: what it is, and its rows. Refilled for every message. */
final class BitmexMessage {
    static final int BOOK = 0;
    static final int QUOTE = 1;
    static final int TRADE = 2;

    /** A table that has nothing for us. */
    static final int UNUSED = 3;

    static final int PARTIAL = 0;
    static final int INSERT = 1;
    static final int UPDATE = 2;
    static final int DELETE = 3;

    private static final JsonNames TABLES = JsonNames.of(
            "orderBookL2",
            "quote",
            "trade",
            "instrument",
            "funding",
            "liquidation",
            "settlement",
            "insurance",
            "announcement",
            "publicNotifications");
    private static final JsonNames ACTIONS = JsonNames.of("partial", "insert", "update", "delete");
    private static final int TABLE = 0;
    private static final int ACTION = 1;
    private static final int DATA = 2;
    private static final int SUBSCRIBED = 3;
    private static final int INFO = 4;
    private static final int ERROR = 5;
    private static final int FILTER = 6;
    private static final JsonNames NAMES =
            JsonNames.of("table", "action", "data", "subscribe", "info", "error", "filter");
    private static final int SYMBOL = 0;
    private static final JsonNames FILTER_NAMES = JsonNames.of("symbol");

    final BitmexRows rows = new BitmexRows();
    boolean hasTable;
    int table;
    int action;
    String subscribed;
    boolean isInfo;
    String error;

    /** Symbol of the subscription that is answered, of a partial. */
    int filterStart;

    int filterEnd;

    private final JsonReader reader = new JsonReader();

    void parse(final byte[] text, final int start, final int end) throws BadMessageException, MalformedJsonException {
        rows.clear();
        hasTable = false;
        table = JsonNames.UNKNOWN;
        action = JsonNames.UNKNOWN;
        subscribed = null;
        isInfo = false;
        error = null;
        filterEnd = 0;
        reader.wrap(text, start, end);
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            field(name);
        }
        reader.end();
    }

    private void field(final int name) throws MalformedJsonException, BadMessageException {
        switch (name) {
            case TABLE -> {
                hasTable = true;
                table = Math.min(reader.string(TABLES), UNUSED);
            }
            case ACTION -> action = reader.string(ACTIONS);
            case DATA -> {
                if (table < 0 || table == UNUSED) {
                    reader.skip();
                } else {
                    rows.read(reader);
                }
            }
            case SUBSCRIBED -> {
                reader.string();
                subscribed = reader.stringText();
            }
            case INFO -> {
                isInfo = true;
                reader.skip();
            }
            case ERROR -> {
                reader.string();
                error = reader.stringText();
            }
            case FILTER -> filter();
            default -> reader.skip();
        }
    }

    private void filter() throws MalformedJsonException {
        reader.beginObject();
        for (int name = reader.nextName(FILTER_NAMES); name != JsonReader.END; name = reader.nextName(FILTER_NAMES)) {
            if (name == SYMBOL) {
                reader.string();
                filterStart = reader.stringStart();
                filterEnd = reader.stringEnd();
            } else {
                reader.skip();
            }
        }
    }
}
