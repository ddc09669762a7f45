package io.strikebook.runner;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.pricer.RecordedEpochs;
import io.strikebook.sequencer.Sequencer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All engines in lockstep, writing a home, by a time that somebody else moves: it never goes back, and stops on its way where a Tick is due
 * or where matching releases what it holds. Every command is answered before the next one is decided.
 */
final class SteppedVenue {
    private final NewHome target;
    private final Lockstep lockstep;
    private final Sequencer sequencer;
    private final RecomputedMarks marks;
    private long timestampNs;

    /**
     * Fresh engines at time 0.
     *
     * @param marketData what the pricer reads
     */
    SteppedVenue(
            final NewHome target,
            final VenueParameters parameters,
            final List<SourceDescription> sources,
            final Subscription marketData) {
        this.target = target;
        lockstep = new Lockstep(
                parameters,
                sources,
                new Lockstep.Outputs(
                        target.sink(QueueNames.COMMANDS),
                        QueueNames.executions(parameters.matchingShards()).stream()
                                .map(target::sink)
                                .toList(),
                        target.sink(QueueNames.MARGIN)));
        sequencer = lockstep.sequencer();
        marks = new RecomputedMarks(
                parameters, marketData, lockstep.commands(), RecordedEpochs.none(), target.sink(QueueNames.MARKS));
        lockstep.start(marks);
    }

    /** For readers of what the engines answer. */
    Lockstep lockstep() {
        return lockstep;
    }

    /** One more reader of the marks. */
    Subscription marks() {
        return marks.subscription();
    }

    /** The newest epoch. */
    long epoch() {
        return marks.pricer().epoch();
    }

    /** The newest command. */
    long lastSequence() {
        return sequencer.lastSequence();
    }

    long timestampNs() {
        return timestampNs;
    }

    /** Begins at a time at which no tick is due. */
    void startAt(final long startNs) {
        timestampNs = startNs;
        target.time(startNs);
    }

    /** What is written from now on, before the venue's time goes on, is market data of this time. */
    void marketDataAt(final long eventNs) {
        target.time(Math.max(timestampNs, eventNs));
    }

    /**
     * Computes the marks of the market data that is there.
     *
     * @param eventNs of the newest event
     * @return whether there is a new epoch; it is announced then
     */
    boolean priced(final long eventNs) {
        final long before = epoch();
        marks.finish();
        if (epoch() == before) {
            return false;
        }
        advance(eventNs);
        lockstep.feedMarks(epoch());
        sequencer.marksAdvanced(epoch(), timestampNs);
        answer();
        while (sequencer.decideListing(timestampNs)) {
            answer();
        }
        return true;
    }

    /** Decides a request now; whether it became a command. */
    boolean decide(final int sourceId, final UnsafeBuffer buffer, final int offset, final int length) {
        final boolean decided = sequencer.decide(sourceId, buffer, offset, length, timestampNs);
        if (decided) {
            answer();
        }
        return decided;
    }

    /** A source of requests is gone. */
    void sourceLost(final int sourceId) {
        if (sequencer.sourceLost(sourceId, timestampNs)) {
            answer();
        }
    }

    /** Moves the venue's time and lets the Tick that is due happen; and each one at which something is released. */
    void advance(final long toNs) {
        long releaseNs = nextReleaseNs();
        while (releaseNs < toNs) {
            tickAt(Math.max(releaseNs, sequencer.nextTickNs()), toNs);
            final long nextNs = nextReleaseNs();
            if (timestampNs >= toNs || nextNs <= releaseNs) {
                break;
            }
            releaseNs = nextNs;
        }
        tickAt(toNs, toNs);
    }

    /** Ends the recording with the engines' hashes. */
    void finish() {
        sequencer.checkpoint(sequencer.timestampNs());
        lockstep.settle();
    }

    /** When matching releases what it holds, the first of it. */
    private long nextReleaseNs() {
        long nextNs = Long.MAX_VALUE;
        for (final MatchingEngine engine : lockstep.matching()) {
            nextNs = Math.min(nextNs, engine.nextReleaseNs());
        }
        return nextNs;
    }

    private void tickAt(final long atNs, final long latestNs) {
        timestampNs = Math.max(timestampNs, Math.min(atNs, latestNs));
        target.time(timestampNs);
        if (sequencer.tick(timestampNs)) {
            answer();
        }
    }

    /** Has everything answered, and decides what margin asks for on the way. */
    private void answer() {
        do {
            lockstep.settle();
            lockstep.feedAnswers(sequencer.lastSequence());
        } while (sequencer.decideTriggered(timestampNs));
    }
}
