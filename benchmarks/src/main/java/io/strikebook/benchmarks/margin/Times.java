package io.strikebook.benchmarks.margin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Times of single calls, less what the clock itself takes. */
final class Times {
    private static final int CLOCK_CALLS = 100_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long[] times;
    private int count;
    private long clockNs = -1;

    /** Room for so many. */
    Times(final int room) {
        times = new long[room];
    }

    void add(final long elapsedNs) {
        times[count++] = elapsedNs;
    }

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** A quantile, less the clock's own time. */
    double quantileNs(final double quantile) {
        final long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return Math.max(0, sorted[(int) Math.min(count - 1, (long) (count * quantile))] - clockNs());
    }

    /** Sum of all, less the clock's own time of each. */
    double sumNs() {
        return Arrays.stream(times, 0, count).sum() - (double) count * clockNs();
    }

    /** CPU time of this thread so far, which others on the machine take less of than of time. */
    static long cpuNs() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Median of what two calls of the clock one after the other are apart. */
    private long clockNs() {
        if (clockNs < 0) {
            clockNs = measuredClockNs();
        }
        return clockNs;
    }

    private static long measuredClockNs() {
        final long[] apart = new long[CLOCK_CALLS];
        for (int i = 0; i < apart.length; i++) {
            final long startNs = System.nanoTime();
            apart[i] = System.nanoTime() - startNs;
        }
        Arrays.sort(apart);
        return apart[apart.length / 2];
    }
}
