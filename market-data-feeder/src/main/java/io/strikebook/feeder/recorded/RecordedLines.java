package io.strikebook.feeder.recorded;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;

/**
 * A recorded file whose lines are events. A line that cannot be used (damaged, malformed, a repetition of the one before) becomes a gap
 * event in its place, is counted, and the source goes on.
 */
public abstract class RecordedLines implements MarketDataSource {
    private final GzipLines lines;
    private final FeedErrors.OfFile errors;
    private long nextTimeNs;
    private long lastTimeNs = Long.MIN_VALUE;
    private String problem;
    private boolean started;

    /** A source over lines whose header, if any, was already read. */
    protected RecordedLines(final GzipLines lines, final FeedErrors errors) {
        this.lines = lines;
        this.errors = errors.file(lines.path());
    }

    /** Event time of the current line. */
    protected abstract long timeNs(GzipLines line) throws BadMessageException;

    /** Gives the current line's event; must not touch the listener before it knows that the line is good. */
    protected abstract void emit(GzipLines line, long timeNs, MarketDataListener listener) throws BadMessageException;

    /** Instrument that a refused line casts doubt on; 0 for all. */
    protected int doubtfulInstrument() {
        return 0;
    }

    /** Where to report what is wrong with this file. */
    protected final FeedErrors.OfFile errors() {
        return errors;
    }

    @Override
    public final long nextTimeNs() {
        if (!started) {
            started = true;
            advance();
        }
        return nextTimeNs;
    }

    @Override
    public final void emitNext(final MarketDataListener listener) {
        final long timeNs = nextTimeNs();
        if (problem == null) {
            try {
                emit(lines, timeNs, listener);
            } catch (final BadMessageException e) {
                problem = e.getMessage();
            }
        }
        if (problem != null) {
            errors.badLine(lines.lineNumber(), problem);
            listener.beginEvent(timeNs);
            listener.gap(doubtfulInstrument(), lines.lineNumber(), 0);
            listener.endEvent();
        }
        advance();
    }

    @Override
    public final void close() {
        lines.close();
    }

    private void advance() {
        problem = null;
        if (!lines.next()) {
            nextTimeNs = END;
            return;
        }
        problem = lines.sameAsPrevious() ? "repeats the line before" : lines.problem();
        if (problem == null) {
            try {
                lastTimeNs = timeNs(lines);
            } catch (final BadMessageException e) {
                problem = e.getMessage();
            }
        }
        nextTimeNs = lastTimeNs;
    }
}
