package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.matching.BookPeer.Kind;
import java.util.List;
import java.util.Map;

/** Books from recorded executions, one core: what {@link MatchingBenchmark}'s flows caused, followed as fast as it goes. */
final class BookBenchmark {
    private static final long SEED = 7;
    private static final int BYTES_PER_COMMAND = 900;
    private static final int LEAST_MEGABYTES = 1_024;

    /** In place of the number of resting orders: quotes on a chain. */
    private static final int QUOTES = 0;

    private final int[] resting;
    private final int commands;
    private final int rounds;
    private final int cpu;

    BookBenchmark(final int[] resting, final int commands, final int rounds, final int cpu) {
        this.resting = resting.clone();
        this.commands = commands;
        this.rounds = rounds;
        this.cpu = cpu;
    }

    void run(final BenchReport report) {
        final BenchReport.Table table = report.table("books from recorded executions");
        for (final int orders : resting) {
            run(report, table, String.format("%,d resting orders", orders), orders, commands);
        }
        run(report, table, "mass quotes, option chain", QUOTES, QuoteBenchmark.massQuotes(commands));
        report.note(
                "books: a message is an order, a change, a cancel, a trade or a side of a quote; frames of tops and ends of groups are"
                        + " read, and not counted; CppTrader's README has 8.3 M/s, on another machine and feed");
    }

    private void run(
            final BenchReport report,
            final BenchReport.Table table,
            final String name,
            final int orders,
            final int measured) {
        try (Contest<Kind> contest = new Contest<>(Kind.class, kind -> start(orders, measured))) {
            final String[] words = contest.outcome();
            final long messages = Long.parseLong(words[0]);
            final Map<Kind, Double> timesNs = contest.medianNs("books, " + name, rounds);
            final double tookNs = timesNs.get(Kind.FOLLOWER);
            table.add(name, "messages", 1e3 * messages / tookNs, "M/s");
            table.add(name, "each", tookNs / messages, "ns");
            table.add(name, "frames", 1e3 * Long.parseLong(words[1]) / tookNs, "M/s");
            report.note(String.format(
                    "books, %s: %,d messages in %s frames of %s bytes, %s orders in the end, %s bytes allocated",
                    name, messages, words[1], words[3], words[2], words[4]));
        }
    }

    private ChildJvm start(final int orders, final int measured) {
        final int megabytes = (int) Math.max(LEAST_MEGABYTES, ((long) orders + commands) * BYTES_PER_COMMAND >> 20);
        return new ChildJvm(
                "books-" + orders,
                List.of("-XX:+UseParallelGC", "-Xmx" + megabytes + "m", "-XX:MaxDirectMemorySize=" + megabytes + "m"),
                BookPeer.class,
                "" + orders,
                "" + measured,
                "" + SEED,
                "" + cpu);
    }
}
