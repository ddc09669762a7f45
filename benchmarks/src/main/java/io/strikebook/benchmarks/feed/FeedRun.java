package io.strikebook.benchmarks.feed;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import io.strikebook.benchmarks.MicroTables;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks of what is read from venues. */
public final class FeedRun {
    private FeedRun() {}

    /**
     * Runs them.
     *
     * @param iterations of a second each, after as many to warm up
     * @param only       a part of the names of those to run, for example {@code jackson}; empty for all
     * @param quick      for a moment each, to see that they run
     * @throws IllegalStateException if no name has that part
     */
    public static BenchReport run(final int iterations, final String only, final boolean quick) throws RunnerException {
        final BenchReport report = new BenchReport("messages of venues into numbers, on one thread");
        if (!new MicroTables(List.of(JsonBenchmark.class)).add(report, iterations, only, quick)) {
            throw new IllegalStateException("no benchmark has '" + only + "' in its name");
        }
        report.note(Machine.describe());
        report.note("JMH, one JVM for each row; medians of the iterations' averages");
        report.note(
                "messages are made, of the form of Deribit's ticker channel: about 740 bytes and 27 numbers, or 200 bytes and 5; all numbers"
                        + " by name, ours in fixed point, the others' as doubles");
        return report;
    }
}
