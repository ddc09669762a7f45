package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import io.strikebook.benchmarks.matching.MatchingPeer.Kind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The same commands through each contender, each in a process of its own, in rounds that take them in turn, so that what else happens on
 * the machine hits all. Before anything is measured, all have to come to the same trades and resting orders.
 */
public final class MatchingBenchmark {
    private static final long SEED = 7;
    private static final int BYTES_PER_COMMAND = 400;
    private static final int LEAST_MEGABYTES = 512;
    private static final int QUEUED_BYTES_PER_COMMAND = 500;

    private final int[] resting;
    private final int commands;
    private final int rounds;
    private final Path parent;
    private final int cpu = Runtime.getRuntime().availableProcessors() >= 2 ? 1 : -1;
    private final BenchReport report = new BenchReport("matching alone, one thread, one instrument; quotes on a chain");

    /**
     * A benchmark.
     *
     * @param resting  sizes of the book
     * @param commands measured in each round
     * @param rounds   measured, after three to warm up
     * @param parent   where queues are made
     */
    public MatchingBenchmark(final int[] resting, final int commands, final int rounds, final Path parent) {
        this.resting = resting.clone();
        this.commands = commands;
        this.rounds = rounds;
        this.parent = parent;
    }

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        try (BenchFolder folder = BenchFolder.below(parent, neededBytes())) {
            for (final int orders : resting) {
                run(orders, folder.path());
            }
            new SweepBenchmark(commands, rounds, cpu, folder.path()).run(report);
        }
        new QuoteBenchmark(commands, rounds, cpu).run(report);
        new LegBenchmark(commands, rounds, cpu).run(report);
        new BookBenchmark(resting, commands, rounds, cpu).run(report);
        report.note(String.format(
                "an order takes %d bytes, one with a label, a trigger, a display or an end %d, beside the table of ids",
                OrderMemory.plainBytes(), OrderMemory.detailedBytes()));
        report.note(Machine.describe());
        report.note("exchange-core's own proportions; medians of " + rounds + " rounds of " + commands
                + " commands after " + Contest.WARM_UPS
                + " to warm up, contenders in turn, each from an empty book that is filled first");
        report.note(
                "encoded: every event into an SBE frame of a group, hashed; decoded too: every command from its frame, hashed; from queue to"
                        + " queue: both in files, 64 commands a document, pages populated by another thread; exchange-core's events are objects; all"
                        + " came to the same trades and resting orders");
        return report;
    }

    /** Of the largest book: its commands, and what one run writes. */
    private long neededBytes() {
        return (Arrays.stream(resting).max().orElse(0) + (long) commands) * QUEUED_BYTES_PER_COMMAND;
    }

    private void run(final int orders, final Path folder) {
        try (Contest<Kind> contest = new Contest<>(Kind.class, kind -> start(kind, orders, folder))) {
            final Map<Kind, Double> timesNs = contest.medianNs(String.format("%,d resting", orders), rounds);
            final BenchReport.Table table = report.table(String.format("%,d resting orders", orders));
            for (final Kind kind : Kind.values()) {
                final double eachNs = timesNs.get(kind) / commands;
                table.add(kind.title, "rate", 1e3 / eachNs, "M/s");
                table.add(kind.title, "each", eachNs, "ns");
                table.add(kind.title, "x exchange-core", timesNs.get(Kind.EXCHANGE_CORE) / timesNs.get(kind), "");
            }
            noteFlow(orders, contest.outcome());
        }
    }

    private ChildJvm start(final Kind kind, final int orders, final Path folder) {
        final int megabytes = (int) Math.max(LEAST_MEGABYTES, ((long) orders * 2 + commands) * BYTES_PER_COMMAND >> 20);
        return new ChildJvm(
                "matching-" + kind + "-" + orders,
                List.of("-XX:+UseParallelGC", "-Xmx" + megabytes + "m", "-XX:MaxDirectMemorySize=" + megabytes + "m"),
                MatchingPeer.class,
                kind.name(),
                "" + orders,
                "" + commands,
                "" + SEED,
                "" + cpu,
                folder.resolve(kind + "-" + orders).toString());
    }

    private void noteFlow(final int orders, final String[] words) {
        report.note(String.format(
                "%,d resting: %s%% new, %s%% taking, %s%% cancels, %s%% reductions, %s%% moves; %s trades, %s orders left",
                orders, words[3], words[4], words[5], words[6], words[7], words[0], words[2]));
    }
}
