package io.strikebook.feeder.bitmex;

import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.VenueTime;
import java.util.Arrays;

/** Rows of a table: levels, quotes or trades. Rows are used again and again; their number grows and never shrinks. */
final class BitmexRows {
    private static final long NONE = MarketDataListener.NONE;
    private static final int SYMBOL = 0;
    private static final int ID = 1;
    private static final int SIDE = 2;
    private static final int SIZE = 3;
    private static final int PRICE = 4;
    private static final int TIME = 5;
    private static final int BID_SIZE = 6;
    private static final int BID_PRICE = 7;
    private static final int ASK_PRICE = 8;
    private static final int ASK_SIZE = 9;
    private static final int MATCH_ID = 10;
    private static final JsonNames NAMES = JsonNames.of(
            "symbol",
            "id",
            "side",
            "size",
            "price",
            "timestamp",
            "bidSize",
            "bidPrice",
            "askPrice",
            "askSize",
            "trdMatchID");
    private static final JsonNames SIDES = JsonNames.of("Buy", "Sell");
    private static final int HEX_DIGITS = 15;

    /** One row; what it does not have is none. */
    static final class Row {
        int symbolStart;
        int symbolEnd;
        long id;
        int side;
        long sizeE8;
        long priceE8;
        long timeNs;
        long bidSizeE8;
        long bidE8;
        long askE8;
        long askSizeE8;
        long tradeId;

        boolean isBuy() {
            return side == 0;
        }

        boolean hasSide() {
            return side >= 0;
        }

        private void clear() {
            symbolEnd = 0;
            id = NONE;
            side = JsonNames.UNKNOWN;
            sizeE8 = NONE;
            priceE8 = NONE;
            timeNs = NONE;
            bidSizeE8 = NONE;
            bidE8 = NONE;
            askE8 = NONE;
            askSizeE8 = NONE;
            tradeId = NONE;
        }
    }

    private Row[] rows = new Row[0];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    Row at(final int index) {
        return rows[index];
    }

    void read(final JsonReader reader) throws MalformedJsonException {
        reader.beginArray();
        while (reader.nextElement()) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, Math.max(64, size * 2));
                for (int i = size; i < rows.length; i++) {
                    rows[i] = new Row();
                }
            }
            row(rows[size++], reader);
        }
    }

    private static void row(final Row row, final JsonReader reader) throws MalformedJsonException {
        row.clear();
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            switch (name) {
                case SYMBOL -> {
                    reader.string();
                    row.symbolStart = reader.stringStart();
                    row.symbolEnd = reader.stringEnd();
                }
                case ID -> row.id = reader.whole();
                case SIDE -> row.side = reader.string(SIDES);
                case SIZE -> row.sizeE8 = reader.decimalE8();
                case PRICE -> row.priceE8 = reader.decimalE8();
                case TIME -> {
                    reader.string();
                    row.timeNs = VenueTime.ofIso(reader.text(), reader.stringStart(), reader.stringEnd());
                }
                case BID_SIZE -> row.bidSizeE8 = reader.decimalE8();
                case BID_PRICE -> row.bidE8 = reader.decimalE8();
                case ASK_PRICE -> row.askE8 = reader.decimalE8();
                case ASK_SIZE -> row.askSizeE8 = reader.decimalE8();
                case MATCH_ID -> row.tradeId = tradeId(reader);
                default -> reader.skip();
            }
        }
    }

    /** The first 60 bits of a UUID, or none. */
    private static long tradeId(final JsonReader reader) throws MalformedJsonException {
        reader.string();
        long id = 0;
        int digits = 0;
        for (int i = reader.stringStart(); i < reader.stringEnd() && digits < HEX_DIGITS; i++) {
            final int digit = Character.digit(reader.text()[i], 16);
            if (digit >= 0) {
                id = id << 4 | digit;
                digits++;
            }
        }
        return digits == HEX_DIGITS ? id : NONE;
    }
}
