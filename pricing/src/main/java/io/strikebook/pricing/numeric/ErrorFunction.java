package io.strikebook.pricing.numeric;

/**
 * The error function and its complements, with errors below 1.5 ulp. The rational approximations are those of W. J. Cody, "Rational
 * Chebyshev approximations for the error function", Math. Comp. 23 (1969); they are good to 19 digits, so the last steps of their
 * evaluation, the division and the product with the exponential are {@linkplain Compensated compensated}.
 */
public final class ErrorFunction {
    private static final double INVERSE_SQRT_PI = 0.5641895835477563;
    /** 1 / sqrt(pi) minus {@link #INVERSE_SQRT_PI}. */
    private static final double INVERSE_SQRT_PI_LOW = 7.66772980658294e-18;

    private static final double TWO_OVER_SQRT_PI = 2 * INVERSE_SQRT_PI;
    /** What rounding to doubles takes from the last of the coefficients near 0. */
    private static final double TOP_LOW = 9.497032806277276e-14;

    private static final double BOTTOM_LOW = -2.0311236299574375e-13;

    /** Up to here the error function is computed, from here on its complement. */
    static final double CENTRAL = 0.46875;
    /** From here on the error function is 1 in doubles. */
    static final double SATURATED = 6;

    private static final double TAIL = 4;
    /** Beyond it erfc is below the smallest double. */
    static final double NEGLIGIBLE = 27.3;
    /** Below minus this erfcx is above the largest double. */
    private static final double OVERFLOW = 26.65;

    /** From here on erfcx(x) is 1 / (x sqrt(pi)) in doubles. */
    private static final double FAR = 1e9;

    private ErrorFunction() {}

    /** 2 / sqrt(pi) times the integral of exp(-t²) from 0 to x. */
    public static double erf(final double x) {
        final double y = Math.abs(x);
        if (y <= CENTRAL) {
            return x == 0 ? x : central(0, x, 0);
        }
        final double value = -lessComplement(1, y);
        return x < 0 ? -value : value;
    }

    /** 1 - erf(x), with its relative accuracy far into the tail. */
    public static double erfc(final double x) {
        final double y = Math.abs(x);
        if (y <= CENTRAL) {
            return -central(-1, x, 0);
        }
        if (x < 0) {
            return -lessComplement(2, y);
        }
        if (!(y < NEGLIGIBLE)) {
            return y != y ? y : 0;
        }
        final double square = y * y;
        final double k = Compensated.binaryExponent(-square);
        final double part = Compensated.exponentialPart(-square, -Math.fma(y, y, -square), k);
        return Elementary.scale(scaledComplement(0, y, 0, part), (int) k);
    }

    /** exp(x²) erfc(x): falls like 1 / (x sqrt(pi)); infinity far below 0. */
    public static double erfcx(final double x) {
        final double y = Math.abs(x);
        if (x > CENTRAL) {
            return x < FAR ? scaledComplement(0, y, 0, 0) : INVERSE_SQRT_PI / x;
        }
        if (!(y < OVERFLOW)) {
            return y != y ? y : Double.POSITIVE_INFINITY;
        }
        final double square = y * y;
        final double k = Compensated.binaryExponent(square);
        final double part = Compensated.exponentialPart(square, Math.fma(y, y, -square), k);
        final double complement = erfc(x);
        return Elementary.scale(Math.fma(complement, part, complement), (int) k);
    }

    /** erfc(y) - whole for y above 0.46875, where the whole is 1 or 2. */
    private static double lessComplement(final double whole, final double y) {
        if (!(y < SATURATED)) {
            return y != y ? y : -whole;
        }
        final double square = y * y;
        final double k = Compensated.binaryExponent(-square);
        final double part = Compensated.exponentialPart(-square, -Math.fma(y, y, -square), k);
        return Elementary.scale(scaledComplement(-Elementary.scale(whole, (int) -k), y, 0, part), (int) k);
    }

    /** base + erf(y + rest) for y from -0.46875 to 0.46875, and a rest that rounding has taken from y. */
    static double central(final double base, final double y, final double rest) {
        final double z = y * y;
        double top = 1.85777706184603153e-1;
        top = Math.fma(top, z, 3.16112374387056560e00);
        top = Math.fma(top, z, 1.13864154151050156e02);
        top = Math.fma(top, z, 3.77485237685302021e02);
        final double topLast = top;
        top = Math.fma(top, z, 3.20937758913846947e03);
        double bottom = z + 2.36012909523441209e01;
        bottom = Math.fma(bottom, z, 2.44024637934444173e02);
        bottom = Math.fma(bottom, z, 1.28261652607737228e03);
        final double bottomLast = bottom;
        bottom = Math.fma(bottom, z, 2.84423683343917062e03);
        final double topLow = TOP_LOW + Compensated.dropped(topLast, z, 3.20937758913846947e03, top);
        final double bottomLow = BOTTOM_LOW + Compensated.dropped(bottomLast, z, 2.84423683343917062e03, bottom);
        final double inverse = 1 / bottom;
        final double ratio = top * inverse;
        final double low = (Math.fma(-ratio, bottom, top) + (topLow - ratio * bottomLow)) * inverse;
        // the derivative needs a few digits only
        final double slope = TWO_OVER_SQRT_PI * Math.fma(z, Math.fma(z, 0.5, -1), 1);
        final double value = ratio * y;
        final double lost = Math.fma(ratio, y, -value) + Math.fma(low, y, slope * rest);
        return Compensated.sum(base, value, lost);
    }

