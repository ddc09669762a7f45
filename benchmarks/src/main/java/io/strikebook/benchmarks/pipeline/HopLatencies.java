package io.strikebook.benchmarks.pipeline;

import io.strikebook.benchmarks.BenchReport;
import org.HdrHistogram.Histogram;

/**
 * Latencies of the orders in a window, hop by hop. The load sends in open loop: order n is due at start + n / rate, and everything
 * counts from then, however late the generator or any process was.
 */
final class HopLatencies {
    private static final long HIGHEST_NS = 600_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Histogram due = histogram();
    private final Histogram risk = histogram();
    private final Histogram matching = histogram();
    private final Histogram margin = histogram();
    private final Histogram executed = histogram();
    private final Histogram margined = histogram();
    private final long ratePerSecond;
    private final long windowStartNs;
    private final long windowEndNs;
    private long firstNs;
    private long accepted;
    private long traded;

    HopLatencies(final long ratePerSecond, final long windowStartNs, final long windowEndNs) {
        this.ratePerSecond = ratePerSecond;
        this.windowStartNs = windowStartNs;
        this.windowEndNs = windowEndNs;
    }

    void onOrder(final RecordedRun.Order order) {
        if (order.sourceSequence == 1) {
            firstNs = order.sentNs;
        }
        final long number = order.sourceSequence - 1;
        final long dueNs =
                firstNs + number / ratePerSecond * SECOND_NS + number % ratePerSecond * SECOND_NS / ratePerSecond;
        if (dueNs < windowStartNs || dueNs >= windowEndNs) {
            return;
        }
        record(due, order.orderedNs - dueNs);
        record(risk, order.decidedNs - order.orderedNs);
        record(matching, order.executedNs - order.decidedNs);
        record(margin, order.marginedNs - order.executedNs);
        record(executed, order.executedNs - dueNs);
        record(margined, order.marginedNs - dueNs);
        accepted += order.accepted ? 1 : 0;
        traded += order.traded ? 1 : 0;
    }

    private static void record(final Histogram histogram, final long ns) {
        histogram.recordValue(Math.max(1, Math.min(HIGHEST_NS, ns)));
    }

    void addTo(final BenchReport.Table table) {
        row(table, "due -> orders-load", due);
        row(table, "orders-load -> commands (risk)", risk);
        row(table, "commands -> executions (matching)", matching);
        row(table, "executions -> margin (margin)", margin);
        row(table, "due -> executions", executed);
        row(table, "due -> margin", margined);
    }

    private static void row(final BenchReport.Table table, final String name, final Histogram histogram) {
        table.add(name, "p50", histogram.getValueAtPercentile(50) / 1e3, "us");
        table.add(name, "p99", histogram.getValueAtPercentile(99) / 1e3, "us");
        table.add(name, "p99.9", histogram.getValueAtPercentile(99.9) / 1e3, "us");
        table.add(name, "max", histogram.getMaxValue() / 1e3, "us");
    }

    long orders() {
        return due.getTotalCount();
    }

    double acceptedPercent() {
        return 100.0 * accepted / Math.max(1, orders());
    }

    double tradedPercent() {
        return 100.0 * traded / Math.max(1, orders());
    }

    private static Histogram histogram() {
        return new Histogram(1L, HIGHEST_NS, 3);
    }
}
