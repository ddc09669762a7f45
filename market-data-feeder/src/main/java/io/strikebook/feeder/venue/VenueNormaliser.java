package io.strikebook.feeder.venue;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;

/**
 * The rules of one venue's feed. Takes messages as they were received, live or recorded, keeps what the venue's sequence numbers and checksums
 * are about, and gives events; whatever a message says gives none, one or several whole events. Deterministic: the same messages give the same
 * events. Used by one thread; allocates nothing but where something is seen for the first time.
 */
public interface VenueNormaliser {
    /**
     * A message of the stream, in {@code text[start, end)}, behind which there are {@code JsonReader.SLACK} bytes.
     *
     * @param receivedNs when it was received, nanoseconds since the epoch: the time of its events
     * @throws BadMessageException where it cannot be used; the listener has not been touched then, and the caller
     *     counts it and calls {@link #onRefused}; {@link VenueStream} does
     */
    void onMessage(long receivedNs, byte[] text, int start, int end, MarketDataListener listener)
            throws BadMessageException;

    /**
     * The answer to a request over REST, in the same form.
     *
     * @param request what was asked for: path and query, as in {@code /api/v3/depth?symbol=BTCUSDT}
     */
    void onAnswer(String request, long receivedNs, byte[] text, int start, int end, MarketDataListener listener)
            throws BadMessageException;

    /** The stream was interrupted: nothing is trusted any more, books until their next snapshots. Gives an event that says so. */
    void onInterrupted(long timeNs, MarketDataListener listener);

    /**
     * A message was refused, by {@link #onMessage} or before it came here: what it may have been about is not trusted any more. Gives an event
     * that says so.
     *
     * @param number the message's, for the gap
     */
    default void onRefused(
            final long timeNs, final FeedErrorKind kind, final long number, final MarketDataListener listener) {
        listener.beginEvent(timeNs);
        listener.gap(0, number, 0);
        listener.endEvent();
    }
}
