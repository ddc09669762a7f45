package io.strikebook.feeder;

import io.strikebook.ipc.Publication;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Goes on after the end of a recorded source, where market-data time would stand still: the last epoch of marks would never close, and
 * instruments that it asked to list would never get a mark. Each {@code SourceEnded} is one marks interval later in market-data time than
 * the event before, so what it contains depends on the recording alone. How often one comes depends on the wall clock: the first at
 * once, then after a pause that doubles up to some seconds.
 *
 * <p>Allocates nothing after construction.
 */
final class EndedFeed {
    private static final long FIRST_PAUSE_NS = 20_000_000L;
    private static final long LONGEST_PAUSE_NS = 5_000_000_000L;

    private final MarketDataPublisher publisher;
    private final Publication publication;
    private final EpochNanoClock clock;
    private final long intervalNs;
    private long lastTimeNs;
    private long events = -1;
    private long ordinal;
    private long dueNs;
    private long pauseNs = FIRST_PAUSE_NS;

    /**
     * For the end of a source that publishes elsewhere.
     *
     * @param intervalNs least market-data time between two epochs of marks
     */
    EndedFeed(final Publication publication, final long intervalNs, final EpochNanoClock clock) {
        this.publication = publication;
        this.publisher = new MarketDataPublisher(publication);
        this.intervalNs = intervalNs;
        this.clock = clock;
    }

    /** Notes the time of an event that the source gave. */
    void published(final long timeNs) {
        lastTimeNs = Math.max(lastTimeNs, timeNs);
    }

    /**
     * Publishes the next one if it is due.
     *
     * @param again whether it was recorded before and is computed again now
     */
    boolean publishIfDue(final boolean again) {
        final long nowNs = clock.nanoTime();
        if (events < 0) {
            events = publication.lastSequence();
            dueNs = nowNs;
        }
        if (events == 0 || !again && nowNs < dueNs) {
            return false;
        }
        dueNs = nowNs + pauseNs;
        pauseNs = Math.min(LONGEST_PAUSE_NS, pauseNs * 2);
        ordinal++;
        lastTimeNs = Math.floorDiv(lastTimeNs, intervalNs) * intervalNs + intervalNs;
        publisher.sourceEnded(lastTimeNs, events, ordinal);
        return true;
    }
}
