package io.strikebook.benchmarks.pipeline;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import io.strikebook.ipc.process.ProcessClock;
import io.strikebook.runner.Recording;
import io.strikebook.runner.Verification;
import io.strikebook.runner.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The venue under its own load generator: first as fast as it answers, then at fixed rates; as six processes, and as the same agents on
 * two threads of one JVM. Everything is computed from what the queues recorded, and the recording is verified.
 */
public final class PipelineBenchmark {
    private static final long MAX_WARM_UP_MS = 8_000;
    private static final long PROGRESS_MS = 5_000;
    private static final long NEEDED_BYTES = 8L << 30;
    private static final int WINDOW = 1_024;

    /** Enough quotes that makers find one to change however many requests are on their way; one request in ten takes. */
    private static final String LOAD = """
              instruments: 128
              makers: 6
              takers: 4
              takerPerMille: 100
            """;

    private static final int[] RATES = {10_000, 100_000};
    private static final int[] QUICK_RATES = {10_000};

    /** The sequencer costs as much as matching and margin together; the load generator follows what it has to wait for. */
    private static final List<List<Roles>> TWO_THREADS =
            List.of(List.of(Roles.RISK, Roles.FEEDER), List.of(Roles.MATCHING, Roles.MARGIN, Roles.LOAD, Roles.PRICER));

    private final ProcessClock clock = new ProcessClock();
    private final Path parent;
    private final int seconds;
    private final boolean quick;
    private final BenchReport report;

    /**
     * A benchmark that measures throughput for {@code seconds}, everything else for a third of it.
     *
     * @param parent where its homes are made
     * @param quick  only the two threads, and only the lowest rate
     */
    public PipelineBenchmark(final Path parent, final int seconds, final boolean quick) {
        this.parent = parent;
        this.seconds = seconds;
        this.quick = quick;
        report = new BenchReport("orders through risk, matching and margin over real queues in " + parent);
    }

    private record Window(long startNs, long endNs) {}

    /** How the agents run. */
    private record Deployment(String name, String idle, boolean hosted) {
        Venue start(final Path folder, final int rate) {
            final String config = config(idle, rate);
            return hosted ? new HostedVenue(folder, config, idle, TWO_THREADS) : new ProcessVenue(folder, config);
        }
    }

