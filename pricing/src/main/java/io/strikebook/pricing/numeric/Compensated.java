package io.strikebook.pricing.numeric;

/**
 * Steps that keep what rounding drops, for results right to the last bit or nearly so: S. M. Rump, T. Ogita and S. Oishi, "Accurate
 * floating-point summation", SIAM J. Sci. Comput. 31 (2008); S. Graillat, Ph. Langlois and N. Louvet, "Compensated Horner scheme" (2005).
 */
final class Compensated {
    private Compensated() {}

    /** What the step {@code sum = fma(a, x, c)} of Horner's scheme drops, a x + c - sum, where neither a x nor c is negative. */
    static double dropped(final double a, final double x, final double c, final double sum) {
        final double product = sum - c;
        return Math.fma(a, x, -product) + (c - (sum - product));
    }

    /** a + b - sum for a rounded {@code sum} of the two, in any order of size (D. E. Knuth's TwoSum). */
    static double lost(final double a, final double b, final double sum) {
        final double bRounded = sum - a;
        return (a - (sum - bRounded)) + (b - bRounded);
    }

    /** base + (value + low) (1 + part) with one rounding of consequence; low is small against value, part is below 1. */
    static double sum(final double base, final double value, final double low, final double part) {
        final double product = value * part;
        final double grown = value + product;
        final double rest = (value - grown) + product + Math.fma(value, part, -product) + Math.fma(low, part, low);
        return sum(base, grown, rest);
    }

    /** base + value + low with one rounding of consequence; low is small against value. */
    static double sum(final double base, final double value, final double low) {
        final double sum = base + value;
        return sum + (lost(base, value, sum) + low);
    }

    /** exp(exponent + low) = 2^k (1 + part) with part from -0.3 to 0.42; this is k. */
    static double binaryExponent(final double exponent) {
        return exponent * Elementary.INVERSE_LN2 + Elementary.ROUND_TO_INTEGER - Elementary.ROUND_TO_INTEGER;
    }

    /**
     * The part: where {@link Elementary#exp} adds 1 to it, its last digits are lost.
     *
     * @param k from {@link #binaryExponent}
     */
    static double exponentialPart(final double exponent, final double low, final double k) {
        final double high = exponent - k * Elementary.LN2_HIGH;
        final double rest = k * Elementary.LN2_LOW - low;
        final double r = high - rest;
        return r + (high - r - rest + Elementary.expTail(r));
    }
}
