package io.strikebook.margin.standard;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.margin.NumberRange;

/**
 * A signed sum of 128 bits: what 64-bit amounts, products of two of them, or differences of sums come to, exactly. Read back clamped to
 * {@link NumberRange#MAX_HELD_E12}. Not thread safe; allocates nothing.
 */
final class WideSum {
    private long high;
    private long low;

    WideSum clear() {
        high = 0;
        low = 0;
        return this;
    }

    WideSum set(final WideSum other) {
        high = other.high;
        low = other.low;
        return this;
    }

    WideSum add(final long amount) {
        return add(amount >> 63, amount);
    }

    WideSum subtract(final long amount) {
        return subtract(amount >> 63, amount);
    }

    WideSum add(final WideSum other) {
        return add(other.high, other.low);
    }

    WideSum subtract(final WideSum other) {
        return subtract(other.high, other.low);
    }

    WideSum addProduct(final long a, final long b) {
        return add(Math.multiplyHigh(a, b), a * b);
    }

    private WideSum add(final long otherHigh, final long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
        return this;
    }

    private WideSum subtract(final long otherHigh, final long otherLow) {
        high -= otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
        low -= otherLow;
        return this;
    }

    /** Continues a hash. */
    long and(final long hash) {
        return StateHash.and(hash, low + StateHash.mix(high));
    }

    boolean isNegative() {
        return high < 0;
    }

    boolean isSame(final WideSum other) {
        return high == other.high && low == other.low;
    }

    /** The sum, or the nearest amount that margin states. */
    long clampedE12() {
        if (high == low >> 63) {
            return NumberRange.clampE12(low);
        }
        return high < 0 ? -NumberRange.MAX_HELD_E12 : NumberRange.MAX_HELD_E12;
    }
}
