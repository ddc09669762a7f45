package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import io.strikebook.benchmarks.matching.MatchingPeer.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The same commands through each contender, each in a process of its own, in rounds that take them in turn, so that what else happens on
 * the machine hits all. Before anything is measured, all have to come to the same trades and resting orders.
 */
public final class MatchingBenchmark {
    private static final long SEED = 7;
    private static final long ANSWER_MS = 600_000;
    private static final int WARM_UPS = 3;
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
        report.note(Machine.describe());
        report.note(
                "exchange-core's own proportions; medians of " + rounds + " rounds of " + commands + " commands after "
                        + WARM_UPS + " to warm up, contenders in turn, each from an empty book that is filled first");
        report.note(
                "decoded and encoded: every command from its SBE frame, every event into one, both hashed; exchange-core's events are"
                        + " objects; all came to the same trades and resting orders");
        return report;
    }

    private void run(final int orders) {
        final Map<Kind, ChildJvm> processes = new EnumMap<>(Kind.class);
        try {
            String outcome = null;
            for (final Kind kind : Kind.values()) {
                final ChildJvm process = start(kind, orders);
                processes.put(kind, process);
                final String ready = process.await("ready", ANSWER_MS);
                if (outcome != null && !ready.equals(outcome)) {
                    throw new IllegalStateException(kind.title + " came to '" + ready + "', " + Kind.values()[0].title
                            + " to '" + outcome + "'");
                }
                outcome = ready;
            }
            measure(orders, processes);
            noteFlow(orders, outcome);
        } finally {
            processes.values().forEach(ChildJvm::close);
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

    private void measure(final int orders, final Map<Kind, ChildJvm> processes) {
        final Map<Kind, double[]> rates = new EnumMap<>(Kind.class);
        for (int round = -WARM_UPS; round < rounds; round++) {
            System.err.printf(
                    round < 0 ? "%,d resting: warm-up ...%n" : "%,d resting: round %d of %d ...%n",
                    orders,
                    round + 1,
                    rounds);
            for (final Kind kind : Kind.values()) {
                processes.get(kind).tell("run");
                final long tookNs = Long.parseLong(processes.get(kind).await("took", ANSWER_MS));
                if (round >= 0) {
                    rates.computeIfAbsent(kind, key -> new double[rounds])[round] = commands * 1e9 / tookNs;
                }
            }
        }
        final BenchReport.Table table = report.table(String.format("%,d resting orders", orders));
        final double reference = median(rates.get(Kind.EXCHANGE_CORE));
        for (final Kind kind : Kind.values()) {
            final double rate = median(rates.get(kind));
            table.add(kind.title, "rate", rate / 1e6, "M/s");
            table.add(kind.title, "each", 1e9 / rate, "ns");
            table.add(kind.title, "x exchange-core", rate / reference, "");
        }
    }

    private static double median(final double[] rates) {
        Arrays.sort(rates);
        return rates[rates.length / 2];
    }

    private void noteFlow(final int orders, final String ready) {
        final String[] words = ready.split(" ");
        report.note(String.format(
                "%,d resting: %s%% new, %s%% taking, %s%% cancels, %s%% reductions, %s%% moves; %s trades, %s orders left",
                orders, words[3], words[4], words[5], words[6], words[7], words[0], words[2]));
    }
}
