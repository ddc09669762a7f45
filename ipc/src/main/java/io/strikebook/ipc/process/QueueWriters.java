package io.strikebook.ipc.process;

import io.strikebook.ipc.home.QueueNames;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The writers of some queues by their mark files. Signals to several processes arrive one after the other, and a process
 * notes its own only between two duty cycles: a writer that runs on counts as not told to stop only after a while.
 */
final class QueueWriters implements Upstream {
    static final long SPREAD_NS = 2_000_000_000L;
    private static final long LOOK_INTERVAL_NS = 20_000_000L;

    private final Set<String> queues;
    private final Supplier<List<ProcessMark>> marks;
    private final LongSupplier nanoClock;
    private State state;
    private long firstLookNs;
    private long nextLookNs;

    QueueWriters(final Set<String> queues, final Supplier<List<ProcessMark>> marks, final LongSupplier nanoClock) {
        this.queues = queues;
        this.marks = marks;
        this.nanoClock = nanoClock;
    }

    @Override
    public State state() {
        final long nowNs = nanoClock.getAsLong();
        if (state == null) {
            firstLookNs = nowNs;
            nextLookNs = nowNs;
        }
        if (state != State.ENDED && nowNs - nextLookNs >= 0) {
            nextLookNs = nowNs + LOOK_INTERVAL_NS;
            state = look(nowNs);
        }
        return state;
    }

    private State look(final long nowNs) {
        boolean alive = false;
        boolean goesOn = false;
        for (final ProcessMark mark : marks.get()) {
            if (writes(mark) && mark.isAlive()) {
                alive = true;
                goesOn |= mark.state() != ProcessState.STOPPING;
            }
        }
        if (!alive) {
            return State.ENDED;
        }
        return goesOn && nowNs - firstLookNs >= SPREAD_NS ? State.GOES_ON : State.ENDING;
    }

    /** One that starts has not opened its queue yet, so its role tells. */
    private boolean writes(final ProcessMark mark) {
        for (final String queue : queues) {
            if (mark.role().equals(QueueNames.writerOf(queue))) {
                return true;
            }
        }
        for (final ProcessMark.Position position : mark.positions()) {
            if (position.written() && queues.contains(position.queue())) {
                return true;
            }
        }
        return false;
    }
}
