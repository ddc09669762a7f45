package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.matching.QuotePeer.Kind;
import java.util.List;
import java.util.Map;

/** Mass quotes on an option chain: how many sides of quotes a second, trades between them included. Part of {@link MatchingBenchmark}. */
final class QuoteBenchmark {
    private static final long SEED = 7;
    private static final int COMMANDS_PER_MASS_QUOTE = 150;
    private static final int LEAST_MASS_QUOTES = 1_000;

    private final int massQuotes;
    private final int rounds;
    private final int cpu;

    /** A benchmark of as much work as so many commands for single orders. */
    QuoteBenchmark(final int commands, final int rounds, final int cpu) {
        this.massQuotes = massQuotes(commands);
        this.rounds = rounds;
        this.cpu = cpu;
    }

    /** How many mass quotes are about as much work as so many commands for single orders. */
    static int massQuotes(final int commands) {
        return Math.max(LEAST_MASS_QUOTES, commands / COMMANDS_PER_MASS_QUOTE);
    }

    void run(final BenchReport report) {
        try (Contest<Kind> contest = new Contest<>(Kind.class, this::start)) {
            final String[] words = contest.outcome();
            final long sides = Long.parseLong(words[3]);
            final Map<Kind, Double> timesNs = contest.medianNs("quotes", rounds);
            final BenchReport.Table table = report.table("mass quotes, option chain");
            for (final Kind kind : Kind.values()) {
                final double eachNs = timesNs.get(kind) / sides;
                table.add(kind.title, "sides", 1e3 / eachNs, "M/s");
                table.add(kind.title, "each", eachNs, "ns");
            }
            report.note(String.format(
                    "option chain: %,d instruments, %d makers, mass quotes of %d entries of which every side gets a new price, %,d sides a"
                            + " round; 5 trades for 95 sides, %s in all; %s quotes rest; sides per second, trades included",
                    QuoteFlow.INSTRUMENTS, QuoteFlow.MAKERS, QuoteFlow.ENTRIES, sides, words[0], words[2]));
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
}
