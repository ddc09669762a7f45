package io.strikebook.cli.tail;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Distribution of the hops of the groups that were printed. */
final class LatencySummary {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROSECOND_NS = 1_000.0;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private long withoutHop;
    private long negative;

    /** One group's hop, or that it has none. */
    void record(final long latencyNs) {
        if (latencyNs == HopLatency.NONE) {
            withoutHop++;
            return;
        }
        negative += latencyNs < 0 ? 1 : 0;
        histogram.recordValue(Math.max(0, latencyNs));
    }

    /** One line, microseconds. */
    String line(final String queue, final String inputs) {
        return String.format(
                        Locale.ROOT,
                        "latency %s after %s: %d groups, p50 %.1f p90 %.1f p99 %.1f p99.9 %.1f max %.1f us",
                        queue,
                        inputs,
                        histogram.getTotalCount(),
                        micros(histogram.getValueAtPercentile(50)),
                        micros(histogram.getValueAtPercentile(90)),
                        micros(histogram.getValueAtPercentile(99)),
                        micros(histogram.getValueAtPercentile(99.9)),
                        micros(histogram.getMaxValue()))
                + (withoutHop > 0 ? "; " + withoutHop + " without an input" : "")
                + (negative > 0 ? "; " + negative + " negative (the clocks of two processes differ)" : "");
    }

    /** For a column. */
    static String column(final long latencyNs) {
        return latencyNs == HopLatency.NONE
                ? String.format(Locale.ROOT, "%12s ", "-")
                : String.format(Locale.ROOT, "%+10.1fus ", micros(latencyNs));
    }

    private static double micros(final long nanos) {
        return nanos / MICROSECOND_NS;
    }
}
