package io.strikebook.ipc.agent;

import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import java.io.File;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.LinuxHelper;

/**
 * One CPU for an agent's thread, or none, and which CPUs the other threads keep to. A new thread inherits its creator's CPUs.
 */
public final class ThreadPinning {
    /** No pinning. */
    public static final int NONE = -1;

    private static final String NONE_NAME = "none";
    private static final int MAX_CPUS = 4_096;
    private static final int MAX_ASKED = 1_024;
    private static final int NO_THREAD = -1;

    private ThreadPinning() {}

    /**
     * Reads a key that holds a CPU id or {@code none}; refuses a CPU that this process may not use.
     *
     * @param defaultCpu where the key is absent: a CPU id, or {@link #NONE}
     * @return a CPU id, or {@link #NONE}
     */
    public static int read(final ConfigSection section, final String key, final int defaultCpu) {
        if (!section.has(key)) {
            if (defaultCpu == NONE) {
                section.getString(key, NONE_NAME);
                return NONE;
            }
            return section.getInt(key, defaultCpu, 0, MAX_CPUS);
        }
        if (section.isText(key)) {
            section.getChoice(key, NONE_NAME, List.of(NONE_NAME));
            return NONE;
        }
        final int cpu = section.getInt(key, NONE, 0, MAX_CPUS);
        final BitSet reachable = reachable();
        if (!reachable.get(cpu)) {
            throw cpuRefusal(section, key, cpu, reachable);
        }
        return cpu;
    }

    private static ConfigException cpuRefusal(
            final ConfigSection section, final String key, final int cpu, final BitSet usable) {
        return section.refuse(key, "CPU " + cpu + " is not among those that this process may use: " + usable);
    }

    /**
     * The CPUs that the system lets a thread of this process pin itself to. More than those it runs on by itself: a process is started on
     * the CPUs that are not isolated, and can be restricted further with {@code taskset}; neither binds a thread that asks for others. A
     * container's set of CPUs does.
     */
    public static BitSet reachable() {
        final BitSet reachable = new BitSet();
        final Thread probe = new Thread(() -> reachable.or(widest()), "cpu-probe");
        probe.start();
        try {
            probe.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reachable;
    }

    /** Asks for every CPU on the calling thread; the system leaves out those it may not have. */
    private static BitSet widest() {
        final BitSet all = Affinity.getAffinity();
        try {
            final BitSet asked = new BitSet();
            asked.set(0, Math.max(all.length(), MAX_ASKED));
            Affinity.setAffinity(asked);
        } catch (final RuntimeException e) {
            return all;
        }
        return Affinity.getAffinity();
    }

    /**
     * The CPUs to plan with: those that the calling thread runs on, and the isolated ones as far as it can reach them. Where it runs on
     * isolated ones already, somebody chose its CPUs, and these are all.
     */
    public static BitSet usable(final BitSet isolated) {
        final BitSet own = Affinity.getAffinity();
        if (own.intersects(isolated)) {
            return own;
        }
        final BitSet usable = reachable();
        usable.and(isolated);
        usable.or(own);
        return usable;
    }

    /**
     * Moves every thread of this process but the calling one to some CPUs; those that they start later follow. So compiler, garbage
     * collector and whatever libraries start keep off the CPUs of agents, without a privilege and however the process was started.
     *
     * @return how many were moved
     */
    public static int confineOthers(final BitSet cpus) {
        return confine(cpus, Affinity.getThreadId());
    }

    /** Moves every thread of this process, the calling one included. */
    public static int confineAll(final BitSet cpus) {
        return confine(cpus, NO_THREAD);
    }

    private static int confine(final BitSet cpus, final int exceptThread) {
        final Set<Integer> moved = new HashSet<>();
        if (cpus.isEmpty()) {
            return 0;
        }
        int before;
        do { // a thread that was not moved yet may have started another one meanwhile
            before = moved.size();
            for (final int thread : threads()) {
                if (thread != exceptThread && !moved.contains(thread) && move(thread, cpus)) {
                    moved.add(thread);
                }
            }
        } while (moved.size() > before);
        return moved.size();
    }

    private static boolean move(final int thread, final BitSet cpus) {
        try {
            LinuxHelper.sched_setaffinity(thread, cpus);
            return true;
        } catch (final RuntimeException | LinkageError e) {
            return false; // it has ended, or this is no Linux
        }
    }

    private static List<Integer> threads() {
        final String[] names = new File("/proc/self/task").list();
        final List<Integer> threads = new ArrayList<>();
        for (final String name : names == null ? new String[0] : names) {
            threads.add(Integer.parseInt(name));
        }
        return threads;
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
