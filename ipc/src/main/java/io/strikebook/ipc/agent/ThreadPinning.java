package io.strikebook.ipc.agent;

import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import java.util.BitSet;
import java.util.List;
import net.openhft.affinity.Affinity;

/**
 * One CPU for an agent's thread, or none. Helper threads should exist before the agent pins itself: a new thread inherits its creator's
 * CPUs.
 */
public final class ThreadPinning {
    /** No pinning. */
    public static final int NONE = -1;

    private static final String NONE_NAME = "none";
    private static final int MAX_CPUS = 4_096;

    private ThreadPinning() {}

    /**
     * Reads a key that holds a CPU id or {@code none}; refuses a CPU that this process may not use.
     *
     * @return a CPU id, or {@link #NONE}
     */
    public static int read(final ConfigSection section, final String key) {
        if (!section.has(key)) {
            section.getString(key, NONE_NAME);
            return NONE;
        }
        if (section.isText(key)) {
            section.getChoice(key, NONE_NAME, List.of(NONE_NAME));
            return NONE;
        }
        final int cpu = section.getInt(key, NONE, 0, MAX_CPUS);
        final BitSet usable = Affinity.getAffinity();
        if (!usable.get(cpu)) {
            throw cpuRefusal(section, key, cpu, usable);
        }
        return cpu;
    }

    private static ConfigException cpuRefusal(
            final ConfigSection section, final String key, final int cpu, final BitSet usable) {
        return section.refuse(key, "CPU " + cpu + " is not among those that this process may use: " + usable);
    }

    /**
     * Pins the calling thread.
     *
     * @return what was done, or why it could not be, for the operator
     */
    public static String pin(final int cpu) {
        if (cpu == NONE) {
            return "not pinned";
        }
        try {
            Affinity.setAffinity(cpu);
            final BitSet now = Affinity.getAffinity();
            if (now.cardinality() == 1 && now.get(cpu)) {
                return "pinned to CPU " + cpu;
            }
            return "could not be pinned to CPU " + cpu + ": the system left it on " + now;
        } catch (final RuntimeException e) {
            return "could not be pinned to CPU " + cpu + ": " + e.getMessage();
        }
    }
}
