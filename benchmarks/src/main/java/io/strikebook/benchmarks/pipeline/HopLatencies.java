package io.strikebook.benchmarks.pipeline;

import io.strikebook.benchmarks.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Latencies of the orders in a window, hop by hop. The load sends in open loop: order n is due at start + n / rate, and
 * everything counts from then, however late the generator or any process was.
 *
 * <p>They mean something only where the venue keeps up with the load and accepts it: see {@link #isSustained}.
 */
final class HopLatencies {
    private static final long HIGHEST_NS = 600_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double MIN_ACCEPTED_PERCENT = 99;
    private static final double MIN_SHARE_OF_RATE = 0.95;

    private final List<Hop> hops = new ArrayList<>();
    private final Hop due = hop("due -> orders-load");
    private final Hop risk = hop("orders-load -> commands (risk)");
    private final Hop matching = hop("commands -> executions (matching)");
    private final Hop margin = hop("executions -> margin (margin)");
    private final Hop executed = hop("due -> executions");
    private final Hop margined = hop("due -> margin");
    private final OrderCounts counts = new OrderCounts();
    private final long ratePerSecond;
    private final long windowStartNs;
    private final long windowEndNs;
    private long firstNs;
    private long answered;

    HopLatencies(final long ratePerSecond, final long windowStartNs, final long windowEndNs) {
        this.ratePerSecond = ratePerSecond;
        this.windowStartNs = windowStartNs;
        this.windowEndNs = windowEndNs;
    }

    private Hop hop(final String name) {
        final Hop hop = new Hop(name);
        hops.add(hop);
        return hop;
    }

    /** One hop. A time below zero, of clocks of two processes that disagree, counts as zero and is counted. */
    private static final class Hop {
        private final String name;
        private final Histogram histogram = new Histogram(1L, HIGHEST_NS, 3);
        private long negatives;
        private long mostNegativeNs;

        Hop(final String name) {
            this.name = name;
        }

        void record(final long ns) {
            if (ns < 0) {
                negatives++;
                mostNegativeNs = Math.min(mostNegativeNs, ns);
            }
            histogram.recordValue(Math.max(0, Math.min(HIGHEST_NS, ns)));
        }

        void addTo(final BenchReport.Table table) {
            table.add(name, "p50", histogram.getValueAtPercentile(50) / 1e3, "us");
            table.add(name, "p99", histogram.getValueAtPercentile(99) / 1e3, "us");
            table.add(name, "p99.9", histogram.getValueAtPercentile(99.9) / 1e3, "us");
            table.add(name, "max", histogram.getMaxValue() / 1e3, "us");
            table.add(name, "below 0", negatives, "");
        }
    }

    void onOrder(final RecordedRun.Order order) {
        if (order.sourceSequence == 1) {
            firstNs = order.sentNs;
        }
        if (order.marginedNs >= windowStartNs && order.marginedNs < windowEndNs) {
            answered++;
        }
        final long number = order.sourceSequence - 1;
        final long dueNs =
                firstNs + number / ratePerSecond * SECOND_NS + number % ratePerSecond * SECOND_NS / ratePerSecond;
        if (dueNs < windowStartNs || dueNs >= windowEndNs) {
            return;
        }
        due.record(order.orderedNs - dueNs);
        risk.record(order.decidedNs - order.orderedNs);
        matching.record(order.executedNs - order.decidedNs);
        margin.record(order.marginedNs - order.executedNs);
        executed.record(order.executedNs - dueNs);
        margined.record(order.marginedNs - dueNs);
        counts.add(order);
    }

    /** Orders per second that margin answered within the window. */
    double achievedPerSecond() {
        return (double) answered * SECOND_NS / (windowEndNs - windowStartNs);
    }

    /**
     * Whether of the orders due in the window nearly all were sent, nearly all accepted, and orders were answered at
     * nearly the rate.
     */
    boolean isSustained() {
        final double enough = MIN_SHARE_OF_RATE * ratePerSecond;
        return achievedPerSecond() >= enough
                && (double) counts.orders() * SECOND_NS / (windowEndNs - windowStartNs) >= enough
                && counts.acceptedPercent() >= MIN_ACCEPTED_PERCENT;
    }

    /** Every hop; where the load was not sustained only what was achieved. */
    void addTo(final BenchReport.Table table) {
        if (isSustained()) {
            hops.forEach(hop -> hop.addTo(table));
        } else {
            table.add("not sustained", "achieved", Math.round(achievedPerSecond()), "/s");
        }
    }

    /** What became of the orders due in the window, and how far clocks disagreed, in words. */
    String describe() {
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s%,.0f orders/s answered; %,d orders were due and sent, %.2f %% accepted, %.2f %% traded, %s",
                isSustained() ? "" : "NOT SUSTAINED, so no latencies: ",
                achievedPerSecond(),
                counts.orders(),
                counts.acceptedPercent(),
                counts.tradedPercent(),
                counts.refusals()));
        for (final Hop hop : hops) {
            if (hop.negatives > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "; %s: %,d below 0, the lowest %,d ns (counted as 0)",
                        hop.name,
                        hop.negatives,
                        hop.mostNegativeNs));
            }
        }
        return text.toString();
    }
}
