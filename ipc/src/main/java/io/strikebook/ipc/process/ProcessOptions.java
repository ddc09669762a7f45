package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.config.ConfigSection;

/**
 * Keys that every role's section has. What {@code idle} and {@code cpu} are by default is the layout's to say, see {@link VenueLayout}.
 *
 * <pre>
 * idle: backoff             # or yielding, or busy
 * maxParkUs: 1000           # longest sleep of backoff
 * cpu: none                 # or the id of the CPU that the agent's thread has for itself
 * stallThresholdUs: 1000    # of the syncing follower and the auditor a million
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
    static final String IDLE = "idle";
    static final String CPU = "cpu";

    /** What counts as a stall by default, microseconds. */
    static final long STALL_US = 1_000;

    /** The same for a role that nobody waits for. */
    static final long PATIENT_STALL_US = 1_000_000;

    private static final String MAX_PARK = "maxParkUs";
    private static final long MAX_MAX_PARK_US = 1_000_000;
    private static final long MICROSECOND_NS = 1_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    /** Reads and checks the keys; the section's other keys are the role's own. */
    public static ProcessOptions read(final ConfigSection section) {
        return read(section, IdleStrategies.BACKOFF, ThreadPinning.NONE, STALL_US);
    }

    /**
     * Reads and checks the keys.
     *
     * @param defaultIdle idle strategy unless given
     * @param defaultCpu  CPU unless given
     * @param stallUs     threshold of stalls unless given
     */
    static ProcessOptions read(
            final ConfigSection section, final String defaultIdle, final int defaultCpu, final long stallUs) {
        final String idle = section.getChoice(IDLE, defaultIdle, IdleStrategies.NAMES);
        return new ProcessOptions(
                idle,
                maxParkNs(section, idle),
                ThreadPinning.read(section, CPU, defaultCpu),
                section.getLong("stallThresholdUs", stallUs, 1, 60_000_000) * MICROSECOND_NS,
                section.getLong("stopTimeoutMs", 25_000, 0, 600_000) * MILLISECOND_NS);
    }

    private static long maxParkNs(final ConfigSection section, final String idle) {
        final long defaultUs = IdleStrategies.DEFAULT_MAX_PARK_NS / MICROSECOND_NS;
        final long maxParkUs = section.getLong(MAX_PARK, defaultUs, 1, MAX_MAX_PARK_US);
        if (section.has(MAX_PARK) && section.has(IDLE) && !idle.equals(IdleStrategies.BACKOFF)) {
            throw section.refuse(MAX_PARK, "idle strategy " + idle + " never sleeps; it goes with backoff only");
        }
        return maxParkUs * MICROSECOND_NS;
    }
}
