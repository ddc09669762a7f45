package io.strikebook.benchmarks.marks;

import io.strikebook.benchmarks.pricing.QuotedChain;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricing.batch.BatchPricer;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A JVM of {@code bench marks}: measures in one way of pricing, says a line for each figure and ends. */
final class MarksPeer {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LONGEST_NS = 10 * SECOND_NS;
    private static final int TICKS_PER_SECOND = 200;
    /** A move of the future that moves every mark next to the money by more than half a tick. */
    private static final double MOVE = 5e-4;

    private final MarkedMarket market;
    private final VenueParameters venue;
    private long tick;

    private MarksPeer(final Path folder) {
        final VenueParameters defaults = VenueParameters.defaults();
        final VenueParameters.Marks marks = defaults.marks();
        venue = defaults.withMarks(new VenueParameters.Marks(
                1_000_000L,
                marks.riskArrayIntervalNs(),
                marks.scenarioSetVersion(),
                marks.markIntervalNs(),
                marks.quoteMaxAgeNs(),
                marks.riskArrayThresholdE12(),
                marks.trustAgainNs()));
        market = new MarkedMarket(folder, venue);
    }

    /** Arguments: a folder, seconds for each part. */
    public static void main(final String[] args) throws InterruptedException {
        final MarksPeer peer = new MarksPeer(Path.of(args[0]));
        final int seconds = Integer.parseInt(args[1]);
        System.out.println("way " + BatchPricer.create().name());
        peer.remark(seconds, new Histogram(3), new Histogram(3));
        final Histogram applied = new Histogram(3);
        final Histogram valued = new Histogram(3);
        final double[] sizes = peer.remark(seconds, applied, valued);
        figures("remark", valued);
        figures("apply", applied);
        System.out.printf(Locale.ROOT, "figure marks %.1f%n", sizes[0]);
        System.out.printf(Locale.ROOT, "figure arrays %.1f%n", sizes[1]);
        System.out.printf(Locale.ROOT, "figure bytes %.1f%n", sizes[2]);
        peer.ticks(seconds, new Histogram(3));
        final Histogram ticks = new Histogram(3);
        System.out.printf(Locale.ROOT, "figure tickMarks %.1f%n", peer.ticks(seconds, ticks));
        figures("tick", ticks);
        System.out.println("done");
        peer.market.close();
    }

    private static void figures(final String name, final Histogram histogram) {
        System.out.printf(
                Locale.ROOT,
                "figure %s.p50 %.3f%nfigure %s.p99 %.3f%nfigure %s.max %.3f%n",
                name,
                histogram.getValueAtPercentile(50) / 1e3,
                name,
                histogram.getValueAtPercentile(99) / 1e3,
                name,
                histogram.getMaxValue() / 1e3);
    }

    /**
     * All quotes change, then an epoch. On one thread.
     *
     * @return marks, risk arrays and bytes of an epoch
     */
    private double[] remark(final int seconds, final Histogram applied, final Histogram valued) {
        final long endNs = System.nanoTime() + seconds * SECOND_NS;
        final long marksBefore = market.marksRead;
        final long arraysBefore = market.arraysRead;
        final long bytesBefore = market.bytesRead;
        int rounds = 0;
        while (System.nanoTime() < endNs) {
            market.timeNs += 2 * venue.marks().riskArrayIntervalNs();
            market.constituent(100_000 + rounds % 2);
            market.flush();
            market.drain();
            market.quoteAll(rounds % QuotedChain.STATES);
            final long startNs = System.nanoTime();
            market.drain();
            applied.recordValue(System.nanoTime() - startNs);
            market.timeNs += venue.marks().epochIntervalNs();
            market.constituent(100_002 + rounds % 2);
            market.flush();
            final long fromNs = System.nanoTime();
            market.agent.doWork();
            valued.recordValue(System.nanoTime() - fromNs);
            market.drain();
            rounds++;
        }
        return new double[] {
            (double) (market.marksRead - marksBefore) / rounds,
            (double) (market.arraysRead - arraysBefore) / rounds,
            (double) (market.bytesRead - bytesBefore) / rounds
        };
    }

    /**
     * One dated future ticks, expiries in turn, evenly in time; the pricer is busy on a thread of its own. From when the tick is due until
     * the epoch with it can be read.
     *
     * @return marks of a tick
     */
    private double ticks(final int seconds, final Histogram latencies) throws InterruptedException {
        final Worker worker = new Worker(market);
        final Thread thread = new Thread(worker, "pricer");
        thread.start();
        final long intervalNs = SECOND_NS / TICKS_PER_SECOND;
        final int ticks = seconds * TICKS_PER_SECOND;
        final long startTimeNs = market.timeNs + SECOND_NS;
        final long marksBefore = market.marksRead;
        final long startNs = System.nanoTime() + intervalNs;
        for (int i = 0; i < ticks; i++) {
            final long dueNs = startNs + i * intervalNs;
            while (System.nanoTime() < dueNs) {
                Thread.onSpinWait();
            }
            market.timeNs = startTimeNs + i * intervalNs;
            tick();
            final long writtenNs = System.nanoTime();
            while (market.marketDataTo < market.lastEvent()) {
                market.readMarks();
                if (System.nanoTime() - writtenNs > LONGEST_NS) {
                    throw new IllegalStateException("no epoch has event " + market.lastEvent());
                }
            }
            latencies.recordValue(System.nanoTime() - dueNs);
        }
        worker.stop();
        thread.join();
        return (double) (market.marksRead - marksBefore) / ticks;
    }

    /** Each future in turn, up and then down, so that every tick is news. */
    private void tick() {
        final int expiry = (int) (tick % market.expiries);
        final double move = 1 + (tick / market.expiries % 2 == 0 ? MOVE : -MOVE);
        tick++;
        market.future(expiry, market.forward(0, expiry) * move);
        market.flush();
    }

    /** Runs the agent until it is told to stop. */
    private static final class Worker implements Runnable {
        private final MarkedMarket market;
        private volatile boolean stopped;

        private Worker(final MarkedMarket market) {
            this.market = market;
        }

        private void stop() {
            stopped = true;
        }

        @Override
        public void run() {
            while (!stopped) {
                market.agent.doWork();
            }
        }
    }
}
