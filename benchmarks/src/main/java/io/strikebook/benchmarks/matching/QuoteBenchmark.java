package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.matching.QuotePeer.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Mass quotes on an option chain: how many sides of quotes a second, trades between them included. Part of {@link MatchingBenchmark}. */
final class QuoteBenchmark {
    private static final long SEED = 7;
    private static final long ANSWER_MS = 600_000;
    private static final int WARM_UPS = 3;
    private static final int COMMANDS_PER_MASS_QUOTE = 150;
    private static final int LEAST_MASS_QUOTES = 1_000;

    private final int massQuotes;
    private final int rounds;
    private final int cpu;

    /** A benchmark of as much work as so many commands for single orders. */
    QuoteBenchmark(final int commands, final int rounds, final int cpu) {
        this.massQuotes = Math.max(LEAST_MASS_QUOTES, commands / COMMANDS_PER_MASS_QUOTE);
        this.rounds = rounds;
        this.cpu = cpu;
    }

    void run(final BenchReport report) {
        final Map<Kind, ChildJvm> processes = new EnumMap<>(Kind.class);
        try {
            String outcome = null;
            for (final Kind kind : Kind.values()) {
                processes.put(kind, start(kind));
                final String ready = processes.get(kind).await("ready", ANSWER_MS);
                if (outcome != null && !ready.equals(outcome)) {
                    throw new IllegalStateException(kind + " came to '" + ready + "', another to '" + outcome + "'");
                }
                outcome = ready;
            }
            final String[] words = outcome.split(" ");
            measure(report, processes, Long.parseLong(words[3]));
            report.note(String.format(
                    "option chain: %,d instruments, %d makers, mass quotes of %d entries of which every side gets a new price, %,d sides a"
                            + " round; 5 trades for 95 sides, %s in all; %s quotes rest; sides per second, trades included",
                    QuoteFlow.INSTRUMENTS,
                    QuoteFlow.MAKERS,
                    QuoteFlow.ENTRIES,
                    Long.parseLong(words[3]),
                    words[0],
                    words[2]));
        } finally {
            processes.values().forEach(ChildJvm::close);
        }
    }

    private ChildJvm start(final Kind kind) {
        return new ChildJvm(
                "quotes-" + kind,
                List.of("-XX:+UseParallelGC", "-Xmx512m", "-XX:MaxDirectMemorySize=1g"),
                QuotePeer.class,
                kind.name(),
                "" + massQuotes,
                "" + SEED,
                "" + cpu);
    }

    private void measure(final BenchReport report, final Map<Kind, ChildJvm> processes, final long sides) {
        final Map<Kind, double[]> rates = new EnumMap<>(Kind.class);
        for (int round = -WARM_UPS; round < rounds; round++) {
            System.err.printf(round < 0 ? "quotes: warm-up ...%n" : "quotes: round %d of %d ...%n", round + 1, rounds);
            for (final Kind kind : Kind.values()) {
                processes.get(kind).tell("run");
                final long tookNs = Long.parseLong(processes.get(kind).await("took", ANSWER_MS));
                if (round >= 0) {
                    rates.computeIfAbsent(kind, key -> new double[rounds])[round] = sides * 1e9 / tookNs;
                }
            }
        }
        final BenchReport.Table table = report.table("mass quotes, option chain");
        for (final Kind kind : Kind.values()) {
            final double[] sorted = rates.get(kind);
            Arrays.sort(sorted);
            final double rate = sorted[rounds / 2];
            table.add(kind.title, "sides", rate / 1e6, "M/s");
            table.add(kind.title, "each", 1e9 / rate, "ns");
        }
    }
}
