package io.strikebook.benchmarks.pipeline;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import io.strikebook.cli.hosted.Role;
import io.strikebook.ipc.process.ProcessClock;
import io.strikebook.runner.Recording;
import io.strikebook.runner.Verification;
import io.strikebook.runner.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The venue under its own load generator: first as fast as it answers, then at fixed rates; as six processes, and as
 * the same agents on two threads of one JVM. Everything is computed from what the queues recorded, and the recording is
 * verified.
 */
public final class PipelineBenchmark {
    private static final long MAX_WARM_UP_MS = 8_000;
    private static final long MAX_SETTLE_MS = 25_000;
    private static final long START_MS = 30_000;
    private static final int STEADY_SECONDS = 3;
    private static final long PROGRESS_MS = 5_000;
    private static final long NEEDED_BYTES = 8L << 30;
    private static final int WINDOW = 1_024;

    /**
     * Enough quotes that makers find one to change however many requests are on their way; one request in ten takes.
     */
    private static final String LOAD = """
              instruments: 128
              makers: 6
              takers: 4
              takerPerMille: 100
            """;

    private static final int LOW_RATE = 10_000;
    private static final int HIGH_RATE = 100_000;

    /**
     * The sequencer costs as much as matching and margin together; the load generator follows what it has to wait for.
     */
    private static final List<List<Role>> TWO_THREADS =
            List.of(List.of(Role.RISK, Role.FEEDER, Role.PRICER), List.of(Role.MATCHING, Role.MARGIN, Role.LOAD));

