package io.strikebook.feeder.tardis;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code incremental_book_L2}: rows of one instrument that were received at the same time are one update, or one snapshot. A row that cannot be
 * used is a gap in its event.
 */
final class TardisBooks implements MarketDataSource {
    private static final List<String> HEADER =
            List.of("exchange", "symbol", "timestamp", "local_timestamp", "is_snapshot", "side", "price", "amount");

    private final GzipLines lines;
    private final TardisInstruments instruments;
    private final FeedErrors.Place errors;
    private final TardisRow row;
    private final BookLevels levels = new BookLevels();
    private boolean started;
    private long nextTimeNs = Long.MIN_VALUE;
    private BadMessageException problem;
    private String exchange;
    private String symbol;
    private long exchangeTimeNs;
    private boolean snapshot;
    private boolean bid;
    private long priceE8;
    private long amountE8;

    TardisBooks(final Path path, final TardisInstruments instruments) {
        this.lines = new GzipLines(path);
        this.instruments = instruments;
        this.errors = instruments.context().errors().file(path);
        this.row = new TardisRow(lines, HEADER);
    }

    @Override
    public long nextTimeNs() {
        if (!started) {
            started = true;
            advance();
        }
        return nextTimeNs;
    }

    @Override
    public void emitNext(final MarketDataListener listener) {
        final long timeNs = nextTimeNs();
        if (problem != null) {
            refuse(timeNs, listener);
            return;
        }
        final String ofExchange = exchange;
        final String ofSymbol = symbol;
        final boolean ofSnapshot = snapshot;
        final long ofTimeNs = exchangeTimeNs;
        levels.clear();
        do {
            levels.add(bid, priceE8, amountE8);
            advance();
        } while (problem == null
                && nextTimeNs == timeNs
                && snapshot == ofSnapshot
                && symbol.equals(ofSymbol)
                && exchange.equals(ofExchange));
        listener.beginEvent(timeNs);
        final int number = instruments.number(ofExchange, ofSymbol, listener);
        listener.book(number, ofTimeNs, ofSnapshot, ofSnapshot && levels.crossed(), levels);
        listener.endEvent();
    }

    private void refuse(final long timeNs, final MarketDataListener listener) {
        errors.refused(lines.lineNumber(), problem.kind(), problem.getMessage());
        listener.beginEvent(timeNs);
        listener.gap(symbol == null ? 0 : instruments.find(exchange, symbol), lines.lineNumber(), 0);
        listener.endEvent();
        advance();
    }

    private void advance() {
        problem = null;
        if (!lines.next()) {
            nextTimeNs = END;
            return;
        }
        try {
            read();
        } catch (final BadMessageException e) {
            problem = e;
        }
    }

    private void read() throws BadMessageException {
        if (lines.problem() != null) {
            throw new BadMessageException(lines.problemKind(), lines.problem());
        }
        if (lines.sameAsPrevious()) {
            throw new BadMessageException(FeedErrorKind.REPEATED, "repeats the line before");
        }
        row.split();
        instruments.check(row.text("exchange"), row.text("symbol"));
        final long receivedNs = row.timeNs("local_timestamp");
        if (receivedNs < nextTimeNs) {
            throw new BadMessageException(FeedErrorKind.OUT_OF_ORDER, "is earlier than the row before");
        }
        exchangeTimeNs = row.timeNs("timestamp");
        snapshot = row.is("is_snapshot", "true", "false");
        bid = row.is("side", "bid", "ask");
        priceE8 = row.positiveE8("price");
        amountE8 = row.notNegativeE8("amount");
        exchange = row.text("exchange");
        symbol = row.text("symbol");
        nextTimeNs = receivedNs;
    }

    @Override
    public void close() {
        lines.close();
    }
}
