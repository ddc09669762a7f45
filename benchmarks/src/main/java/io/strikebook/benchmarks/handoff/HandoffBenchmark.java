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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Runs every link in up to three ways (see {@link HandoffLoops}), in several rounds that take the links in turn, so that what else happens
 * on the machine hits all of them. Processes stay over all rounds, and there is a fresh file per part. The first rounds
 * are not counted and let the compilers finish, which takes several files: what runs when one is opened or a block is left is compiled anew
 * once that has happened.
 */
public final class HandoffBenchmark {
    private static final int OPEN_LOOP_PER_SECOND = 100_000;
    private static final String OPEN_LOOP_WITHOUT_STALLS =
            title(HandoffMode.OPEN_LOOP) + ", without the machine's stalls";
    private static final int FAN_OUT = 3;
    private static final Part FANS_OUT = new Part(Link.Kind.STRIKEBOOK, HandoffMode.FULL_SPEED, FAN_OUT);
    private static final long LONGEST_WARM_UP_MS = 1_000;
    private static final long ANSWER_MS = 60_000;
    private static final long NEEDED_BYTES = 4L << 30;
    private static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-XX:-UsePerfData");

    private final Path parent;
    private final Path hgrmFolder;
    private final HandoffPlan plan;
    private final int[] cpus = Runtime.getRuntime().availableProcessors() >= 2 ? new int[] {0, 1} : new int[] {-1, -1};
    private final Map<Part, Group> groups = new LinkedHashMap<>();
    private final Map<Link.Kind, Map<HandoffMode, Histogram>> latencies = new EnumMap<>(Link.Kind.class);
    private final Map<Link.Kind, Histogram> undisturbed = new EnumMap<>(Link.Kind.class);
    private final Map<Link.Kind, Rate> rates = new EnumMap<>(Link.Kind.class);
    private final double[] fanOut = new double[FAN_OUT + 1];
    private final List<String> pinning = new ArrayList<>();

    /**
     * A benchmark.
     *
     * @param parent     where it keeps its files
     * @param plan       how long it takes
     * @param hgrmFolder where percentile distributions and their pictures are written, or null
     */
    public HandoffBenchmark(final Path parent, final HandoffPlan plan, final Path hgrmFolder) {
        this.parent = parent;
        this.hgrmFolder = hgrmFolder;
        this.plan = plan;
    }

    /**
     * One way to use a link.
     *
     * @param readers processes at the second end
     */
    private record Part(Link.Kind kind, HandoffMode mode, int readers) {}

    /** Messages a second, over all rounds and in the best one. */
    private record Rate(double mean, double best) {}

