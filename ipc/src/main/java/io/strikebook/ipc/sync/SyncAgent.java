package io.strikebook.ipc.sync;

import io.strikebook.ipc.process.MarkCounter;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;

/**
 * Goes round all queues at an interval. In a round the queues are read and forced one after the other, what derives from others first and
 * the inputs last: a queue's frames refer to frames that were there before them, so whatever was read of one is explained by what is read,
 * and forced, of the others after it. Then all are shown as durable, in the opposite order. So at every moment the sequences shown fit
 * together: commands have the marks that they refer to, their answers have the commands, and only marks may have epochs at their end that
 * know of commands behind those shown, which a repair cuts. Between two rounds the same is true of the disk itself, as long as the kernel
 * writes nothing back by itself.
 *
 * <p>Where one queue was not forced, those that rest on it are not shown as durable either, though they are forced.
 */
final class SyncAgent implements Agent, Stoppable {
    private static final long NS_PER_US = 1_000L;

    private final List<QueueSync> inputsFirst;
    private final long intervalNs;
    private final LongSupplier nanoClock;
    private final Upstream upstream;
    private final Counters counters;
    private long nextNs;
    private long syncs;
    private long longestUs;

    /** What a round counts. */
    record Counters(MarkCounter syncs, MarkCounter lastUs, MarkCounter longestUs) {}

    SyncAgent(
            final List<QueueSync> queues,
            final long intervalNs,
            final LongSupplier nanoClock,
            final Upstream upstream,
            final Counters counters) {
        inputsFirst = queues.stream()
                .sorted(Comparator.comparingInt(QueueSync::durableAfter))
                .toList();
        this.intervalNs = intervalNs;
        this.nanoClock = nanoClock;
        this.upstream = upstream;
        this.counters = counters;
        nextNs = nanoClock.getAsLong();
    }

    @Override
    public int doWork() {
        final long nowNs = nanoClock.getAsLong();
        if (nowNs - nextNs < 0) {
            return 0;
        }
        nextNs = nowNs + intervalNs;
        return round(nowNs);
    }

    private int round(final long startNs) {
        int forced = 0;
        for (int i = inputsFirst.size() - 1; i >= 0; i--) {
            forced += inputsFirst.get(i).sync() ? 1 : 0;
        }
        publish();
        if (forced > 0) {
            count(nanoClock.getAsLong() - startNs);
        }
        return forced;
    }

    /** Shows what rests on nothing that is missing. */
    private void publish() {
        int missing = Integer.MAX_VALUE;
        for (int i = 0; i < inputsFirst.size(); i++) {
            final QueueSync queue = inputsFirst.get(i);
            if (!queue.isSynced()) {
                missing = Math.min(missing, queue.rank());
            }
        }
        for (int i = 0; i < inputsFirst.size(); i++) {
            final QueueSync queue = inputsFirst.get(i);
            if (queue.isSynced() && queue.rank() <= missing) {
                queue.publish();
            }
        }
    }

    private void count(final long durationNs) {
        final long us = durationNs / NS_PER_US;
        longestUs = Math.max(longestUs, us);
        counters.syncs().set(++syncs);
        counters.lastUs().set(us);
        counters.longestUs().set(longestUs);
    }

    /** A last round makes durable what the writers wrote before they ended. */
    @Override
    public boolean drained() {
        if (!upstream.isSettled()) {
            return false;
        }
        round(nanoClock.getAsLong());
        return true;
    }

    @Override
    public String roleName() {
        return SyncMain.ROLE;
    }

    @Override
    public void onClose() {
        inputsFirst.forEach(QueueSync::close);
    }
}
