package io.strikebook.ipc.agent;

/**
 * How long duty cycles last while the agent runs: the longest and when it was, how many lasted longer than a threshold, and how many fell
 * between powers of ten. Cycles of the start and of a recovery are kept apart, since they are long by nature and nobody waits for them.
 * Written and read by one thread, the agent's; allocates nothing.
 */
public final class DutyCycleTracker {
    /** Cycles longer than 10 us, 100 us, 1 ms, 10 ms and 100 ms are counted. */
    public static final int BUCKETS = 5;

    private static final long FIRST_BOUND_NS = 10_000;
    private static final int FACTOR = 10;

    private final long thresholdNs;
    private final long[] between = new long[BUCKETS];
    private long cycles;
    private long maxNs;
    private long maxEndNs;
    private long stalls;
    private long startMaxNs;

    /** A tracker that counts cycles longer than a threshold. */
    public DutyCycleTracker(final long thresholdNs) {
        this.thresholdNs = thresholdNs;
    }

    /** Notes one cycle of the start or of a recovery. */
    public void onStartCycle(final long durationNs) {
        startMaxNs = Math.max(startMaxNs, durationNs);
    }

    /**
     * Notes one cycle of the running agent.
     *
     * @param endNs when it ended, by the clock that its duration was taken with
     */
    public void onCycle(final long durationNs, final long endNs) {
        cycles++;
        if (durationNs > maxNs) {
            maxNs = durationNs;
            maxEndNs = endNs;
        }
        if (durationNs > thresholdNs) {
            stalls++;
        }
        if (durationNs > FIRST_BOUND_NS) {
            between[bucket(durationNs)]++;
        }
    }

    private static int bucket(final long durationNs) {
        int bucket = 0;
        for (long boundNs = FIRST_BOUND_NS * FACTOR; bucket < BUCKETS - 1 && durationNs > boundNs; boundNs *= FACTOR) {
            bucket++;
        }
        return bucket;
    }

    /** The duration above which a cycle is counted in a bucket, and in no lower one. */
    public static long boundNs(final int bucket) {
        long boundNs = FIRST_BOUND_NS;
        for (int i = 0; i < bucket; i++) {
            boundNs *= FACTOR;
        }
        return boundNs;
    }

    /** Cycles while running. */
    public long cycles() {
        return cycles;
    }

    /** Longest cycle while running. */
    public long maxNs() {
        return maxNs;
    }

    /** When the longest cycle ended; meaningless before the first. */
    public long maxEndNs() {
        return maxEndNs;
    }

    /** Cycles while running that were longer than the threshold. */
    public long stalls() {
        return stalls;
    }

    /** Longest cycle of the start or of a recovery; the start itself counts as one. */
    public long startMaxNs() {
        return startMaxNs;
    }

    /** Cycles while running that were longer than a bucket's bound, and not longer than that of the next. */
    public long count(final int bucket) {
        return between[bucket];
    }
}
