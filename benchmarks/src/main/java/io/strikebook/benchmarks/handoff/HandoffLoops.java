package io.strikebook.benchmarks.handoff;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The hot loops of both ends. Each part begins with a warm-up that is not counted. Histograms and counts go on from round to round.
 *
 * <p>Ping-pong is a closed loop: the next message waits for the answer, so a stall delays one sample and hides those that would have
 * been sent meanwhile. The open loop sends at fixed times whatever happened before, and a latency counts from the time at which its
 * message was due: a stall counts for every message that it delayed.
 */
final class HandoffLoops {
    /** Ends a part at the other end. */
    static final long STOP = -1;

    /** Ends the warm-up at the other end. */
    static final long WARM = -2;

    /** Messages per document at full speed; a busy agent hands over that many at once. */
    static final int BATCH = 64;

    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int MAX_MESSAGES_AT_FULL_SPEED = 12_000_000;

    private final Histogram roundTrips = new Histogram(1L, HIGHEST_NS, 3);
    private final Histogram oneWay = new Histogram(1L, HIGHEST_NS, 3);
    private long counted;
    private long countedNs;

    /** Half round trips for so long, warm-up included. */
    void ping(final Link link, final long millis) {
        final long startNs = System.nanoTime();
        final long warmNs = startNs + TimeUnit.MILLISECONDS.toNanos(millis) / 3;
        final long endNs = startNs + TimeUnit.MILLISECONDS.toNanos(millis);
        long sentNs = System.nanoTime();
        while (sentNs < endNs) {
            link.send(sentNs, false);
            next(link);
            final long answeredNs = System.nanoTime();
            if (sentNs >= warmNs) {
                roundTrips.recordValue(Math.max(1, (answeredNs - sentNs) / 2));
            }
            sentNs = answeredNs;
        }
        link.send(STOP, false);
        next(link);
    }

    /** Answers until told to stop. */
    void pong(final Link link) {
        long number = next(link);
        while (number != STOP) {
            link.send(number, false);
            number = next(link);
        }
        link.send(STOP, false);
    }

    /** Sends at fixed times for so long. */
    void sendOnSchedule(final Link link, final long millis, final int perSecond) {
        final long periodNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        final long messages = millis * perSecond / 1_000;
        long dueNs = System.nanoTime() + periodNs;
        for (long i = 0; i < messages; i++) {
            while (System.nanoTime() < dueNs) {
                link.idle();
                Thread.onSpinWait();
            }
            link.send(i < messages / 3 ? WARM : dueNs, false);
            dueNs += periodNs;
        }
        link.send(STOP, false);
    }

    /** Measures what comes on schedule. */
    void receiveOnSchedule(final Link link) {
        long dueNs = next(link);
        while (dueNs != STOP) {
            if (dueNs != WARM) {
                oneWay.recordValue(Math.max(1, System.nanoTime() - dueNs));
            }
            dueNs = next(link);
        }
    }

    /** Sends as fast as it goes for so long. */
    void sendAtFullSpeed(final Link link, final long millis) {
        final long startNs = System.nanoTime();
        final long warmNs = startNs + TimeUnit.MILLISECONDS.toNanos(millis) / 3;
        final long endNs = startNs + TimeUnit.MILLISECONDS.toNanos(millis);
        long nowNs = startNs;
        for (int i = 0; i < MAX_MESSAGES_AT_FULL_SPEED && nowNs < endNs; i++) {
            final boolean endsBatch = i % BATCH == BATCH - 1;
            link.send(nowNs < warmNs ? WARM : i, !endsBatch);
            if (endsBatch) {
                nowNs = System.nanoTime();
            }
        }
        link.send(STOP, false);
    }

    /** Counts what comes at full speed. */
    void receiveAtFullSpeed(final Link link) {
        long number = next(link);
        while (number == WARM) {
            number = next(link);
        }
        final long startNs = System.nanoTime();
        long messages = 0;
        while (number != STOP) {
            messages++;
            number = next(link);
        }
        countedNs += System.nanoTime() - startNs;
        counted += messages;
    }

    /** Percentiles of all ping-pong rounds so far. */
    String roundTrips() {
        return text(roundTrips);
    }

    /** Percentiles of all open-loop rounds so far. */
    String oneWay() {
        return text(oneWay);
    }

    /** Messages per second over all full-speed rounds so far. */
    String rate() {
        return String.format(Locale.ROOT, "%.0f", counted * 1e9 / Math.max(1, countedNs));
    }

    private static String text(final Histogram histogram) {
        return histogram.getValueAtPercentile(50) + " " + histogram.getValueAtPercentile(99) + " "
                + histogram.getValueAtPercentile(99.9) + " " + histogram.getMaxValue();
    }

    private static long next(final Link link) {
        long number = link.poll();
        while (number == Link.NONE) {
            link.idle();
            Thread.onSpinWait();
            number = link.poll();
        }
        return number;
    }
}
