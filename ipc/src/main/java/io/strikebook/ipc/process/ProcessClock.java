package io.strikebook.ipc.process;

import java.time.Instant;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Nanoseconds since the epoch as the machine's steady clock counts them, from a start that is read to the nanosecond: clocks of two
 * processes of one machine agree to a fraction of a microsecond, so that stamps of different processes can be compared. (Agrona's own
 * {@code OffsetEpochNanoClock} reads its start in milliseconds.) Any thread; allocates nothing after construction.
 */
public final class ProcessClock implements EpochNanoClock {
    private static final int SAMPLES = 1_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private final long offsetNs;

    /** Takes the sample whose two readings of the steady clock lie closest together. */
    public ProcessClock() {
        long bestOffsetNs = 0;
        long bestWindowNs = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            final long beforeNs = System.nanoTime();
            final Instant instant = Instant.now();
            final long afterNs = System.nanoTime();
            if (afterNs - beforeNs < bestWindowNs) {
                bestWindowNs = afterNs - beforeNs;
                final long epochNs = instant.getEpochSecond() * SECOND_NS + instant.getNano();
                bestOffsetNs = epochNs - beforeNs - bestWindowNs / 2;
            }
        }
        offsetNs = bestOffsetNs;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + offsetNs;
    }
}
