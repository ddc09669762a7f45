package io.strikebook.benchmarks.margin;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import java.util.List;

/** Each part in a process of its own, which prints its figures. */
public final class MarginBenchmark {
    private static final long TIMEOUT_MS = 600_000;

    private final int accounts;
    private final int rounds;
    private final int cpu = Runtime.getRuntime().availableProcessors() >= 2 ? 1 : -1;
    private final BenchReport report = new BenchReport("portfolio margin, one thread; a chain of "
            + String.format("%,d", MadeVenue.OPTIONS) + " inverse options, " + MarginPeer.POSITIONS
            + " positions an account");

    /**
     * A benchmark.
     *
     * @param accounts that are re-marked
     * @param rounds   measured, of new marks
     */
    public MarginBenchmark(final int accounts, final int rounds) {
        this.accounts = accounts;
        this.rounds = rounds;
    }

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        for (final MarginPeer.Part part : MarginPeer.Part.values()) {
            run(part);
        }
        report.note("check: what the sequencer does before it writes a command, of an account with its positions and "
                + CheckRun.RESTING + " resting orders; the first at new marks makes the account's books anew");
        report.note("fill: the frames of command and fill in, margin's group of both accounts' states out");
        report.note(String.format(
                "new marks: %,d accounts; a command is a tick, which re-marks the accounts of its slice and reports those that moved",
                accounts));
        report.note("memory: heap after collection, of all engines that keep accounts: sequencer, matching, margin");
        report.note("times of single calls are less the clock's own; " + Machine.describe());
        return report;
    }

    private void run(final MarginPeer.Part part) {
        try (ChildJvm peer = new ChildJvm(
                "margin-" + part,
                List.of("-XX:+UseParallelGC", "-Xmx3g"),
                MarginPeer.class,
                part.name(),
                "" + accounts,
                "" + rounds,
                "" + cpu)) {
            final BenchReport.Table table = report.table(part.title);
            for (String line = peer.await("say ", TIMEOUT_MS);
                    !line.equals("end");
                    line = peer.await("say ", TIMEOUT_MS)) {
                final String[] words = line.split("\\|", -1);
                table.add(words[0], words[1], Double.parseDouble(words[2]), words[3]);
            }
        }
    }
}
