package io.strikebook.pricer.index;

import io.strikebook.common.math.FixedPoint;
import java.util.Arrays;

/**
 * The venue's rule for an index: every price is clamped to the median -/+ a ratio, and the clamped prices are averaged by weight. The
 * average is rounded to the nearest, the clamp towards the median, so that the average is within the clamp too. One per thread.
 */
final class ClampedAverage {
    private final long[] pricesE8 = new long[IndexSources.MAX_SOURCES];
    private final long[] sortedE8 = new long[IndexSources.MAX_SOURCES];
    private final int[] weights = new int[IndexSources.MAX_SOURCES];
    private int count;
    private long medianE8;
    private long lowE8;
    private long highE8;

    void clear() {
        count = 0;
    }

    void add(final long priceE8, final int weight) {
        pricesE8[count] = priceE8;
        sortedE8[count] = priceE8;
        weights[count++] = weight;
    }

    int count() {
        return count;
    }

    long priceE8(final int number) {
        return pricesE8[number];
    }

    /** The average of what was added, at least one price. */
    long compute(final long clampE8) {
        Arrays.sort(sortedE8, 0, count);
        final long lowerE8 = sortedE8[count - 1 >> 1];
        medianE8 = lowerE8 + (sortedE8[count >> 1] - lowerE8 + 1 >> 1);
        lowE8 = FixedPoint.multiplyDivideCeil(medianE8, FixedPoint.E8 - clampE8, FixedPoint.E8);
        highE8 = FixedPoint.multiplyDivideFloor(medianE8, FixedPoint.E8 + clampE8, FixedPoint.E8);
        long sum = 0;
        long weight = 0;
        for (int i = 0; i < count; i++) {
            sum = FixedPoint.add(sum, FixedPoint.multiply(weights[i], clamped(pricesE8[i]) - medianE8));
            weight += weights[i];
        }
        return medianE8 + Math.floorDiv(sum + (weight >> 1), weight);
    }

    private long clamped(final long priceE8) {
        return Math.min(Math.max(priceE8, lowE8), highE8);
    }

    /** Of the last computation; of an even number of prices the rounded middle of the two. */
    long medianE8() {
        return medianE8;
    }

    boolean isOutside(final long priceE8) {
        return priceE8 < lowE8 || priceE8 > highE8;
    }
}