    private final ProcessClock clock = new ProcessClock();
    private final Path parent;
    private final int seconds;
    private final boolean quick;
    private final BenchReport report;
    private OrderMix mix;

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
            return hosted ? new OneJvmVenue(folder, config, idle, TWO_THREADS) : new ProcessVenue(folder, config);
        }
    }

    private static final Deployment PROCESSES = new Deployment("six processes, back-off", "backoff", false);
    private static final Deployment THREADS = new Deployment("two threads of one JVM, busy", "busy", true);
    private static final Deployment YIELDING = new Deployment("two threads of one JVM, yielding", "yielding", true);

    /** Runs everything and returns the figures. */
    public BenchReport run() {
        try (BenchFolder folder = BenchFolder.below(parent, NEEDED_BYTES)) {
            final BenchReport.Table table = report.table("throughput");
            for (final Deployment deployment : quick ? List.of(THREADS) : List.of(PROCESSES, THREADS)) {
                throughput(table, folder.path().resolve("throughput"), deployment);
            }
            latencies(folder.path().resolve("latency"));
        }
        say("exchange-core ...");
        new ExchangeCoreBenchmark(mix, report).run(Math.max(1, seconds / 3), quick);
        notes();
        return report;
    }

    /**
     * On two CPUs six processes cannot take the high rate, so two threads have to; where they do not when busy, they
     * yield.
     */
    private void latencies(final Path folder) {
        if (!quick) {
            latency(folder, LOW_RATE, PROCESSES);
        }
        latency(folder, LOW_RATE, THREADS);
        if (!quick && !latency(folder, HIGH_RATE, THREADS)) {
            latency(folder, HIGH_RATE, YIELDING);
        }
    }

    private void throughput(final BenchReport.Table table, final Path folder, final Deployment deployment) {
        try (Venue venue = deployment.start(folder, 0)) {
            final Window window =
                    warmUpAndMeasure(venue, seconds, deployment.name() + ", as fast as the venue answers");
            venue.stop();
            say("reading the recording ...");
            final RecordedRun recorded = new RecordedRun(venue.home());
            final OrderCounts counts = new OrderCounts();
            final long[] allOrders = {0};
            recorded.walk(order -> {
                allOrders[0]++;
                if (order.marginedNs >= window.startNs() && order.marginedNs < window.endNs()) {
                    counts.add(order);
                }
            });
            table.add(deployment.name(), "orders", counts.orders() * 1e9 / (window.endNs() - window.startNs()), "/s");
            table.add(deployment.name(), "accepted", counts.acceptedPercent(), "%");
            table.add(deployment.name(), "traded", counts.tradedPercent(), "%");
            mix = OrderMix.of(counts);
            report.note(
                    deployment.name() + ", as fast as the venue answers: " + mix.describe() + "; " + counts.refusals());
            bytes(deployment, recorded.bytes(), allOrders[0]);
            verify(deployment.name(), venue);
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private void verify(final String name, final Venue venue) {
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
            report.note("the recording of " + name + ", verified: " + found.summary());
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

    /** Measures one row's worth of hops; true where the rate was sustained. */
    private boolean latency(final Path folder, final int rate, final Deployment deployment) {
        final String name = rate / 1_000 + " k/s, " + deployment.name();
        try (Venue venue = deployment.start(folder, rate)) {
            awaitSteady(venue, rate, name);
            final Window window = measure(venue, Math.max(1, seconds / 3), name);
            venue.stop();
            final HopLatencies hops = new HopLatencies(rate, window.startNs(), window.endNs());
            new RecordedRun(venue.home()).walk(hops::onOrder);
            hops.addTo(report.table(name));
            report.note(name + ": " + hops.describe());
            if (!quick) {
                verify(name, venue);
            }
            return hops.isSustained();
        } finally {
            BenchFolder.delete(folder);
        }
    }

    /**
     * Waits until orders are answered at the rate and accepted for some seconds on end: until accounts and marks are
     * there, code is compiled, and what was held up meanwhile is made up for. Gives up after a while; what is measured
     * then says so.
     */
    private void awaitSteady(final Venue venue, final int rate, final String name) {
        final long endNs = System.nanoTime() + (quick ? MAX_WARM_UP_MS : MAX_SETTLE_MS) * 1_000_000L;
        long beforeNs = System.nanoTime();
        long accepted = venue.loadCounter("accepted");
        long refused = venue.loadCounter("refused");
        int steady = 0;
        while (steady < STEADY_SECONDS && System.nanoTime() - endNs < 0) {
            Venue.sleep(1_000);
            venue.requireAlive();
            final long nowNs = System.nanoTime();
            final long newlyAccepted = venue.loadCounter("accepted") - accepted;
            final long newlyRefused = venue.loadCounter("refused") - refused;
            final double perSecond = (newlyAccepted + newlyRefused) * 1e9 / (nowNs - beforeNs);
            final boolean keepsUp = Math.abs(perSecond - rate) <= 0.1 * rate && newlyRefused * 99 <= newlyAccepted;
            steady = keepsUp ? steady + 1 : 0;
            beforeNs = nowNs;
            accepted += newlyAccepted;
            refused += newlyRefused;
            say(String.format(
                    Locale.ROOT, "%s: settling, %,.0f orders/s answered, %,d refused", name, perSecond, newlyRefused));
        }
    }

    /** Lets the venue run until the load has begun and code is compiled, then measures. */
    private Window warmUpAndMeasure(final Venue venue, final int measuredSeconds, final String name) {
        final long deadlineNs = System.nanoTime() + START_MS * 1_000_000L;
        while (venue.loadCounter("accepted") == 0) {
            venue.requireAlive();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException(name + ": no order was accepted within " + START_MS + " ms, "
                        + venue.loadCounter("refused") + " were refused");
            }
            Venue.sleep(100);
        }
        say(name + ": warm-up ...");
        Venue.sleep(Math.min(MAX_WARM_UP_MS, 2_000 + measuredSeconds * 500L));
        return measure(venue, measuredSeconds, name);
    }

    /** Lets the venue run, shows progress, and returns the window to be measured. */
    private Window measure(final Venue venue, final int measuredSeconds, final String name) {
        final long startNs = clock.nanoTime();
        final long endNs = startNs + measuredSeconds * 1_000_000_000L;
        long beforeNs = startNs;
        long before = venue.answeredTo();
        while (beforeNs < endNs) {
            Venue.sleep(Math.min(PROGRESS_MS, (endNs - beforeNs) / 1_000_000L + 1));
            venue.requireAlive();
            final long nowNs = clock.nanoTime();
            final long now = venue.answeredTo();
            say(String.format(Locale.ROOT, "%s: %,.0f commands/s", name, (now - before) * 1e9 / (nowNs - beforeNs)));
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
        report.note("included: feeder (simulator, 200 events/s), pricer and load generator, which share the CPUs; "
                + "journal (the"
                + " queues), ticks, checkpoints, marks; excluded: gateways, network, disk writes (files are in "
                + parent + ")");
        report.note(
                "at most " + WINDOW + " orders on their way; 6 makers quote 128 instruments, one request in ten takes");
        report.note("an order is one request of the load: new, replace or cancel; traded: it had at least one fill");
        report.note(
                "latencies: clocks in the documents' headers, joined by sequence; open loop, from the time at which "
                        + "an order"
                        + " was due, so a stall counts for every order that it delayed; the window begins once "
                        + "orders are"
                        + " answered at the rate for " + STEADY_SECONDS
                        + " s; shown only where at least 99 % of the orders"
                        + " due in it were accepted and 95 % of the rate was answered");
        report.note(
                "two threads: " + TWO_THREADS + "; no thread is pinned; six processes are more threads than CPUs here,"
                        + " so they are not measured busy, nor at " + HIGH_RATE / 1_000 + " k/s");
    }

    private static void say(final String text) {
        System.err.println(text);
    }
}