    private static final Deployment PROCESSES = new Deployment("six processes, back-off", "backoff", false);
    private static final Deployment YIELDING = new Deployment("six processes, yielding", "yielding", false);
    private static final Deployment THREADS = new Deployment("two threads, busy", "busy", true);

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            final BenchReport.Table table = report.table("throughput");
            for (final Deployment deployment : quick ? List.of(THREADS) : List.of(PROCESSES, THREADS)) {
                throughput(table, folder.path().resolve("throughput"), deployment);
            }
            for (final int rate : quick ? QUICK_RATES : RATES) {
                for (final Deployment deployment : quick ? List.of(THREADS) : List.of(PROCESSES, YIELDING, THREADS)) {
                    latency(folder.path().resolve("latency"), rate, deployment);
                }
            }
        }
        say("exchange-core ...");
        new ExchangeCoreBenchmark().run(report.table("exchange-core 0.5.3"), Math.max(1, seconds / 3));
        notes();
        return report;
    }

    private void throughput(final BenchReport.Table table, final Path folder, final Deployment deployment) {
        try (Venue venue = deployment.start(folder, 0)) {
            final Window window = measure(venue, seconds, deployment.name() + ", as fast as the venue answers");
            venue.stop();
            say("reading the recording ...");
            final RecordedRun recorded = new RecordedRun(venue.home());
            final Counts counts = new Counts(window);
            recorded.walk(counts::onOrder);
            final double measured = Math.max(1, counts.orders);
            table.add(deployment.name(), "orders", counts.orders * 1e9 / (window.endNs() - window.startNs()), "/s");
            table.add(deployment.name(), "accepted", 100 * counts.accepted / measured, "%");
            table.add(deployment.name(), "traded", 100 * counts.traded / measured, "%");
            bytes(deployment, recorded.bytes(), counts.allOrders);
            verify(deployment, venue);
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private static final class Counts {
        private final Window window;
        private long allOrders;
        private long orders;
        private long accepted;
        private long traded;

        Counts(final Window window) {
            this.window = window;
        }

        void onOrder(final RecordedRun.Order order) {
            allOrders++;
            if (order.marginedNs >= window.startNs() && order.marginedNs < window.endNs()) {
                orders++;
                accepted += order.accepted ? 1 : 0;
                traded += order.traded ? 1 : 0;
            }
        }
    }

    private void verify(final Deployment deployment, final Venue venue) {
        try (Recording recording = new Recording(venue.home())) {
            final long[] nextNs = {System.nanoTime()};
            final Verification found = new Verifier(
                            recording, recording.manifest().venue(), false)
                    .run(sequence -> {
                        if (System.nanoTime() - nextNs[0] >= 0) {
                            nextNs[0] = System.nanoTime() + PROGRESS_MS * 1_000_000L;
                            say(String.format(Locale.ROOT, "verifying: command %,d ...", sequence));
                        }
                    });
            report.note("the recording of " + deployment.name() + ", verified: " + found.summary());
            if (found.outcome() != Verification.Outcome.IDENTICAL) {
                report.fail();
            }
        }
    }

    private void bytes(final Deployment deployment, final Map<String, Long> bytes, final long orders) {
        final BenchReport.Table table = report.table("bytes per order, " + deployment.name());
        double sum = 0;
        for (final Map.Entry<String, Long> entry : bytes.entrySet()) {
            final double perOrder = entry.getValue() / (double) Math.max(1, orders);
            sum += perOrder;
            table.add(entry.getKey(), "bytes", Math.round(10 * perOrder) / 10.0, "");
        }
        table.add("all queues (budget 400)", "bytes", Math.round(10 * sum) / 10.0, "");
    }

    private void latency(final Path folder, final int rate, final Deployment deployment) {
        final String name = rate / 1_000 + " k/s, " + deployment.name();
        try (Venue venue = deployment.start(folder, rate)) {
            final Window window = measure(venue, Math.max(1, seconds / 3), name);
            venue.stop();
            final HopLatencies hops = new HopLatencies(rate, window.startNs(), window.endNs());
            new RecordedRun(venue.home()).walk(hops::onOrder);
            hops.addTo(report.table(name));
            report.note(String.format(
                    Locale.ROOT,
                    "%s: %,d orders measured, %.2f %% accepted, %.2f %% traded",
                    name,
                    hops.orders(),
                    hops.acceptedPercent(),
                    hops.tradedPercent()));
        } finally {
            BenchFolder.delete(folder);
        }
    }

    /** Lets the venue run, shows progress, and returns the window to be measured. */
    private Window measure(final Venue venue, final int measuredSeconds, final String name) {
        final long warmUpMs = Math.min(MAX_WARM_UP_MS, 2_000 + measuredSeconds * 500L);
        final long startNs = clock.nanoTime() + warmUpMs * 1_000_000L;
        final long endNs = startNs + measuredSeconds * 1_000_000_000L;
        long beforeNs = clock.nanoTime();
        long before = venue.answeredTo();
        while (beforeNs < endNs) {
            Venue.sleep(Math.min(PROGRESS_MS, (endNs - beforeNs) / 1_000_000L + 1));
            venue.requireAlive();
            final long nowNs = clock.nanoTime();
            final long now = venue.answeredTo();
            say(String.format(
                    Locale.ROOT,
                    "%s: %,.0f commands/s%s",
                    name,
                    (now - before) * 1e9 / (nowNs - beforeNs),
                    nowNs < startNs ? " (warm-up)" : ""));
            beforeNs = nowNs;
            before = now;
        }
        return new Window(startNs, endNs);
    }

    private static String config(final String idle, final int rate) {
        final StringBuilder config = new StringBuilder("time: live\n");
        for (final String role : List.of("risk", "matching", "margin")) {
            config.append(role).append(":\n  idle: ").append(idle).append('\n');
        }
        return config.append("feeder:\n  source: simulator\nload:\n  idle: ")
                .append(idle)
                .append("\n  ratePerSecond: ")
                .append(rate)
                .append("\n  window: ")
                .append(WINDOW)
                .append('\n')
                .append(LOAD)
                .toString();
    }

    private void notes() {
        report.note(Machine.describe());
        report.note(
                "included: feeder (simulator, 200 events/s), pricer and load generator, which share the CPUs; journal (the"
                        + " queues), ticks, checkpoints, marks; excluded: gateways, network, disk writes (files are in "
                        + parent + ")");
        report.note(
                "at most " + WINDOW + " orders on their way; 6 makers quote 128 instruments, one request in ten takes");
        report.note("an order is one request of the load: new, replace or cancel; traded: it had at least one fill");
        report.note(
                "latencies: clocks in the documents' headers, joined by sequence; open loop, from the time at which an order"
                        + " was due, so a stall counts for every order that it delayed; JIT warm-up before each window");
        report.note("two threads: " + TWO_THREADS
                + "; busy idle mode is for a core per thread, so six processes are not measured"
                + " with it; no thread is pinned");
    }

    private static void say(final String text) {
        System.err.println(text);
    }
}
