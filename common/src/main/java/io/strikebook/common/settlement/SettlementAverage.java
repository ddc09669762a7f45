package io.strikebook.common.settlement;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.math.FixedPoint;

/**
 * The index's average over the last half hour of an expiry: 300 samples, one every 6 seconds from the beginning on. A sample is the index
 * as it stood; one for which there was none, a stale one, or none newer than a step, repeats what there is and counts as missing. Over the
 * half hour the forward of the expiry turns into this average.
 */
public final class SettlementAverage {
    /** Samples of a whole half hour. */
    public static final int SAMPLES = 300;

    /** From one sample to the next. */
    public static final long STEP_NS = 6_000_000_000L;

    private static final long WINDOW_NS = SAMPLES * STEP_NS;
    private static final long NONE = Long.MIN_VALUE;

    private final long beginNs;
    private long sumE8;
    private int samples;
    private int missing;
    /** The half hour is over, and that was noticed. */
    private boolean over;

    /** Of an expiry. */
    public SettlementAverage(final long expiryNs) {
        this.beginNs = expiryNs - WINDOW_NS;
    }

    /**
     * Takes the samples that are due.
     *
     * @param indexE8 as it stood until now, or {@code Long.MIN_VALUE}: then they wait
     * @param sinceNs when it was computed
     * @return whether there were any
     */
    public boolean sample(final long timeNs, final long indexE8, final boolean stale, final long sinceNs) {
        final int before = samples;
        while (indexE8 != NONE && samples < SAMPLES && timeNs >= dueNs()) {
            missing += stale || Math.abs(dueNs() - sinceNs) > STEP_NS ? 1 : 0;
            sumE8 += indexE8;
            samples++;
        }
        over |= samples == SAMPLES && timeNs >= beginNs + WINDOW_NS;
        return samples != before;
    }

    /** When the next sample is due, or, after the last, the expiry; then {@code Long.MAX_VALUE}. */
    public long dueNs() {
        return over ? Long.MAX_VALUE : beginNs + samples * STEP_NS;
    }

    /** The forward before the half hour, the average after it, and in between as much of the average as of the half hour has passed. */
    public long blendE8(final long forwardE8, final long timeNs) {
        if (samples == 0 || timeNs <= beginNs) {
            return forwardE8;
        }
        final long passedNs = Math.min(timeNs - beginNs, WINDOW_NS);
        return forwardE8 + FixedPoint.multiplyDivideHalfUp(averageE8() - forwardE8, passedNs, WINDOW_NS);
    }

    /** Average of the samples so far, rounded to the nearest; only where there are any. */
    public long averageE8() {
        return Math.floorDiv(sumE8 + (samples >> 1), samples);
    }

    /** How many samples there are so far. */
    public int samples() {
        return samples;
    }

    /** How many of them repeat what there was. */
    public int missing() {
        return missing;
    }

    /** Sum of the samples, 1e-8. */
    public long sumE8() {
        return sumE8;
    }

    /** Whether all samples are there, and the expiry has come. */
    public boolean isOver() {
        return over;
    }

    /** Hash of the samples. */
    public long hash() {
        return samples == 0 ? 0 : StateHash.of(samples, beginNs, sumE8, missing, over ? 1 : 0);
    }

    /** Sets the samples that a snapshot carried. */
    public void restore(
            final long restoredSumE8,
            final int restoredSamples,
            final int restoredMissing,
            final boolean restoredOver) {
        sumE8 = restoredSumE8;
        samples = restoredSamples;
        missing = restoredMissing;
        over = restoredOver;
    }
}
