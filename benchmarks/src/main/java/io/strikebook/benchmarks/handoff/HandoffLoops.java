package io.strikebook.benchmarks.handoff;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The hot loops of both ends. The first tenth of each part, in which files are opened, is not counted. Histograms and counts go on from
 * round to round.
 *
 * <p>Ping-pong is a closed loop: the next message waits for the answer, so a stall delays one sample and hides those that would have
 * been sent meanwhile. The open loop sends at fixed times whatever happened before, and a latency counts from the time at which its
 * message was due: a stall counts for every message that it delayed. Those messages that no stall of the machine met, at either end
 * (see {@link Stalls}), are counted once more by themselves.
 */
final class HandoffLoops {
    /** Ends a part at the other end. */
    static final long STOP = Long.MAX_VALUE;

    /** Messages per document at full speed; a busy agent hands over that many at once. */
    static final int BATCH = 64;

    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int NOT_COUNTED = 10;
    private static final int MAX_MESSAGES_AT_FULL_SPEED = 20_000_000;

    private final Histogram roundTrips = new Histogram(1L, HIGHEST_NS, 3);
    private final Histogram oneWay = new Histogram(1L, HIGHEST_NS, 3);
    private final Histogram undisturbed = new Histogram(1L, HIGHEST_NS, 3);
    private final Stalls stalls = new Stalls();
    private long[] dueNs = {};
    private long[] arrivedNs = {};
    private int arrived;
    private long counted;
    private long countedNs;
    private double bestReceived;
    private double sent;

    /** Forgets what was counted. */
    void reset() {
        roundTrips.reset();
        oneWay.reset();
        undisturbed.reset();
        counted = 0;
        countedNs = 0;
        bestReceived = 0;
    }

