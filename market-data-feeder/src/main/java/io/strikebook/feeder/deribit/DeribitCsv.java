package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.recorded.CsvColumns;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.recorded.RecordedLines;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/** One CSV file with a time and an instrument per row. */
abstract class DeribitCsv extends RecordedLines {
    private final DeribitMarket market;
    private final CsvColumns columns;
    private final DecimalReader decimals = new DecimalReader();
    private final int timeColumn;
    private final int symbolColumn;
    private String lastTimeText = "";
    private long lastTimeNs;
    private int doubtful;

    DeribitCsv(
            final Path path,
            final List<String> known,
            final String timeColumn,
            final String symbolColumn,
            final DeribitMarket market,
            final FeedErrors errors) {
        this(new GzipLines(path), known, timeColumn, symbolColumn, market, errors);
    }

    private DeribitCsv(
            final GzipLines lines,
            final List<String> known,
            final String timeColumn,
            final String symbolColumn,
            final DeribitMarket market,
            final FeedErrors errors) {
        super(lines, errors);
        this.market = market;
        this.columns = new CsvColumns(lines, known);
        this.timeColumn = columns.index(timeColumn);
        this.symbolColumn = columns.index(symbolColumn);
    }

    /** Gives the event of a row whose instrument is known. */
    abstract void emitRow(GzipLines line, long timeNs, String symbol, MarketDataListener listener)
            throws BadMessageException;

    final DeribitMarket market() {
        return market;
    }

    final int column(final String name) {
        return columns.index(name);
    }

    @Override
    protected final long timeNs(final GzipLines line) throws BadMessageException {
        doubtful = 0;
        columns.split(line);
        final String text = columns.string(line, timeColumn);
        if (!text.equals(lastTimeText)) {
            try {
                final OffsetDateTime time = OffsetDateTime.parse(text);
                lastTimeNs = Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L), time.getNano());
                lastTimeText = text;
            } catch (final DateTimeException | ArithmeticException e) {
                throw new BadMessageException("not a time: " + text);
            }
        }
        return lastTimeNs;
    }

    @Override
    protected final void emit(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        final String symbol = columns.string(line, symbolColumn);
        doubtful = market.number(symbol);
        emitRow(line, timeNs, symbol, listener);
    }

    @Override
    protected final int doubtfulInstrument() {
        return doubtful;
    }

    /** Terms of a name that was not seen before, or null for one that was. */
    final InstrumentTerms termsIfNew(final String symbol) throws BadMessageException {
        if (market.number(symbol) != 0) {
            return null;
        }
        try {
            final InstrumentTerms terms = DeribitSymbols.parse(symbol);
            final String problem = terms.problem();
            if (problem != null) {
                throw new BadMessageException(symbol + ": " + problem);
            }
            return terms;
        } catch (final IllegalArgumentException e) {
            throw new BadMessageException(e.getMessage());
        }
    }

    /** A price that may be absent; 0 counts as absent where {@code zeroIsNone}. */
    final long price(final GzipLines line, final int column, final boolean zeroIsNone) throws BadMessageException {
        if (columns.start(column) == columns.end(column)) {
            return MarketDataListener.NONE;
        }
        final int end = columns.end(column);
        if (!decimals.readE8(line.text(), columns.start(column), end) || decimals.end() != end) {
            throw new BadMessageException("not a number: " + columns.string(line, column));
        }
        final long value = decimals.value();
        if (value < 0) {
            throw new BadMessageException("negative: " + columns.string(line, column));
        }
        return value == 0 && zeroIsNone ? MarketDataListener.NONE : value;
    }

    /** A price that must be there and positive. */
    final long positive(final GzipLines line, final int column) throws BadMessageException {
        final long value = price(line, column, true);
        if (value == MarketDataListener.NONE) {
            throw new BadMessageException("no positive number: " + columns.string(line, column));
        }
        return value;
    }

    final String text(final GzipLines line, final int column) {
        return columns.string(line, column);
    }
}