    /** The processes of a part: one at the first end, one or more at the second. */
    private record Group(ChildJvm first, List<ChildJvm> seconds) {
        List<ChildJvm> all() {
            final List<ChildJvm> all = new ArrayList<>(seconds);
            all.add(first);
            return all;
        }
    }

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        makeHgrmFolder();
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            start();
            for (int round = 1; round <= plan.warmUps(); round++) {
                System.err.printf("warm-up %d of %d ...%n", round, plan.warmUps());
                round(folder.path().resolve("warm-up-" + round), Math.min(LONGEST_WARM_UP_MS, plan.partMs()));
            }
            processes().forEach(process -> {
                process.tell("reset");
                process.await("was reset", ANSWER_MS);
            });
            Arrays.fill(fanOut, 0);
            for (int round = 1; round <= plan.rounds(); round++) {
                System.err.printf("round %d of %d ...%n", round, plan.rounds());
                round(folder.path().resolve("round-" + round), plan.partMs());
            }
            writeDistributions();
            return report();
        } finally {
            processes().forEach(ChildJvm::close);
        }
    }

    private void start() {
        groups.put(FANS_OUT, start(FANS_OUT));
        for (final Link.Kind kind : Link.Kind.values()) {
            Group ofKind = kind == FANS_OUT.kind() ? groups.get(FANS_OUT) : null;
            for (final HandoffMode mode : kind.modes) {
                final Part part = new Part(kind, mode, 1);
                ofKind = ofKind == null || plan.apart() ? start(part) : ofKind;
                groups.put(part, ofKind);
            }
        }
        processes().forEach(process -> pinning.add(process.await("pinning", ANSWER_MS)));
    }

    private Group start(final Part part) {
        final List<ChildJvm> seconds = new ArrayList<>();
        for (int i = 0; i < part.readers(); i++) {
            seconds.add(peer(part, "second", cpus[1]));
        }
        return new Group(peer(part, "first", cpus[0]), seconds);
    }

    private List<ChildJvm> processes() {
        return groups.values().stream()
                .flatMap(group -> group.all().stream())
                .distinct()
                .toList();
    }

    private static ChildJvm peer(final Part part, final String end, final int cpu) {
        final String name = part.kind() + "-" + part.mode() + "-" + end;
        return new ChildJvm(name, JVM_FLAGS, HandoffPeer.class, part.kind().name(), end, "" + cpu);
    }

    private void round(final Path folder, final long millis) {
        for (final Link.Kind kind : Link.Kind.values()) {
            for (final HandoffMode mode : kind.modes) {
                final List<String> results =
                        part(new Part(kind, mode, 1), 1, folder.resolve(kind + "-" + mode), millis);
                switch (mode) {
                    case PING_PONG -> latenciesOf(kind).put(mode, Percentiles.decode(results.get(0)));
                    case OPEN_LOOP -> latenciesOf(kind).put(mode, Percentiles.decode(results.get(1)));
                    default -> {
                        final String[] rate = results.get(1).split(" ");
                        rates.put(kind, new Rate(Double.parseDouble(rate[0]), Double.parseDouble(rate[1])));
                    }
                }
            }
        }
        fanOut(folder, millis);
    }

    private Map<HandoffMode, Histogram> latenciesOf(final Link.Kind kind) {
        return latencies.computeIfAbsent(kind, key -> new EnumMap<>(HandoffMode.class));
    }

    /** The writer's rate with one reader and with several, on the same two CPUs. */
    private void fanOut(final Path folder, final long millis) {
        for (final int readers : new int[] {1, FAN_OUT}) {
            final Path files = folder.resolve("fan-out-" + readers);
            final String sent = part(FANS_OUT, readers, files, millis).get(0);
            fanOut[readers] = Math.max(fanOut[readers], Double.parseDouble(sent));
        }
    }

    /** Results of the first end and of the second ends. */
    private List<String> part(final Part part, final int readers, final Path folder, final long millis) {
        try {
            Files.createDirectories(folder);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        final Group group = groups.get(part);
        final List<ChildJvm> processes = new ArrayList<>();
        processes.add(group.first());
        processes.addAll(group.seconds().subList(0, readers));
        for (final ChildJvm process : processes) {
            process.tell("open " + folder);
            process.await("ready", ANSWER_MS);
        }
        final String run = "run " + part.mode() + " " + millis + " " + OPEN_LOOP_PER_SECOND;
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).tell(run);
        }
        final List<String> results = new ArrayList<>();
        processes.forEach(process -> results.add(process.await("result", millis + ANSWER_MS)));
        if (part.mode() == HandoffMode.OPEN_LOOP) {
            final ChildJvm second = group.seconds().get(0);
            second.tell("undisturbed " + results.get(0));
            undisturbed.put(part.kind(), Percentiles.decode(second.await("undisturbed", ANSWER_MS)));
        }
        // the first end last: it runs what others need, such as Aeron's driver
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).tell("close");
            processes.get(i).await("closed", ANSWER_MS);
        }
        BenchFolder.delete(folder);
        return results;
    }

    /** Before minutes were spent. */
    private void makeHgrmFolder() {
        if (hgrmFolder != null) {
            try {
                Files.createDirectories(hgrmFolder);
            } catch (final IOException e) {
                throw new IllegalStateException("cannot make the folder " + hgrmFolder + " (" + e + ")", e);
            }
            if (!Files.isWritable(hgrmFolder)) {
                throw new IllegalStateException("cannot write to " + hgrmFolder + "; name another folder with --hgrm");
            }
        }
    }

    private void writeDistributions() {
        if (hgrmFolder == null) {
            return;
        }
        for (final HandoffMode mode : EnumSet.of(HandoffMode.PING_PONG, HandoffMode.OPEN_LOOP)) {
            final Map<Link.Kind, Histogram> ofMode = new EnumMap<>(Link.Kind.class);
            latencies.forEach((kind, modes) -> {
                if (modes.containsKey(mode)) {
                    ofMode.put(kind, modes.get(mode));
                }
            });
            write(mode.name().toLowerCase(Locale.ROOT).replace('_', '-'), title(mode) + ", one way", ofMode);
        }
        write("open-loop-without-stalls", OPEN_LOOP_WITHOUT_STALLS + ", one way", undisturbed);
    }

    /** A file for each link, and a picture of all. */
    private void write(final String name, final String title, final Map<Link.Kind, Histogram> histograms) {
        final Map<String, Histogram> curves = new LinkedHashMap<>();
        histograms.forEach((kind, histogram) -> {
            curves.put(kind.title, histogram);
            final String link = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Percentiles.write(histogram, hgrmFolder.resolve(name + "-" + link + ".hgrm"));
        });
        PercentilePlot.write(title, curves, hgrmFolder.resolve(name + ".svg"));
    }

    private static String title(final HandoffMode mode) {
        return mode == HandoffMode.PING_PONG ? "ping-pong" : "open loop " + OPEN_LOOP_PER_SECOND / 1_000 + " k/s";
    }

    private BenchReport report() {
        final BenchReport report = new BenchReport("hand-off of one message between two processes, files in " + parent
                + " (" + Machine.fileSystem(parent) + ")");
        table(report.table(title(HandoffMode.PING_PONG)), HandoffMode.PING_PONG);
        table(report.table(title(HandoffMode.OPEN_LOOP)), HandoffMode.OPEN_LOOP);
        undisturbed(report.table(OPEN_LOOP_WITHOUT_STALLS));
        final BenchReport.Table fullSpeed = report.table("full speed");
        rates.forEach((kind, rate) -> {
            fullSpeed.add(kind.title, "rate", rate.mean() / 1e6, "M/s");
            fullSpeed.add(kind.title, "best round", rate.best() / 1e6, "M/s");
        });
        final BenchReport.Table fan = report.table("writer at full speed, best round");
        for (final int readers : new int[] {1, FAN_OUT}) {
            fan.add(readers + (readers == 1 ? " reader" : " readers"), "rate", fanOut[readers] / 1e6, "M/s");
            fan.add(
                    readers + (readers == 1 ? " reader" : " readers"),
                    "of one",
                    100 * fanOut[readers] / fanOut[1],
                    "%");
        }
        report.note(Machine.describe());
        report.note("agents' threads: "
                + String.join(", ", pinning.stream().distinct().toList()) + "; busy spin; rounds: "
                + plan.rounds() + ", each part " + plan.partMs()
                + " ms, of which the first tenth is not counted; before them " + plan.warmUps()
                + " rounds to warm up");
        report.note(
                "ping-pong: half a round trip, closed loop, so a stall counts once; open loop: one way, from the time at which"
                        + " the message was due, so a stall counts for every message it delayed; x raw: p50 against as many raw"
                        + " bytes; spin loop alone: what the machine adds by itself");
        report.note(
                "without the machine's stalls: messages between whose due time and arrival neither end stood still while it waited:"
                        + " a gap of a microsecond or more between two looks at the clock without a page fault, and that did not queue behind one"
                        + " that met such a gap; what an end does when it does not wait always counts");
        report.note("full speed: one writer, one reader; Strikebook hands over " + HandoffLoops.BATCH
                + " messages per document, as a busy agent does, all others one");
        report.note(
                "every queue's file is new and sparse: first touches are part of it; Strikebook populates pages ahead on the"
                        + " measured threads themselves, when they have nothing else to do");
        return report;
    }

    private void table(final BenchReport.Table table, final HandoffMode mode) {
        latencies.forEach((kind, modes) -> {
            final Histogram histogram = modes.get(mode);
            if (histogram != null) {
                percentiles(table, kind, histogram);
                if (kind != Link.Kind.SPIN) {
                    final Link.Kind raw = kind == Link.Kind.STRIKEBOOK_24 ? Link.Kind.RAW_48 : Link.Kind.RAW_80;
                    final double floor = latencies.get(raw).get(mode).getValueAtPercentile(50);
                    table.add(kind.title, "x raw", histogram.getValueAtPercentile(50) / floor, "");
                }
            }
        });
    }

    private void undisturbed(final BenchReport.Table table) {
        undisturbed.forEach((kind, histogram) -> {
            percentiles(table, kind, histogram);
            final double all = latencies.get(kind).get(HandoffMode.OPEN_LOOP).getTotalCount();
            table.add(kind.title, "of all", 100 * histogram.getTotalCount() / all, "%");
        });
    }

    private static void percentiles(final BenchReport.Table table, final Link.Kind kind, final Histogram histogram) {
        table.add(kind.title, "p50", histogram.getValueAtPercentile(50), "ns");
        table.add(kind.title, "p99", histogram.getValueAtPercentile(99), "ns");
        table.add(kind.title, "p99.9", histogram.getValueAtPercentile(99.9), "ns");
        table.add(kind.title, "p99.99", histogram.getValueAtPercentile(99.99), "ns");
        table.add(kind.title, "max", histogram.getMaxValue() / 1e3, "us");
    }
}