    /** Half round trips for so long, and as long as the other end let none be counted. */
    void ping(final Link link, final long millis) {
        final long lengthNs = TimeUnit.MILLISECONDS.toNanos(millis);
        final long startNs = System.nanoTime();
        final long countFromNs = startNs + lengthNs / NOT_COUNTED;
        final long endNs = startNs + lengthNs;
        long nowNs = startNs;
        while (nowNs < endNs || roundTrips.getTotalCount() == 0) {
            link.send(nowNs, false);
            next(link);
            final long answeredNs = System.nanoTime();
            if (nowNs >= countFromNs) {
                roundTrips.recordValue(Math.max(1, (answeredNs - nowNs) / 2));
            }
            nowNs = answeredNs;
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

    /** Sends at fixed times for so long; returns its stalls. */
    String sendOnSchedule(final Link link, final long millis, final int perSecond) {
        final long periodNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        final long messages = millis * perSecond / 1_000;
        stalls.reset();
        long nextNs = System.nanoTime() + periodNs;
        for (long i = 0; i < messages; i++) {
            stalls.beginWait();
            long nowNs = System.nanoTime();
            while (nowNs < nextNs) {
                stalls.waited(nowNs);
                link.idle();
                Thread.onSpinWait();
                nowNs = System.nanoTime();
            }
            stalls.waited(nowNs);
            link.send(nextNs, false);
            nextNs += periodNs;
        }
        link.send(STOP, false);
        return stalls.encode();
    }

    /** Measures what comes on schedule. */
    void receiveOnSchedule(final Link link, final long millis, final int perSecond) {
        makeRoom(millis, perSecond);
        long due = nextOnSchedule(link);
        final long countFromNs = due + TimeUnit.MILLISECONDS.toNanos(millis) / NOT_COUNTED;
        while (due != STOP) {
            if (due >= countFromNs) {
                arrived(due, System.nanoTime());
            }
            due = nextOnSchedule(link);
        }
    }

    /** How late this thread notices that the time of a message has come, without sending it. */
    void spinOnSchedule(final long millis, final int perSecond) {
        makeRoom(millis, perSecond);
        final long periodNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        final long messages = millis * perSecond / 1_000;
        long due = System.nanoTime() + periodNs;
        for (long i = 0; i < messages; i++) {
            stalls.beginWait();
            long nowNs = System.nanoTime();
            while (nowNs < due) {
                stalls.waited(nowNs);
                Thread.onSpinWait();
                nowNs = System.nanoTime();
            }
            stalls.waited(nowNs);
            arrived(due, nowNs);
            due += periodNs;
        }
    }

    private void makeRoom(final long millis, final int perSecond) {
        final int messages = (int) (millis * perSecond / 1_000) + 1;
        if (dueNs.length < messages) {
            dueNs = new long[messages];
            arrivedNs = new long[messages];
        }
        arrived = 0;
        stalls.reset();
    }

    private void arrived(final long due, final long nowNs) {
        oneWay.recordValue(Math.max(1, nowNs - due));
        dueNs[arrived] = due;
        arrivedNs[arrived] = nowNs;
        arrived++;
    }

    /** Counts those messages of the last part on schedule once more that met no stall of this end or the other one. */
    void countUndisturbed(final String stallsOfSender) {
        stalls.add(stallsOfSender);
        final boolean[] missed = stalls.missedBy(dueNs, arrivedNs, arrived);
        for (int i = 0; i < arrived; i++) {
            if (missed[i]) {
                undisturbed.recordValue(Math.max(1, arrivedNs[i] - dueNs[i]));
            }
        }
    }

    /** Sends as fast as it goes for so long, and one batch that is counted at least. */
    void sendAtFullSpeed(final Link link, final long millis) {
        final long lengthNs = TimeUnit.MILLISECONDS.toNanos(millis);
        final long startNs = System.nanoTime();
        final long countFromNs = startNs + lengthNs / NOT_COUNTED;
        long countedFrom = 0;
        long countedFromNs = startNs;
        long nowNs = startNs;
        long i = 0;
        for (; i < MAX_MESSAGES_AT_FULL_SPEED && (nowNs < startNs + lengthNs || i < countedFrom + BATCH); i++) {
            final boolean endsBatch = i % BATCH == BATCH - 1;
            link.send(i, !endsBatch);
            if (endsBatch) {
                nowNs = System.nanoTime();
                if (countedFrom == 0 && nowNs >= countFromNs) {
                    countedFrom = i + 1;
                    countedFromNs = nowNs;
                }
            }
        }
        sent = perSecond(i - countedFrom, nowNs - countedFromNs);
        link.send(STOP, false);
    }

    /** Counts what comes at full speed; all of it where it is over before counting would begin. */
    void receiveAtFullSpeed(final Link link, final long millis) {
        long number = next(link);
        final long firstNs = System.nanoTime();
        final long countFromNs = firstNs + TimeUnit.MILLISECONDS.toNanos(millis) / NOT_COUNTED;
        long startNs = firstNs;
        long messages = 0;
        while (number != STOP) {
            messages++;
            if (startNs == firstNs && messages % BATCH == 0 && System.nanoTime() >= countFromNs) {
                startNs = System.nanoTime();
                messages = 0;
            }
            number = next(link);
        }
        final long tookNs = System.nanoTime() - startNs;
        countedNs += tookNs;
        counted += messages;
        bestReceived = Math.max(bestReceived, perSecond(messages, tookNs));
    }

    /** All ping-pong rounds so far. */
    Histogram roundTrips() {
        return roundTrips;
    }

    /** All open-loop rounds so far. */
    Histogram oneWay() {
        return oneWay;
    }

    /** Of all open-loop rounds so far, what met no stall of the machine. */
    Histogram undisturbed() {
        return undisturbed;
    }

    /** Messages per second that arrived, over all full-speed rounds so far, and in the best of them. */
    String received() {
        return String.format(Locale.ROOT, "%.0f %.0f", perSecond(counted, countedNs), bestReceived);
    }

    /** Messages per second that were sent in the last full-speed round. */
    String sent() {
        return String.format(Locale.ROOT, "%.0f", sent);
    }

    private static double perSecond(final long messages, final long ns) {
        return messages * 1e9 / Math.max(1, ns);
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

    /** As {@link #next}, with a look at the clock after each look at the link. */
    private long nextOnSchedule(final Link link) {
        stalls.beginWait();
        long number = link.poll();
        while (number == Link.NONE) {
            link.idle();
            Thread.onSpinWait();
            stalls.waited(System.nanoTime());
            number = link.poll();
        }
        stalls.waited(System.nanoTime());
        return number;
    }
}
