package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.matching.MatchingPeer.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a fill costs where one order trades with a hundred that rest. */
final class SweepBenchmark {
    private static final int LEAST_SWEEPS = 200;

    private final int sweeps;
    private final int rounds;
    private final int cpu;
    private final Path folder;

    SweepBenchmark(final int commands, final int rounds, final int cpu, final Path folder) {
        this.sweeps = Math.max(LEAST_SWEEPS, commands / (SweepPeer.FILLS + 1));
        this.rounds = rounds;
        this.cpu = cpu;
        this.folder = folder;
    }

    void run(final BenchReport report) {
        try (Contest<Kind> contest = new Contest<>(Kind.class, this::start)) {
            final Map<Kind, Double> timesNs = contest.medianNs("sweeps", rounds);
            final BenchReport.Table table =
                    report.table("one order through " + SweepPeer.FILLS + " resting ones at ten prices");
            for (final Kind kind : Kind.values()) {
                table.add(kind.title, "fill", timesNs.get(kind) / ((double) sweeps * SweepPeer.FILLS), "ns");
            }
            report.note(String.format("sweeps: %,d in a round; only the order that trades is timed", sweeps));
        }
    }

    private ChildJvm start(final Kind kind) {
        return new ChildJvm(
                "sweeps-" + kind,
                List.of("-XX:+UseParallelGC", "-Xmx1g", "-XX:MaxDirectMemorySize=1g"),
                SweepPeer.class,
                kind.name(),
                "" + sweeps,
                "" + cpu,
                folder.resolve("sweeps-" + kind).toString());
    }
}
