package io.strikebook.feeder.venue;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.recorded.RecordedLines;

/** A recorded file whose lines are a venue's messages. What a refused line casts doubt on, the venue's rules say. */
public abstract class VenueLines extends RecordedLines {
    private final VenueNormaliser rules;

    /** A file that brings lines to rules, which it may share with other files. */
    protected VenueLines(final GzipLines lines, final VenueNormaliser rules, final FeedErrors errors) {
        super(lines, errors);
        this.rules = rules;
    }

    /** Brings the current line to the rules. */
    protected abstract void bring(GzipLines line, VenueNormaliser toRules, long timeNs, MarketDataListener listener)
            throws BadMessageException;

    @Override
    protected final void emit(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        bring(line, rules, timeNs, listener);
    }

    @Override
    protected final void refused(
            final GzipLines line, final long timeNs, final FeedErrorKind kind, final MarketDataListener listener) {
        rules.onRefused(timeNs, kind, line.lineNumber(), listener);
    }
}