    /** base + erfcx(y + rest) (1 + part) for y above 0.46875, and a rest that rounding has taken from y. */
    static double scaledComplement(final double base, final double y, final double rest, final double part) {
        if (y > TAIL) {
            return tailScaledComplement(base, y, rest, part);
        }
        double top = 2.15311535474403846e-8;
        top = Math.fma(top, y, 5.64188496988670089e-1);
        top = Math.fma(top, y, 8.88314979438837594e0);
        final double top5 = Math.fma(top, y, 6.61191906371416295e01);
        final double top4 = Math.fma(top5, y, 2.98635138197400131e02);
        final double top3 = Math.fma(top4, y, 8.81952221241769090e02);
        final double top2 = Math.fma(top3, y, 1.71204761263407058e03);
        final double top1 = Math.fma(top2, y, 2.05107837782607147e03);
        final double top0 = Math.fma(top1, y, 1.23033935479799725e03);
        double topLow = Compensated.dropped(top, y, 6.61191906371416295e01, top5);
        topLow = Math.fma(topLow, y, Compensated.dropped(top5, y, 2.98635138197400131e02, top4));
        topLow = Math.fma(topLow, y, Compensated.dropped(top4, y, 8.81952221241769090e02, top3));
        topLow = Math.fma(topLow, y, Compensated.dropped(top3, y, 1.71204761263407058e03, top2));
        topLow = Math.fma(topLow, y, Compensated.dropped(top2, y, 2.05107837782607147e03, top1));
        topLow = Math.fma(topLow, y, Compensated.dropped(top1, y, 1.23033935479799725e03, top0));
        double bottom = y + 1.57449261107098347e01;
        bottom = Math.fma(bottom, y, 1.17693950891312499e02);
        final double bottom5 = Math.fma(bottom, y, 5.37181101862009858e02);
        final double bottom4 = Math.fma(bottom5, y, 1.62138957456669019e03);
        final double bottom3 = Math.fma(bottom4, y, 3.29079923573345963e03);
        final double bottom2 = Math.fma(bottom3, y, 4.36261909014324716e03);
        final double bottom1 = Math.fma(bottom2, y, 3.43936767414372164e03);
        final double bottom0 = Math.fma(bottom1, y, 1.23033935480374942e03);
        double bottomLow = Compensated.dropped(bottom, y, 5.37181101862009858e02, bottom5);
        bottomLow = Math.fma(bottomLow, y, Compensated.dropped(bottom5, y, 1.62138957456669019e03, bottom4));
        bottomLow = Math.fma(bottomLow, y, Compensated.dropped(bottom4, y, 3.29079923573345963e03, bottom3));
        bottomLow = Math.fma(bottomLow, y, Compensated.dropped(bottom3, y, 4.36261909014324716e03, bottom2));
        bottomLow = Math.fma(bottomLow, y, Compensated.dropped(bottom2, y, 3.43936767414372164e03, bottom1));
        bottomLow = Math.fma(bottomLow, y, Compensated.dropped(bottom1, y, 1.23033935480374942e03, bottom0));
        final double inverse = 1 / bottom0;
        final double ratio = top0 * inverse;
        final double low = (Math.fma(-ratio, bottom0, top0) + (topLow - ratio * bottomLow)) * inverse;
        return Compensated.sum(base, ratio, Math.fma(rest, slope(y, ratio), low), part);
    }

    private static double tailScaledComplement(
            final double base, final double y, final double rest, final double part) {
        final double inverse = 1 / y;
        final double z = inverse * inverse;
        double top = 1.63153871373020978e-2;
        top = Math.fma(top, z, 3.05326634961232344e-1);
        top = Math.fma(top, z, 3.60344899949804439e-1);
        top = Math.fma(top, z, 1.25781726111229246e-1);
        top = Math.fma(top, z, 1.60837851487422766e-2);
        top = Math.fma(top, z, 6.58749161529837803e-4);
        double bottom = z + 2.56852019228982242e00;
        bottom = Math.fma(bottom, z, 1.87295284992346725e00);
        bottom = Math.fma(bottom, z, 5.27905102951428412e-1);
        bottom = Math.fma(bottom, z, 6.05183413124413191e-2);
        bottom = Math.fma(bottom, z, 2.33520497626869185e-3);
        final double correction = z * top / bottom;
        final double scaled = INVERSE_SQRT_PI - correction;
        final double scaledLow = (INVERSE_SQRT_PI - scaled) - correction + INVERSE_SQRT_PI_LOW;
        final double ratio = scaled * inverse;
        final double low = (Math.fma(-ratio, y, scaled) + scaledLow) * inverse;
        return Compensated.sum(base, ratio, Math.fma(rest, slope(y, ratio), low), part);
    }

    /** The derivative of erfcx, of y and its value. */
    private static double slope(final double y, final double value) {
        return Math.fma(2 * y, value, -TWO_OVER_SQRT_PI);
    }
}
