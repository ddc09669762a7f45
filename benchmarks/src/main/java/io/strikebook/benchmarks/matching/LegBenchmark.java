package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.matching.LegPeer.Kind;
import java.util.List;
import java.util.Map;

/** What combinations over an instrument cost each change of its best price. Part of {@link MatchingBenchmark}. */
final class LegBenchmark {
    private final int amendments;
    private final int rounds;
    private final int cpu;

    LegBenchmark(final int amendments, final int rounds, final int cpu) {
        this.amendments = amendments;
        this.rounds = rounds;
        this.cpu = cpu;
    }

    void run(final BenchReport report) {
        try (Contest<Kind> contest = new Contest<>(Kind.class, this::start)) {
            final Map<Kind, Double> timesNs = contest.medianNs("legs", rounds);
            final BenchReport.Table table = report.table("the best offer of an instrument moves by a tick");
            for (final Kind kind : Kind.values()) {
                table.add(kind.title, "each", timesNs.get(kind) / amendments, "ns");
            }
            report.note(String.format(
                    "best offers: %,d amendments in a round, book and rules called directly; a bid and an offer of each combination rest and"
                            + " are looked at each time, nothing trades",
                    amendments));
        }
    }

    private ChildJvm start(final Kind kind) {
        return new ChildJvm(
                "legs-" + kind,
                List.of("-XX:+UseParallelGC", "-Xmx512m"),
                LegPeer.class,
                kind.name(),
                "" + amendments,
                "" + cpu);
    }
}
