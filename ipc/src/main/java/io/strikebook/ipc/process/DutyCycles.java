package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.DutyCycleTracker;
import java.util.List;

/**
 * How long a process's duty cycles last, as its mark file says; those of the start and of a recovery are kept apart.
 *
 * @param cycles      cycles while running
 * @param stalls      of these, those longer than the threshold
 * @param thresholdNs as configured ({@code stallThresholdUs})
 * @param maxNs       longest cycle while running
 * @param maxAtMs     when that one ended, milliseconds since the epoch; 0 before the first cycle
 * @param startMaxNs  longest cycle of the start or of a recovery; the start itself counts as one
 * @param buckets     cycles while running that were longer than {@link DutyCycleTracker#boundNs} of their index, and not longer than
 *                    that of the next
 */
public record DutyCycles(
        long cycles, long stalls, long thresholdNs, long maxNs, long maxAtMs, long startMaxNs, List<Long> buckets) {
    /** Of a process that has not run yet. */
    public static final DutyCycles NONE = new DutyCycles(0, 0, 0, 0, 0, 0, List.of(0L, 0L, 0L, 0L, 0L));
}
