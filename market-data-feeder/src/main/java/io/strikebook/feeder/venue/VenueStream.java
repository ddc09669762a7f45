package io.strikebook.feeder.venue;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.FeedErrors;

/**
 * One connection, or one file of a recording, in front of a venue's rules: numbers its messages, and counts and names those that the rules
 * refuse. Several may bring messages to the same rules. Used by one thread.
 */
public final class VenueStream {
    private final VenueNormaliser rules;
    private final FeedErrors.Place place;

    /** A stream whose messages are named by the place and their number. */
    public VenueStream(final VenueNormaliser rules, final FeedErrors.Place place) {
        this.rules = rules;
        this.place = place;
    }

    /** A message; see {@link VenueNormaliser#onMessage}. */
    public void message(
            final long number,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener) {
        place.at(number);
        try {
            rules.onMessage(receivedNs, text, start, end, listener);
        } catch (final BadMessageException e) {
            refused(number, receivedNs, e.kind(), e.getMessage(), listener);
        }
    }

    /** An answer; see {@link VenueNormaliser#onAnswer}. */
    public void answer(
            final long number,
            final String request,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener) {
        place.at(number);
        try {
            rules.onAnswer(request, receivedNs, text, start, end, listener);
        } catch (final BadMessageException e) {
            refused(number, receivedNs, e.kind(), e.getMessage(), listener);
        }
    }

    /** A message that is refused before its venue's rules have seen it. */
    public void refused(
            final long number,
            final long timeNs,
            final FeedErrorKind kind,
            final String reason,
            final MarketDataListener listener) {
        place.refused(number, kind, reason);
        rules.onRefused(timeNs, kind, number, listener);
    }

    /** The connection broke after so many messages. */
    public void interrupted(final long number, final long timeNs, final MarketDataListener listener) {
        place.at(number);
        rules.onInterrupted(timeNs, listener);
    }
}
