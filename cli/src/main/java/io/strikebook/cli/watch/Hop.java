package io.strikebook.cli.watch;

import org.HdrHistogram.Histogram;

/** Latencies between two queues: of the last interval, and of the whole watch. */
final class Hop {
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final String name;
    private final long sinceNs;
    private final Histogram interval = new Histogram(HIGHEST_NS, DIGITS);
    private final Histogram total = new Histogram(HIGHEST_NS, DIGITS);

    /**
     * A hop without samples.
     *
     * @param sinceNs groups that were caused before this time are history and do not count
     */
    Hop(final String name, final long sinceNs) {
        this.name = name;
        this.sinceNs = sinceNs;
    }

    String name() {
        return name;
    }

    /** Counts one group and what caused it; clocks of two processes may differ by a little, so it can look early and counts as 0 then. */
    void record(final long causeClockNs, final long clockNs) {
        if (causeClockNs != ClockRing.UNKNOWN && causeClockNs >= sinceNs) {
            final long latencyNs = Math.min(HIGHEST_NS, Math.max(0, clockNs - causeClockNs));
            interval.recordValue(latencyNs);
            total.recordValue(latencyNs);
        }
    }

    Histogram interval() {
        return interval;
    }

    Histogram total() {
        return total;
    }

    void endInterval() {
        interval.reset();
    }
}
