package io.strikebook.feeder.recorded;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;

/**
 * A recorded file whose lines are events. A line that cannot be used (damaged, malformed, a repetition of the one before) becomes a gap
 * event in its place, is counted, and the source goes on.
 */
public abstract class RecordedLines implements MarketDataSource {
    private final GzipLines lines;
    private final FeedErrors.Place errors;
    private long nextTimeNs;
    private long lastTimeNs = Long.MIN_VALUE;
    private String problem;
    private FeedErrorKind problemKind = FeedErrorKind.MALFORMED;
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

    /** Gives the event that says that the current line was refused, which has been counted. */
    protected void refused(
            final GzipLines line, final long timeNs, final FeedErrorKind kind, final MarketDataListener listener) {
        listener.beginEvent(timeNs);
        listener.gap(doubtfulInstrument(), line.lineNumber(), 0);
        listener.endEvent();
    }

    /** Where to report what is wrong with this file. */
    protected final FeedErrors.Place errors() {
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
        errors.at(lines.lineNumber());
        if (problem == null) {
            try {
                emit(lines, timeNs, listener);
            } catch (final BadMessageException e) {
                refuse(e);
            }
        }
        if (problem != null) {
            errors.refused(lines.lineNumber(), problemKind, problem);
            refused(lines, timeNs, problemKind, listener);
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
        if (lines.length() > 0 && lines.sameAsPrevious()) {
            problem = "repeats the line before";
            problemKind = FeedErrorKind.REPEATED;
        } else if (lines.problem() != null) {
            problem = lines.problem();
            problemKind = lines.problemKind();
        } else {
            try {
                lastTimeNs = timeNs(lines);
            } catch (final BadMessageException e) {
                refuse(e);
            }
        }
        nextTimeNs = lastTimeNs;
    }

    private void refuse(final BadMessageException reason) {
        problem = reason.getMessage();
        problemKind = reason.kind();
    }
}
