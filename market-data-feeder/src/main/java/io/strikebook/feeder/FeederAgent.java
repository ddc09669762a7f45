package io.strikebook.feeder;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.process.Stoppable;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Publishes due events, and after the last one of a recorded source its end. After a restart the feed begins at its first event again: up
 * to the last recorded group events are not paced, and
 * the resuming publication compares them with the recording. Allocates nothing after warm-up.
 */
public final class FeederAgent implements Agent, Stoppable {
    private static final int EVENTS_PER_CYCLE = 512;

    private final EventFeed feed;
    private final Pacer pacer;
    private final Publication publication;
    private final long recordedTo;
    private final EpochNanoClock clock;
    private final EndedFeed afterEnd;
    private final Runnable counters;
    private boolean ended;

    /**
     * An agent before its first event.
     *
     * @param feed        publishes to {@code publication}
     * @param publication closed by whoever opened it
     * @param recordedTo  sequence of the last group in the queue, 0 for none
     * @param intervalNs  least market-data time between two epochs of marks
     */
    public FeederAgent(
            final EventFeed feed,
            final Pacer pacer,
            final Publication publication,
            final long recordedTo,
            final long intervalNs,
            final EpochNanoClock clock) {
        this(feed, pacer, publication, recordedTo, intervalNs, clock, () -> {});
    }

    /**
     * An agent before its first event.
     *
     * @param counters run once in each duty cycle, to show what was counted
     */
    FeederAgent(
            final EventFeed feed,
            final Pacer pacer,
            final Publication publication,
            final long recordedTo,
            final long intervalNs,
            final EpochNanoClock clock,
            final Runnable counters) {
        this.counters = counters;
        this.feed = feed;
        this.pacer = pacer;
        this.publication = publication;
        this.recordedTo = recordedTo;
        this.clock = clock;
        this.afterEnd = new EndedFeed(publication, intervalNs, clock);
    }

    @Override
    public int doWork() {
        final long nowNs = clock.nanoTime();
        int events = 0;
        while (events < EVENTS_PER_CYCLE && publishIfDue(nowNs)) {
            events++;
        }
        if (events > 0) {
            publication.flush();
        }
        counters.run();
        return events;
    }

    /** Whether the source has no more events; from then on the agent only says so, again and again. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public boolean drained() {
        return true;
    }

    @Override
    public void onClose() {
        feed.close();
    }

    @Override
    public String roleName() {
        return "feeder";
    }

    private boolean publishIfDue(final long nowNs) {
        final long eventNs = feed.nextTimeNs();
        if (eventNs == EventFeed.NOT_READY) {
            return false;
        }
        final boolean live = publication.lastSequence() >= recordedTo;
        if (eventNs == EventFeed.END) {
            return afterEnd(live);
        }
        if (live && !pacer.isDue(eventNs, nowNs)) {
            return false;
        }
        feed.publishNext();
        afterEnd.published(eventNs);
        if (live) {
            pacer.published(nowNs);
        }
        return true;
    }

    /** What was recorded beyond the source's events can only be ends of it; anything else is found when it is compared. */
    private boolean afterEnd(final boolean live) {
        ended = true;
        return afterEnd.publishIfDue(!live);
    }
}
