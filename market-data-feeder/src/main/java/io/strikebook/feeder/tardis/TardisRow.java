package io.strikebook.feeder.tardis;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.recorded.CsvColumns;
import io.strikebook.feeder.recorded.GzipLines;
import java.util.List;

/** Fields of a row by their names. Times are microseconds since the epoch. */
final class TardisRow {
    private static final long NS_PER_US = 1_000L;

    private final CsvColumns columns;
    private final DecimalReader decimal = new DecimalReader();
    private final GzipLines line;

    TardisRow(final GzipLines line, final List<String> header) {
        this.line = line;
        this.columns = new CsvColumns(line, header);
    }

    /** Splits the current line. */
    void split() throws BadMessageException {
        columns.split(line);
    }

    String text(final String column) {
        return columns.string(line, columns.index(column));
    }

    /** A time, nanoseconds. */
    long timeNs(final String column) throws BadMessageException {
        final int index = columns.index(column);
        final int end = columns.end(index);
        if (!decimal.readWhole(line.text(), columns.start(index), end)
                || decimal.end() != end
                || decimal.value() > Long.MAX_VALUE / NS_PER_US) {
            throw new BadMessageException(column + " is no time in microseconds");
        }
        return decimal.value() * NS_PER_US;
    }

    /** A number, 1e-8; {@link MarketDataListener#NONE} where the field is empty. */
    long decimalE8(final String column) throws BadMessageException {
        final int index = columns.index(column);
        final int start = columns.start(index);
        final int end = columns.end(index);
        if (start == end) {
            return MarketDataListener.NONE;
        }
        if (!decimal.readE8(line.text(), start, end) || decimal.end() != end) {
            throw new BadMessageException(column + " is no number");
        }
        return decimal.value();
    }

    /** A number that is there and not negative. */
    long notNegativeE8(final String column) throws BadMessageException {
        final long value = decimalE8(column);
        if (value < 0) {
            throw new BadMessageException(column + " is missing or negative");
        }
        return value;
    }

    /** A number that is there and positive. */
    long positiveE8(final String column) throws BadMessageException {
        final long value = decimalE8(column);
        if (value <= 0) {
            throw new BadMessageException(column + " is missing or not positive");
        }
        return value;
    }

    /** Whether a field is the first of two texts and not the second. */
    boolean is(final String column, final String yes, final String no) throws BadMessageException {
        final String value = text(column);
        if (!value.equals(yes) && !value.equals(no)) {
            throw new BadMessageException(column + " is neither " + yes + " nor " + no + ": " + value);
        }
        return value.equals(yes);
    }
}
