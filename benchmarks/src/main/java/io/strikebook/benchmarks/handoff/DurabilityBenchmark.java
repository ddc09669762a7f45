package io.strikebook.benchmarks.handoff;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.ChildJvm;
import io.strikebook.benchmarks.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What it costs a writer that its queue is made durable behind its back, at several intervals, in interleaved rounds; and what it would
 * cost to force each message itself. The writer and the one that syncs have a CPU each, so that they share the disk and the page cache
 * and nothing else. A first round, which is not counted, lets the compilers finish.
 */
public final class DurabilityBenchmark {
    private static final int PER_SECOND = 100_000;
    private static final int ROUNDS = 3;
    private static final long LONGEST_FULL_SPEED_MS = 1_000;
    private static final long WARM_UP_MS = 1_000;
    private static final long ANSWER_MS = 60_000;
    private static final long NEEDED_BYTES = 4L << 30;
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-XX:-UsePerfData");

    private final Path parent;
    private final long rateMs;
    private final long fullSpeedMs;
    private final Map<Variant, Figures> figures = new EnumMap<>(Variant.class);
    private ChildJvm writer;
    private ChildJvm syncer;
    private String pinning = "";

    /** When a message is made durable. */
    enum Variant {
        OFF("off: the kernel writes when it wants", -1),
        EVERY_100_MS("sync every 100 ms", 100),
        EVERY_10_MS("sync every 10 ms", 10),
        EVERY_MS("sync every 1 ms", 1),
        BACK_TO_BACK("sync back to back", 0),
        EACH_MESSAGE("each message forced by its writer", -1);

        private final String title;
        private final long intervalMs;

        Variant(final String title, final long intervalMs) {
            this.title = title;
            this.intervalMs = intervalMs;
        }
    }

    /** All rounds of a variant. */
    private static final class Figures {
        final Histogram appends = new Histogram(1L, HIGHEST_NS, 3);
        final Histogram syncs = new Histogram(1L, HIGHEST_NS, 3);
        final Histogram behind = new Histogram(1L, HIGHEST_NS, 3);
        final Histogram behindAtFullSpeed = new Histogram(1L, HIGHEST_NS, 3);
        long messages;
        long us;
        long faults;
        long messagesAtFullSpeed;
        long usAtFullSpeed;
        long cpuUs;
    }

