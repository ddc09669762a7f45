package io.strikebook.benchmarks.feed;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import io.strikebook.benchmarks.MicroTables;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks of what is read from venues. */
public final class FeedRun {
    /** What the queue of one round can need. */
    private static final long NEEDED_BYTES = 1L << 30;

    private FeedRun() {}

    /**
     * Runs them.
     *
     * @param iterations of a second each, after as many to warm up
     * @param only       a part of the names of those to run, for example {@code jackson}; empty for all
     * @param quick      for a moment each, to see that they run
     * @param parent     where queues are made
     * @throws IllegalStateException if no name has that part
     */
    public static BenchReport run(final int iterations, final String only, final boolean quick, final Path parent)
            throws RunnerException {
        final BenchReport report = new BenchReport("messages of venues into numbers and onto the queue, on one thread");
        boolean any = addPassages(report, only, quick, parent);
        any |= new MicroTables(List.of(JsonBenchmark.class)).add(report, iterations, only, quick);
        if (!any) {
            throw new IllegalStateException("no benchmark has '" + only + "' in its name");
        }
        report.note(Machine.describe());
        report.note("JSON: JMH, one JVM for each row; medians of the iterations' averages");
        report.note(
                "messages are made, of the form of Deribit's ticker channel: about 740 bytes and 27 numbers, or 200 bytes and 5; all numbers"
                        + " by name, ours in fixed point, the others' as doubles");
        return report;
    }

    private static boolean addPassages(
            final BenchReport report, final String only, final boolean quick, final Path parent) {
        final Path data = data();
        final List<Passage> passages = List.of(DepthPassage.open(data), new TickerPassage(), OrdersPassage.open(data));
        final List<Passage> wanted = passages.stream()
                .filter(passage -> passage.name().contains(only))
                .toList();
        if (wanted.isEmpty()) {
            return false;
        }
        final BenchReport.Table table = report.table("into the queue");
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            wanted.forEach(passage -> PassageRun.add(table, passage, folder.path(), quick));
        }
        report.note(
                "into the queue: from memory through the venue's rules, its book and the publisher onto a market-data"
                        + " queue, flushed every 64 messages; CPU time of the one thread, the kernel's for the queue's pages included,"
                        + " where nothing else is said; medians of rounds, each with a new queue in "
                        + Machine.fileSystem(parent));
        wanted.forEach(passage -> report.note(passage.name() + ": " + passage.origin()));
        return true;
    }

    /** Folder of recorded data, or null. */
    private static Path data() {
        final String configured = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        return configured == null ? null : Path.of(configured);
    }
}
