package io.strikebook.feeder.deribit;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.TradeBatch;
import io.strikebook.feeder.venue.VenueTime;
import java.util.Arrays;

/** Trades of one message, each with its own instrument. */
final class DeribitTrades {
    private static final long NONE = MarketDataListener.NONE;
    private static final int TIME = 0;
    private static final int PRICE = 1;
    private static final int AMOUNT = 2;
    private static final int DIRECTION = 3;
    private static final int INSTRUMENT = 4;
    private static final int SEQUENCE = 5;
    private static final int ID = 6;
    private static final JsonNames NAMES =
            JsonNames.of("timestamp", "price", "amount", "direction", "instrument_name", "trade_seq", "trade_id");
    private static final JsonNames DIRECTIONS = JsonNames.of("buy", "sell");

    final TradeBatch batch = new TradeBatch();
    private int[] symbolStarts = new int[16];
    private int[] symbolEnds = new int[16];
    private long[] sequences = new long[16];

    int symbolStart(final int index) {
        return symbolStarts[index];
    }

    int symbolEnd(final int index) {
        return symbolEnds[index];
    }

    long sequence(final int index) {
        return sequences[index];
    }

    void clear() {
        batch.clear();
    }

    void read(final JsonReader reader) throws MalformedJsonException, BadMessageException {
        reader.beginArray();
        while (reader.nextElement()) {
            trade(reader);
        }
    }

    private void trade(final JsonReader reader) throws MalformedJsonException, BadMessageException {
        long timeNs = NONE;
        long priceE8 = NONE;
        long amountE8 = NONE;
        long id = NONE;
        long sequence = NONE;
        int direction = JsonNames.UNKNOWN;
        int symbolStart = 0;
        int symbolEnd = 0;
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            switch (name) {
                case TIME -> timeNs = VenueTime.ofMillis(reader.whole());
                case PRICE -> priceE8 = reader.decimalE8();
                case AMOUNT -> amountE8 = reader.decimalE8();
                case DIRECTION -> direction = reader.string(DIRECTIONS);
                case INSTRUMENT -> {
                    reader.string();
                    symbolStart = reader.stringStart();
                    symbolEnd = reader.stringEnd();
                }
                case SEQUENCE -> sequence = reader.whole();
                case ID -> id = id(reader);
                default -> reader.skip();
            }
        }
        if (symbolEnd == 0 || direction < 0 || id < 0 || sequence < 0) {
            throw new BadMessageException("trade without instrument, direction, id or sequence");
        }
        if (!batch.add(id, timeNs, priceE8, amountE8, direction == 0)) {
            throw new BadMessageException("trade without positive price and amount");
        }
        note(batch.size() - 1, symbolStart, symbolEnd, sequence);
    }

    private void note(final int at, final int symbolStart, final int symbolEnd, final long sequence) {
        if (at == sequences.length) {
            symbolStarts = Arrays.copyOf(symbolStarts, at * 2);
            symbolEnds = Arrays.copyOf(symbolEnds, at * 2);
            sequences = Arrays.copyOf(sequences, at * 2);
        }
        symbolStarts[at] = symbolStart;
        symbolEnds[at] = symbolEnd;
        sequences[at] = sequence;
    }

    /** The number of an id such as {@code 48079254} or {@code ETH-34066}, or none. */
    private static long id(final JsonReader reader) throws MalformedJsonException {
        reader.string();
        long id = reader.stringEnd() > reader.stringStart() ? 0 : NONE;
        for (int i = reader.stringStart(); i < reader.stringEnd(); i++) {
            final int digit = reader.text()[i] - '0';
            if (digit >= 0 && digit <= 9 && id < Long.MAX_VALUE / 10 - 1) {
                id = id * 10 + digit;
            }
        }
        return id;
    }
}