    /**
     * A benchmark.
     *
     * @param parent  where it keeps its files
     * @param seconds what it spends on each variant, about
     */
    public DurabilityBenchmark(final Path parent, final int seconds) {
        this.parent = parent;
        final long partMs = seconds * 1_000L / ROUNDS;
        fullSpeedMs = Math.min(LONGEST_FULL_SPEED_MS, Math.max(1, partMs / 3));
        rateMs = Math.max(1, partMs - fullSpeedMs);
    }

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        final boolean twoCpus = Runtime.getRuntime().availableProcessors() >= 2;
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            final BenchReport report = new BenchReport("appends while the queue is made durable, files in " + parent
                    + " (" + Machine.storage(parent) + ")");
            writer = new ChildJvm("writer", JVM_FLAGS, DurabilityPeer.class, "writer", twoCpus ? "0" : "-1");
            syncer = new ChildJvm("syncer", JVM_FLAGS, DurabilityPeer.class, "syncer", twoCpus ? "1" : "-1");
            pinning = "writer " + writer.await("pinning", ANSWER_MS) + ", syncer " + syncer.await("pinning", ANSWER_MS);
            System.err.println("warm-up ...");
            atRate(folder.path().resolve("warm-up"), Math.min(WARM_UP_MS, rateMs));
            atFullSpeed(folder.path().resolve("warm-up"), Math.min(WARM_UP_MS / 2, fullSpeedMs));
            figures.clear();
            for (int round = 1; round <= ROUNDS; round++) {
                System.err.printf("round %d of %d ...%n", round, ROUNDS);
                atRate(folder.path().resolve("round-" + round), rateMs);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                atFullSpeed(folder.path().resolve("fast-" + round), fullSpeedMs);
            }
            return describe(report);
        } finally {
            close(writer);
            close(syncer);
        }
    }

    private static void close(final ChildJvm process) {
        if (process != null) {
            process.close();
        }
    }

    /** What is written stays until the end: the file system would delete it while others are measured. */
    private void atRate(final Path folder, final long millis) {
        for (final Variant variant : Variant.values()) {
            final Figures of = figures.computeIfAbsent(variant, key -> new Figures());
            final String mode = variant == Variant.EACH_MESSAGE ? "FORCED" : "RATE";
            final String[] result = part(variant, of, folder.resolve(variant.name()), mode, millis, true);
            of.appends.add(Percentiles.decode(result[0]));
            final String[] counts = result[1].split(",");
            of.messages += Long.parseLong(counts[0]);
            of.us += Long.parseLong(counts[1]);
            of.faults += Long.parseLong(counts[2]);
        }
    }

    private void atFullSpeed(final Path folder, final long millis) {
        for (final Variant variant : Variant.values()) {
            if (variant != Variant.EACH_MESSAGE) {
                final Path files = folder.resolve(variant + "-fast");
                final Figures of = figures.computeIfAbsent(variant, key -> new Figures());
                final String[] counts = part(variant, of, files, "FULL_SPEED", millis, false)[1].split(",");
                of.messagesAtFullSpeed += Long.parseLong(counts[0]);
                of.usAtFullSpeed += Long.parseLong(counts[1]);
                BenchFolder.delete(files);
            }
        }
    }

    private String[] part(
            final Variant variant,
            final Figures of,
            final Path folder,
            final String mode,
            final long millis,
            final boolean counted) {
        try {
            Files.createDirectories(folder);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        tell(writer, "open " + folder, "ready");
        if (variant.intervalMs >= 0) {
            tell(syncer, "open " + folder + " " + variant.intervalMs, "ready");
        }
        writer.tell("run " + mode + " " + millis + " " + PER_SECOND);
        final String result = writer.await("result", millis + ANSWER_MS);
        if (variant.intervalMs >= 0) {
            syncer.tell("close");
            final String[] synced = syncer.await("result", ANSWER_MS).split(" ");
            syncer.await("closed", ANSWER_MS);
            if (!counted) {
                of.behindAtFullSpeed.add(Percentiles.decode(synced[1]));
            } else {
                of.syncs.add(Percentiles.decode(synced[0]));
                of.behind.add(Percentiles.decode(synced[1]));
                of.cpuUs += Long.parseLong(synced[2]);
            }
        }
        tell(writer, "close", "closed");
        return result.split(" ");
    }

    private static void tell(final ChildJvm process, final String order, final String answer) {
        process.tell(order);
        process.await(answer, ANSWER_MS);
    }

    private BenchReport describe(final BenchReport report) {
        final BenchReport.Table appends = report.table("append, " + PER_SECOND / 1_000 + " k/s, from due");
        final BenchReport.Table syncs = report.table("the syncing follower, meanwhile");
        final BenchReport.Table rates = report.table("full speed");
        figures.forEach((variant, of) -> {
            final String title = variant.title;
            appends.add(title, "p50", of.appends.getValueAtPercentile(50), "ns");
            appends.add(title, "p99", of.appends.getValueAtPercentile(99) / 1e3, "us");
            appends.add(title, "p99.9", of.appends.getValueAtPercentile(99.9) / 1e3, "us");
            appends.add(title, "max", of.appends.getMaxValue() / 1e3, "us");
            appends.add(title, "faults", of.faults * 1e3 / Math.max(1, of.messages), "per 1000");
            if (variant == Variant.EACH_MESSAGE) {
                rates.add(title, "rate", of.messages / (double) Math.max(1, of.us), "M/s");
            } else {
                rates.add(title, "rate", of.messagesAtFullSpeed / (double) Math.max(1, of.usAtFullSpeed), "M/s");
            }
            if (variant.intervalMs >= 0) {
                rates.add(title, "durable after p99", of.behindAtFullSpeed.getValueAtPercentile(99) / 1e6, "ms");
                syncs.add(title, "syncs/s", of.syncs.getTotalCount() * 1e6 / Math.max(1, of.us), "");
                syncs.add(title, "p50", of.syncs.getValueAtPercentile(50) / 1e6, "ms");
                syncs.add(title, "p99", of.syncs.getValueAtPercentile(99) / 1e6, "ms");
                syncs.add(title, "max", of.syncs.getMaxValue() / 1e6, "ms");
                syncs.add(title, "durable after p50", of.behind.getValueAtPercentile(50) / 1e6, "ms");
                syncs.add(title, "p99 of that", of.behind.getValueAtPercentile(99) / 1e6, "ms");
                syncs.add(title, "max of that", of.behind.getMaxValue() / 1e6, "ms");
                syncs.add(title, "CPU", 100.0 * of.cpuUs / Math.max(1, of.us), "%");
            }
        });
        report.note(Machine.describe());
        report.note(pinning + "; rounds: " + ROUNDS + ", of " + rateMs + " ms at the rate, then as many of "
                + fullSpeedMs + " ms at full speed, all variants in each; before them a round to warm up");
        report.note(
                "append: messages of 80 bytes on the queue, one per document, from the time at which it was due until it"
                        + " was visible, so a stall counts for every message it delayed; forced: from one append to the next, as fast"
                        + " as that goes; faults: page faults of the writer's thread, those made by populating included");
        report.note(
                "durable after: from the append until the follower has shown the message as durable; what a device holds in"
                        + " a cache of its own is up to the device");
        report.note("full speed: 64 messages per document; forced: one");
        return report;
    }
}
