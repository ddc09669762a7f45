package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import io.strikebook.benchmarks.matching.MatchingPeer.Kind;
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

    private final int[] resting;
    private final int commands;
    private final int rounds;
    private final int cpu = Runtime.getRuntime().availableProcessors() >= 2 ? 1 : -1;
    private final BenchReport report = new BenchReport("matching alone, one thread, one instrument; quotes on a chain");

    /**
     * A benchmark.
     *
     * @param resting  sizes of the book
     * @param commands measured in each round
     * @param rounds   measured, after three to warm up
     */
    public MatchingBenchmark(final int[] resting, final int commands, final int rounds) {
        this.resting = resting.clone();
        this.commands = commands;
        this.rounds = rounds;
    }

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        for (final int orders : resting) {
            run(orders);
        }
        new QuoteBenchmark(commands, rounds, cpu).run(report);
        new BookBenchmark(resting, commands, rounds, cpu).run(report);
        report.note(Machine.describe());
        report.note("exchange-core's own proportions; medians of " + rounds + " rounds of " + commands
                + " commands after " + Contest.WARM_UPS
                + " to warm up, contenders in turn, each from an empty book that is filled first");
        report.note(
                "decoded and encoded: every command from its SBE frame, every event into one, both hashed; exchange-core's events are"
                        + " objects; all came to the same trades and resting orders");
        return report;
    }

    private void run(final int orders) {
        try (Contest<Kind> contest = new Contest<>(Kind.class, kind -> start(kind, orders))) {
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

    private ChildJvm start(final Kind kind, final int orders) {
        final int megabytes = (int) Math.max(LEAST_MEGABYTES, ((long) orders * 2 + commands) * BYTES_PER_COMMAND >> 20);
        return new ChildJvm(
                "matching-" + kind + "-" + orders,
                List.of("-XX:+UseParallelGC", "-Xmx" + megabytes + "m", "-XX:MaxDirectMemorySize=" + megabytes + "m"),
                MatchingPeer.class,
                kind.name(),
                "" + orders,
                "" + commands,
                "" + SEED,
                "" + cpu);
    }

    private void noteFlow(final int orders, final String[] words) {
        report.note(String.format(
                "%,d resting: %s%% new, %s%% taking, %s%% cancels, %s%% reductions, %s%% moves; %s trades, %s orders left",
                orders, words[3], words[4], words[5], words[6], words[7], words[0], words[2]));
    }
}
