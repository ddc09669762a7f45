package io.strikebook.common.math;

/**
 * Products and quotients of fixed-point numbers. Every division names its rounding direction, so that the caller decides who gains
 * the remainder. All methods throw {@link FixedPointOverflowException} instead of wrapping, and allocate nothing. Where the product fits
 * 64 bits, which is the rule, the division is small enough to be inlined, so that one by a constant scale becomes a multiplication.
 */
public final class FixedPoint {
    /** Scale of prices, rates and outside quantities. */
    public static final long E8 = 100_000_000L;

    /** Scale of margin quantities and risk arrays. */
    public static final long E12 = 1_000_000_000_000L;

    private FixedPoint() {}

    /** {@code a + b}. */
    public static long add(final long a, final long b) {
        final long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        return sum;
    }

    /** {@code a - b}. */
    public static long subtract(final long a, final long b) {
        final long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        return difference;
    }

    /** {@code a * b}. */
    public static long multiply(final long a, final long b) {
        final long low = a * b;
        if (Math.multiplyHigh(a, b) != low >> 63) {
            throw FixedPointOverflowException.INSTANCE;
        }
        return low;
    }

    /** {@code a * b / divisor}, rounded towards negative infinity; the divisor must be positive. */
    public static long multiplyDivideFloor(final long a, final long b, final long divisor) {
        final long low = a * b;
        if (Math.multiplyHigh(a, b) == low >> 63 && divisor > 0) {
            return Math.floorDiv(low, divisor);
        }
        return divide(a, b, divisor, 0, false);
    }

    /** {@code a * b / divisor}, rounded towards positive infinity; the divisor must be positive. */
    public static long multiplyDivideCeil(final long a, final long b, final long divisor) {
        final long low = a * b;
        if (Math.multiplyHigh(a, b) == low >> 63 && divisor > 0) {
            return Math.ceilDiv(low, divisor);
        }
        return divide(a, b, divisor, divisor - 1, false);
    }

    /** {@code a * b / divisor}, rounded to the nearest, halves towards positive infinity; the divisor must be positive. */
    public static long multiplyDivideHalfUp(final long a, final long b, final long divisor) {
        final long low = a * b;
        final long sum = low + (divisor >> 1);
        if (Math.multiplyHigh(a, b) == low >> 63 && divisor > 0 && sum >= low) {
            return Math.floorDiv(sum, divisor);
        }
        return divide(a, b, divisor, divisor >> 1, false);
    }

    /** {@code a * b / divisor}, rounded towards zero; the divisor must be positive. */
    public static long multiplyDivideTruncate(final long a, final long b, final long divisor) {
        return divide(a, b, divisor, 0, true);
    }

    /**
     * A number of 128 bits, of which the high ones are not negative, divided and rounded to the nearest, halves up; the divisor must be positive.
     */
    public static long divideHalfUp(final long high, final long low, final long divisor) {
        final long biasedLow = low + (divisor >> 1);
        final long biasedHigh = high + (Long.compareUnsigned(biasedLow, low) < 0 ? 1 : 0);
        if (divisor <= 0 || high < 0 || Long.compareUnsigned(biasedHigh, divisor) >= 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        final long quotient = divideUnsigned128(biasedHigh, biasedLow, divisor);
        if (quotient < 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        return quotient;
    }

    /** {@code value / divisor}, rounded towards positive infinity; the divisor must be positive. */
    public static long divideCeil(final long value, final long divisor) {
        if (divisor <= 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        return Math.ceilDiv(value, divisor);
    }

    /** Floor of (a * b + bias) / divisor, or truncation of a * b / divisor. */
    private static long divide(
            final long a, final long b, final long divisor, final long bias, final boolean truncate) {
        if (divisor <= 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (bias != 0) {
            final long sum = low + bias;
            high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
            low = sum;
        }
        if (high == low >> 63) {
            return truncate ? low / divisor : Math.floorDiv(low, divisor);
        }
        final boolean negative = high < 0;
        if (negative) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        if (Long.compareUnsigned(high, divisor) >= 0) {
            throw FixedPointOverflowException.INSTANCE;
        }
        final long quotient = divideUnsigned128(high, low, divisor);
        final boolean awayFromZero = negative && !truncate && low - quotient * divisor != 0;
        final boolean leastLong = quotient == Long.MIN_VALUE && negative && !awayFromZero;
        if (quotient < 0 && !leastLong) {
            throw FixedPointOverflowException.INSTANCE;
        }
        if (!negative) {
            return quotient;
        }
        return awayFromZero ? -quotient - 1 : -quotient;
    }

    /** Unsigned (high:low) / divisor with high &lt; divisor and divisor &gt; 0: two digits of base 2^32 (Knuth, algorithm D). */
    private static long divideUnsigned128(final long high, final long low, final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long normal = divisor << shift;
        final long normalHigh = normal >>> 32;
        final long normalLow = normal & 0xFFFF_FFFFL;
        final long topPart = shift == 0 ? high : high << shift | low >>> 64 - shift;
        final long lowPart = low << shift;
        final long digit1 = quotientDigit(topPart, lowPart >>> 32, normalHigh, normalLow);
        final long rest = (topPart << 32 | lowPart >>> 32) - digit1 * normal;
        final long digit0 = quotientDigit(rest, lowPart & 0xFFFF_FFFFL, normalHigh, normalLow);
        return (digit1 << 32) + digit0;
    }

    private static long quotientDigit(final long top, final long next, final long normalHigh, final long normalLow) {
        long digit = Long.divideUnsigned(top, normalHigh);
        long remainder = top - digit * normalHigh;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * normalLow, remainder << 32 | next) > 0) {
            digit--;
            remainder += normalHigh;
            if (remainder >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }
}
