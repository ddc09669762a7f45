package io.strikebook.benchmarks.handoff;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every link in three ways (see {@link HandoffLoops}), in several rounds that take the links in turn, so that what else happens on
 * the machine hits all of them. Each link has two processes of its own, which stay over all rounds, each link a fresh file per part.
 */
public final class HandoffBenchmark {
    private static final int OPEN_LOOP_PER_SECOND = 100_000;
    private static final int MAX_ROUNDS = 5;
    private static final long ANSWER_MS = 60_000;
    private static final long NEEDED_BYTES = 3L << 30;
    private static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m");

    private final Path parent;
    private final int rounds;
    private final long partMs;
    private final int[] cpus = Runtime.getRuntime().availableProcessors() >= 2 ? new int[] {0, 1} : new int[] {-1, -1};
    private final Map<Link.Kind, Pair> pairs = new EnumMap<>(Link.Kind.class);
    private final Map<Link.Kind, Map<HandoffMode, String>> results = new EnumMap<>(Link.Kind.class);
    private final List<String> pinning = new ArrayList<>();

    /** A benchmark that keeps its files below {@code parent} and spends about {@code seconds} on each link. */
    public HandoffBenchmark(final Path parent, final int seconds) {
        this.parent = parent;
        rounds = Math.max(1, Math.min(MAX_ROUNDS, seconds / 2));
        partMs = seconds * 1_000L / rounds / HandoffMode.values().length;
    }

    private record Pair(ChildJvm first, ChildJvm second) {}

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            start();
            for (int round = 1; round <= rounds; round++) {
                for (final Link.Kind kind : Link.Kind.values()) {
                    System.err.printf("round %d of %d: %s ...%n", round, rounds, kind.title);
                    for (final HandoffMode mode : HandoffMode.values()) {
                        results.computeIfAbsent(kind, key -> new EnumMap<>(HandoffMode.class))
                                .put(mode, part(kind, mode, folder.path().resolve(kind + "-" + mode + "-" + round)));
                    }
                }
            }
            return report();
        } finally {
            pairs.values().forEach(pair -> {
                pair.first().close();
                pair.second().close();
            });
        }
    }

    private void start() {
        for (final Link.Kind kind : Link.Kind.values()) {
            pairs.put(
                    kind,
                    new Pair(
                            new ChildJvm(kind + "-1", JVM_FLAGS, HandoffPeer.class, kind.name(), "first", "" + cpus[0]),
                            new ChildJvm(
                                    kind + "-2", JVM_FLAGS, HandoffPeer.class, kind.name(), "second", "" + cpus[1])));
        }
        for (final Pair pair : pairs.values()) {
            pinning.add(pair.first().await("pinning", ANSWER_MS));
            pinning.add(pair.second().await("pinning", ANSWER_MS));
        }
    }

    private String part(final Link.Kind kind, final HandoffMode mode, final Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        final Pair pair = pairs.get(kind);
        pair.first().tell("open " + folder);
        pair.first().await("ready", ANSWER_MS);
        pair.second().tell("open " + folder);
        pair.second().await("ready", ANSWER_MS);
        final String run = "run " + mode + " " + partMs + " " + OPEN_LOOP_PER_SECOND;
        pair.second().tell(run);
        pair.first().tell(run);
        final String result =
                pair.first().await("result", partMs + ANSWER_MS) + pair.second().await("result", partMs + ANSWER_MS);
        pair.second().tell("close");
        pair.second().await("closed", ANSWER_MS);
        pair.first().tell("close");
        pair.first().await("closed", ANSWER_MS);
        BenchFolder.delete(folder);
        return result;
    }

    private BenchReport report() {
        final BenchReport report = new BenchReport(
                "hand-off of one " + Link.MESSAGE_LENGTH + "-byte message between two processes, files in " + parent);
        latencies(report.table("ping-pong"), HandoffMode.PING_PONG);
        latencies(report.table("open loop " + OPEN_LOOP_PER_SECOND / 1_000 + " k/s"), HandoffMode.OPEN_LOOP);
        final BenchReport.Table rates = report.table("full speed");
        for (final Link.Kind kind : Link.Kind.values()) {
            rates.add(kind.title, "rate", number(kind, HandoffMode.FULL_SPEED, 0) / 1e6, "M/s");
        }
        report.note(Machine.describe());
        report.note("agents' threads: "
                + String.join(", ", pinning.stream().distinct().toList()) + "; busy spin; rounds: " + rounds
                + ", each part " + partMs + " ms, the first third is warm-up");
        report.note(
                "ping-pong: half a round trip, closed loop, so a stall counts once; open loop: one way, from the time at which"
                        + " the message was due, so a stall counts for every message it delayed; x floor: p50 against the cache line");
        report.note("full speed: one writer, one reader; Strikebook hands over " + HandoffLoops.BATCH
                + " messages per document, as a busy agent does, all others one");
        report.note(
                "every file is new and sparse: first touches are part of it, except where a thread of each process populates"
                        + " pages ahead (Strikebook ipc); with two CPUs that thread takes its time from the two that are measured");
        return report;
    }

    private void latencies(final BenchReport.Table table, final HandoffMode mode) {
        final double floor = number(Link.Kind.CACHE_LINE, mode, 0);
        for (final Link.Kind kind : Link.Kind.values()) {
            table.add(kind.title, "p50", number(kind, mode, 0), "ns");
            table.add(kind.title, "p99", number(kind, mode, 1), "ns");
            table.add(kind.title, "p99.9", number(kind, mode, 2), "ns");
            table.add(kind.title, "max", number(kind, mode, 3) / 1_000, "us");
            table.add(kind.title, "x floor", Math.round(10 * number(kind, mode, 0) / floor) / 10.0, "");
        }
    }

    private double number(final Link.Kind kind, final HandoffMode mode, final int index) {
        return Double.parseDouble(results.get(kind).get(mode).split(" ")[index]);
    }
}
