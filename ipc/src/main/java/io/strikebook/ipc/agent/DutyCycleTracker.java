package io.strikebook.ipc.agent;

/**
 * How long duty cycles last: the longest, and how many lasted longer than a threshold. Idling between cycles does not count. Written by
 * one thread, the agent's.
 */
public final class DutyCycleTracker {
    private final long thresholdNs;
    private long maxNs;
    private long stalls;

    /** A tracker that counts cycles longer than a threshold. */
    public DutyCycleTracker(final long thresholdNs) {
        this.thresholdNs = thresholdNs;
    }

    /** Notes one cycle's duration. */
    public void onCycle(final long durationNs) {
        if (durationNs > maxNs) {
            maxNs = durationNs;
        }
        if (durationNs > thresholdNs) {
            stalls++;
        }
    }

    /** Longest cycle so far. */
    public long maxNs() {
        return maxNs;
    }

    /** Cycles that were longer than the threshold. */
    public long stalls() {
        return stalls;
    }
}
