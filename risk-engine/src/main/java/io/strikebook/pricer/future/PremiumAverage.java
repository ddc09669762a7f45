package io.strikebook.pricer.future;

import io.strikebook.common.math.FixedPoint;
import io.strikebook.pricing.numeric.Elementary;

/**
 * A future's premium to its index, as a ratio, averaged exponentially over market-data time. A sample beyond the band counts as at its
 * edge. While the book is not to be trusted the premium is held, and time passes: what comes after does not count more for it.
 */
public final class PremiumAverage {
    /** How many numbers the state is. */
    public static final int FIELDS = 2;

    /** Nothing to average yet. */
    private static final long NONE = Long.MIN_VALUE;

    /** Places enough that a price comes back to the last digit. */
    private static final long E15 = 1_000_000_000_000_000L;

    /** A premium nearer than this has arrived where it is going: a thousandth of a dollar at 100,000. */
    private static final long NEAR_E15 = 10_000_000L;

    private long averageE15 = NONE;
    private long atNs;
    private boolean arrived = true;

    /** Whether there was ever a premium. */
    public boolean isKnown() {
        return averageE15 != NONE;
    }

    /** Whether the average has all but reached the newest premium, so that time alone does not change it. */
    public boolean hasArrived() {
        return arrived;
    }

    /** Takes the premium of a price to an index, both positive, as it is from now on. */
    public void sample(
            final long priceE8, final long indexE8, final long bandE8, final long averageNs, final long timeNs) {
        final long bandE15 = bandE8 * (E15 / FixedPoint.E8);
        final long premiumE15 = premiumE15(priceE8, indexE8, bandE15);
        if (averageE15 == NONE) {
            averageE15 = premiumE15;
        } else {
            final long keptE12 = keptE12(timeNs - atNs, averageNs);
            averageE15 = premiumE15 + FixedPoint.multiplyDivideHalfUp(averageE15 - premiumE15, keptE12, FixedPoint.E12);
        }
        arrived = Math.abs(averageE15 - premiumE15) < NEAR_E15;
        atNs = timeNs;
    }

    /** Lets time pass without a premium. */
    public void hold(final long timeNs) {
        atNs = timeNs;
        arrived = true;
    }

    /** Price at the average premium, rounded to the nearest; only where it is known. */
    public long priceE8(final long indexE8) {
        return indexE8 + FixedPoint.multiplyDivideHalfUp(indexE8, averageE15, E15);
    }

    /** Rounded to the nearest. The band is checked before the division, so that no price overflows it. */
    private static long premiumE15(final long priceE8, final long indexE8, final long bandE15) {
        final long edgeE8 = FixedPoint.multiplyDivideCeil(indexE8, bandE15, E15);
        final long differenceE8 = priceE8 - indexE8;
        if (differenceE8 >= edgeE8) {
            return bandE15;
        }
        return differenceE8 <= -edgeE8 ? -bandE15 : FixedPoint.multiplyDivideHalfUp(differenceE8, E15, indexE8);
    }

    /** How much of the average is left after a time: the reproducible exponential, rounded to 1e-12. */
    private static long keptE12(final long passedNs, final long averageNs) {
        return (long) (Elementary.exp(-(double) passedNs / averageNs) * FixedPoint.E12 + 0.5);
    }

    /** Writes the state. */
    public void write(final long[] target, final int at) {
        target[at] = averageE15;
        target[at + 1] = arrived ? atNs : -1 - atNs;
    }

    /** Reads what {@link #write} wrote. */
    public void read(final long[] source, final int at) {
        averageE15 = source[at];
        arrived = source[at + 1] >= 0;
        atNs = arrived ? source[at + 1] : -1 - source[at + 1];
    }
}
