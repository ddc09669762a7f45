package io.strikebook.benchmarks.marks;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the pricer in JVMs with and without the vector module. */
public final class MarksBenchmark {
    private static final long NEEDED_BYTES = 2L << 30;
    private static final long ANSWER_MS = 120_000;
    private static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private final Path parent;
    private final int seconds;

    /**
     * A benchmark.
     *
     * @param parent  where it keeps its files
     * @param seconds for each part, after as many to warm up
     */
    public MarksBenchmark(final Path parent, final int seconds) {
        this.parent = parent;
        this.seconds = seconds;
    }

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        final BenchReport report = new BenchReport("from market data to marks, over real queues");
        final BenchReport.Table remark = report.table("1,008 options quoted anew, then an epoch with all of them");
        final BenchReport.Table tick = report.table("a dated future ticks, until its expiry's new marks can be read");
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            measure(folder.path().resolve("vectors"), List.of(VECTORS), remark, tick);
            measure(folder.path().resolve("scalar"), List.of(), remark, tick);
        }
        report.note(Machine.describe());
        report.note(
                "an epoch: surface of 12 expiries from the one before, marks, risk arrays of 35 scenarios, written and flushed");
        report.note(
                "ticks: 200 a second, evenly, from when each is due; writer and pricer busy on a thread each, an epoch at most each ms");
        return report;
    }

    private void measure(
            final Path folder,
            final List<String> modules,
            final BenchReport.Table remark,
            final BenchReport.Table tick) {
        final List<String> flags = new ArrayList<>(JVM_FLAGS);
        flags.addAll(modules);
        try (ChildJvm peer =
                new ChildJvm("marks", flags, MarksPeer.class, folder.toString(), Integer.toString(seconds))) {
            final String way = peer.await("way", ANSWER_MS);
            System.err.println(way + ": " + 4 * seconds + " s ...");
            final long limitMs = seconds * 4_000L + ANSWER_MS;
            final double[] valued = percentiles(peer, "remark", limitMs);
            final double[] applied = percentiles(peer, "apply", limitMs);
            remark.add(way, "p50", valued[0] / 1e3, "ms");
            remark.add(way, "p99", valued[1] / 1e3, "ms");
            remark.add(way, "quotes taken before, p50", applied[0] / 1e3, "ms");
            remark.add(way, "marks", figure(peer, "marks", limitMs), "");
            remark.add(way, "arrays", figure(peer, "arrays", limitMs), "");
            remark.add(way, "written", figure(peer, "bytes", limitMs) / 1e3, "kB");
            final double marks = figure(peer, "tickMarks", limitMs);
            final double[] ticks = percentiles(peer, "tick", limitMs);
            tick.add(way, "p50", ticks[0], "us");
            tick.add(way, "p99", ticks[1], "us");
            tick.add(way, "max", ticks[2], "us");
            tick.add(way, "marks", marks, "");
            peer.await("done", ANSWER_MS);
        }
    }

    private static double[] percentiles(final ChildJvm peer, final String name, final long limitMs) {
        return new double[] {
            figure(peer, name + ".p50", limitMs),
            figure(peer, name + ".p99", limitMs),
            figure(peer, name + ".max", limitMs)
        };
    }

    private static double figure(final ChildJvm peer, final String name, final long limitMs) {
        return Double.parseDouble(peer.await("figure " + name + " ", limitMs));
    }
}
