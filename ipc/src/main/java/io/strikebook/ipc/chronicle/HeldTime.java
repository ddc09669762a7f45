package io.strikebook.ipc.chronicle;

import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;

/**
 * The time by which a writer's files change: it moves only when the writer lets it, and never backwards. So the writer knows before an
 * append whether that append will change the file, and a clock that is set back does not bring back a file that was ended.
 */
final class HeldTime implements TimeProvider {
    private static final long LONGEST_AHEAD_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int AHEAD_SHARE = 4;

    private final RollCycle rollCycle;
    private final long aheadNs;
    private volatile long heldMs;
    private long nextFileNs;

    HeldTime(final RollCycle rollCycle, final long clockNs) {
        this.rollCycle = rollCycle;
        aheadNs = Math.min(LONGEST_AHEAD_NS, TimeUnit.MILLISECONDS.toNanos(rollCycle.lengthInMillis()) / AHEAD_SHARE);
        advanceTo(clockNs);
    }

    /** Whether a document of that time belongs into a later file; the writer's thread only. */
    boolean isNextFile(final long clockNs) {
        return clockNs >= nextFileNs;
    }

    /** The cycle that comes after the present one. */
    int nextCycle() {
        return rollCycle.current(this, 0) + 1;
    }

    /** Whether the next file is to be made by now, though its time has not come. */
    boolean isNextFileNear(final long clockNs) {
        return clockNs >= nextFileNs - aheadNs;
    }

    /** Whether a document of that time belongs into the very next file, not a later one. */
    boolean isInNextCycle(final long clockNs) {
        return clockNs < nextFileNs + TimeUnit.MILLISECONDS.toNanos(rollCycle.lengthInMillis());
    }

    /** Lets time go on to a document's clock, nanoseconds since the epoch; the writer's thread only. */
    void advanceTo(final long clockNs) {
        final long nowMs = TimeUnit.NANOSECONDS.toMillis(clockNs);
        if (nowMs > heldMs || nextFileNs == 0) {
            heldMs = Math.max(0, nowMs);
            nextFileNs = startNs(rollCycle.current(this, 0) + 1);
        }
    }

    /** Lets time go on at least to where a cycle begins. */
    void advanceToCycle(final int cycle) {
        advanceTo(startNs(cycle));
    }

    private long startNs(final int cycle) {
        return TimeUnit.MILLISECONDS.toNanos((long) cycle * rollCycle.lengthInMillis());
    }

    @Override
    public long currentTimeMillis() {
        return heldMs;
    }
}
