package io.strikebook.ipc.chronicle;

import java.util.function.LongSupplier;
import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The time by which a writer's files change: it moves only when the writer lets it, and never backwards. So the writer knows before an
 * append whether that append will change the file, and a clock that is set back does not bring back a file that was ended.
 */
final class HeldTime implements TimeProvider {
    private final LongSupplier clockMs;
    private volatile long heldMs;

    HeldTime(final LongSupplier clockMs) {
        this.clockMs = clockMs;
        advance();
    }

    /** Lets time go on to where the clock is; the writer's thread only. */
    void advance() {
        final long nowMs = clockMs.getAsLong();
        if (nowMs > heldMs) {
            heldMs = nowMs;
        }
    }

    @Override
    public long currentTimeMillis() {
        return heldMs;
    }
}
