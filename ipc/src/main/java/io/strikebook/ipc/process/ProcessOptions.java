package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.config.ConfigSection;

/**
 * Keys that every role's section has: {@code idle} (busy, yielding, backoff), {@code cpu} (an id or none), {@code stallThresholdUs},
 * {@code stopTimeoutMs}.
 *
 * @param idle             name of the idle strategy
 * @param cpu              CPU that the agent's thread is pinned to, or {@code ThreadPinning.NONE}
 * @param stallThresholdNs a duty cycle that takes longer counts as a stall
 * @param stopTimeoutNs    longest time between the signal and the end: a process that is not drained by then ends as failed. A little
 *                         below what {@code strikebook down} waits before it kills
 */
public record ProcessOptions(String idle, int cpu, long stallThresholdNs, long stopTimeoutNs) {
    private static final long MICROSECOND_NS = 1_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    /** Reads and checks the keys; the section's other keys are the role's own. */
    public static ProcessOptions read(final ConfigSection section) {
        return new ProcessOptions(
                section.getChoice("idle", "backoff", IdleStrategies.NAMES),
                ThreadPinning.read(section, "cpu"),
                section.getLong("stallThresholdUs", 1_000, 1, 60_000_000) * MICROSECOND_NS,
                section.getLong("stopTimeoutMs", 25_000, 0, 600_000) * MILLISECOND_NS);
    }
}
