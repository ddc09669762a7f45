package io.strikebook.common.math;

/**
 * A constant ratio that many amounts are multiplied with, to the same unit that a division would give and without one: the product with a
 * reciprocal of 61 binary places is off by a few units at most, which the remainder tells. Unchangeable; allocates nothing.
 */
public final class Ratio {
    private static final int PLACES = 61;

    private final long numerator;
    private final long denominator;
    private final long scaled;

    /**
     * A ratio between -4 and 4, exclusive.
     *
     * @param denominator positive, below 2^60
     */
    public Ratio(final long numerator, final long denominator) {
        if (denominator <= 0 || denominator >= 1L << 60 || Math.abs(numerator) / 4 >= denominator) {
            throw new IllegalArgumentException("ratio " + numerator + " / " + denominator + " is out of range");
        }
        this.numerator = numerator;
        this.denominator = denominator;
        this.scaled = FixedPoint.multiplyDivideFloor(numerator, 1L << PLACES, denominator);
    }

    /** The amount times this, rounded towards negative infinity; both at most 2^62 either side of zero. */
    public long floor(final long amount) {
        long quotient = Math.multiplyHigh(amount, scaled) << 64 - PLACES | amount * scaled >>> PLACES;
        // Both products may wrap; their difference is a few denominators, and right.
        long rest = amount * numerator - quotient * denominator;
        while (rest < 0) {
            quotient--;
            rest += denominator;
        }
        while (rest >= denominator) {
            quotient++;
            rest -= denominator;
        }
        return quotient;
    }
}
