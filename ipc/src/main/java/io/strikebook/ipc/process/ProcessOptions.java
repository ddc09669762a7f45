package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.config.ConfigSection;

/**
 * Keys that every role's section has.
 *
 * <pre>
 * idle: backoff             # or yielding, or busy
 * maxParkUs: 1000           # longest sleep of backoff
 * cpu: none                 # or the id of the CPU that the agent's thread has for itself
 * stallThresholdUs: 1000
 * stopTimeoutMs: 25000
 * </pre>
 *
 * @param idle             name of the idle strategy
 * @param maxParkNs        longest sleep of the idle strategy {@code backoff}
 * @param cpu              CPU that the agent's thread is pinned to, or {@code ThreadPinning.NONE}
 * @param stallThresholdNs a duty cycle that takes longer counts as a stall
 * @param stopTimeoutNs    longest time between the signal and the end: a process that is not drained by then ends as failed. A little
 *                         below what {@code strikebook down} waits before it kills
 */
public record ProcessOptions(String idle, long maxParkNs, int cpu, long stallThresholdNs, long stopTimeoutNs) {
    private static final String MAX_PARK = "maxParkUs";
    private static final long MAX_MAX_PARK_US = 1_000_000;
    private static final long MICROSECOND_NS = 1_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    /** Reads and checks the keys; the section's other keys are the role's own. */
    public static ProcessOptions read(final ConfigSection section) {
        final String idle = section.getChoice("idle", IdleStrategies.BACKOFF, IdleStrategies.NAMES);
        return new ProcessOptions(
                idle,
                maxParkNs(section, idle),
                ThreadPinning.read(section, "cpu"),
                section.getLong("stallThresholdUs", 1_000, 1, 60_000_000) * MICROSECOND_NS,
                section.getLong("stopTimeoutMs", 25_000, 0, 600_000) * MILLISECOND_NS);
    }

    private static long maxParkNs(final ConfigSection section, final String idle) {
        final long defaultUs = IdleStrategies.DEFAULT_MAX_PARK_NS / MICROSECOND_NS;
        final long maxParkUs = section.getLong(MAX_PARK, defaultUs, 1, MAX_MAX_PARK_US);
        if (section.has(MAX_PARK) && !idle.equals(IdleStrategies.BACKOFF)) {
            throw section.refuse(MAX_PARK, "idle strategy " + idle + " never sleeps; it goes with backoff only");
        }
        return maxParkUs * MICROSECOND_NS;
    }
}
