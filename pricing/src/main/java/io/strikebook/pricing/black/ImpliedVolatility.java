package io.strikebook.pricing.black;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.MillsRatio;
import io.strikebook.pricing.numeric.Normal;
import io.strikebook.pricing.numeric.RoughMillsRatio;

/**
 * The volatility with which Black-76 gives a price, to full double precision: as in P. Jäckel, "Let's Be Rational" (Wilmott, January
 * 2015), a rational first approximation and two steps of Householder's method of third order, for every price that is possible.
 * The functions differ from the paper's: the price out of the money is computed by one formula ({@link Black76}), and both steps go by
 * the logarithm of the deviation s.
 *
 * <p>With c = price out of the money / L, k = log(U / L), L and U the lower and the upper one of forward and strike:
 * <ul>
 * <li>c below {@link #LOWER_END}: solves log of the price = log c. First s = k / h0 times a polynomial; h0 inverts Bachelier's formula
 * nearly, whose time value per k depends on h = k / s alone.</li>
 * <li>else: solves log(1 - price) = log(1 - c); first e1 as a polynomial of sqrt(-log(1 - c)) and 1 / (1 + sqrt k).</li>
 * </ul>
 * The first step goes by rough logarithms and a rough Mills' ratio, and cannot leave the range of doubles; the second one, whose outcome
 * counts, by the ratio of the two prices. After the first one the relative error is below 4e-5. Prices below {@link #TINY} take three steps,
 * all by full logarithms.
 */
public final class ImpliedVolatility {
    /** From this price per lower one of forward and strike on, what is missing from 1 is looked at. */
    static final double LOWER_END = 0.38;

    static final double LOG_SQRT_2PI = 0.9189385332046727;
    /** Of Bachelier's formula turned round, numerator and denominator from the constant 1 on; 2.4 % error. */
    static final double[] BACHELIER_TOP = {1.41453316, 0.47593426};

    static final double[] BACHELIER_BOTTOM = {2.88110253, 2.55013642, 0.23796713};
    /** Of degree 5 in p = h0 / (1 + h0) for q^0, then of degree 4 for q^1 and so on; q = k / h0 / (h0 + 1.25). Fitted by least squares. */
    static final double[] LOWER = {
        1.04147, -2.66263, 20.8253, -56.5245, 62.9188, -24.6665, //
        0.613277, 7.02747, -21.7008, 24.0221, -8.50335, //
        -9.69979, -6.66673, 12.1841, -8.74847, //
        34.8264, 2.16598, 2.1273, //
        -46.5961, -1.71493, //
        21.193
    };
    /** Of degree 3 in 1 / (1 + sqrt k) for x^0 and so on, x = sqrt(-log(1 - c)). */
    static final double[] UPPER = {
        -1.63034, 1.6072, -0.610414, -0.0136931, 2.01946, -0.515081, 0.0948251, -0.0963603, 0.0460972, 0.00510367
    };

    /** Below, model and price would lose digits; their logarithms do not, and there every digit of the volatility is in them. */
    static final double TINY = 1e-250;

    private static final int TINY_STEPS = 3;
    /** Below this too only c / k counts, so that both can be lifted. */
    private static final double TINY_LOG_RATIO = 1e-100;

    private static final double SCALE = 0x1p300;

    private static final double INVERSE_SQRT_2PI = 0.3989422804014327;
    static final double LARGEST_RATIO = 1e300;
    static final double LEAST_RELATIVE = 1e-10;

    private ImpliedVolatility() {}

    /**
     * The volatility of a price.
     *
     * @param call    call or put
     * @param forward forward price, positive
     * @param strike  strike, positive
     * @param years   time to expiry, positive
     * @param price   undiscounted price in the forward's unit
     * @return annualised volatility; 0 for the intrinsic value, infinity for the upper bound (forward of a call, strike of a put), NaN for
     *     prices outside and for whatever else cannot be
     */
    public static double of(
            final boolean call, final double forward, final double strike, final double years, final double price) {
        if (!(years > 0 && years < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        return deviation(call, forward, strike, price) / Math.sqrt(years);
    }

    /** The same before it is divided by the root of time. */
    public static double deviation(final boolean call, final double forward, final double strike, final double price) {
        final boolean forwardIsLower = forward <= strike;
        final double lower = forwardIsLower ? forward : strike;
        final double upper = forwardIsLower ? strike : forward;
        final double timeValue = price - Black76.atLeast(call ? forward - strike : strike - forward, 0);
        final double c = timeValue / lower;
        if (!(lower > 0 && upper < Double.POSITIVE_INFINITY && timeValue >= 0 && c <= 1)) {
            return Double.NaN;
        }
        if (timeValue == 0 || c == 1) {
            return timeValue == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        final double k = Elementary.logOfRatio(upper, lower);
        if (c < TINY) {
            return ofTinyPrice(k, timeValue, lower);
        }
        return c < LOWER_END ? ofLowPrice(k, c) : ofHighPrice(k, (lower - timeValue) / lower);
    }

    private static double ofTinyPrice(final double k, final double timeValue, final double lower) {
        if (k < TINY_LOG_RATIO) {
            final double lifted = timeValue * SCALE / lower;
            return lifted == 0 ? 0 : ofLowPrice(k * SCALE, lifted) / SCALE;
        }
        final double logPrice = Elementary.log(timeValue) - Elementary.log(lower);
        double s = firstOfLowPrice(k, TINY);
        for (int i = 0; i < TINY_STEPS; i++) {
            final double h = k / s;
            final double t = 0.5 * s;
            final double e1 = t - h;
            final double b = t + h;
            final double gap = MillsRatio.slope(Black76.atLeast(-e1, MillsRatio.LEAST), b);
            final double rest = Math.fma(0.5 * e1, e1, LOG_SQRT_2PI) + logPrice;
            s = step(s, e1, b, gap, Elementary.log(s * gap) - rest);
        }
        return s;
    }

    private static double ofLowPrice(final double k, final double c) {
        double s = firstOfLowPrice(k, c);
        double h = k / s;
        double t = 0.5 * s;
        double e1 = t - h;
        double b = t + h;
        double gap = RoughMillsRatio.slope(Black76.atLeast(-e1, RoughMillsRatio.LEAST), b);
        final double rest = Math.fma(0.5 * e1, e1, LOG_SQRT_2PI) + Elementary.roughLog(c);
        s = step(s, e1, b, gap, Elementary.roughLog(s * gap) - rest);
        h = k / s;
        t = 0.5 * s;
        e1 = t - h;
        b = t + h;
        gap = MillsRatio.slope(Black76.atLeast(-e1, MillsRatio.LEAST), b);
        return step(s, e1, b, gap, logNearOne(INVERSE_SQRT_2PI * Normal.gaussian(e1) * (s * gap), c));
    }

    private static double firstOfLowPrice(final double k, final double c) {
        final double positive = Black76.atLeast(k, c * LEAST_RELATIVE);
        final double w = Black76.atMost(positive * INVERSE_SQRT_2PI / c, LARGEST_RATIO);
        final double sum = 1 + w;
        final double y = Elementary.roughLog(sum) + Math.fma(0.5 * positive, w, w - (sum - 1)) / sum;
        final double top = Math.fma(y, Math.fma(y, BACHELIER_TOP[1], BACHELIER_TOP[0]), 1);
        final double bottom =
                Math.fma(y, Math.fma(y, Math.fma(y, BACHELIER_BOTTOM[2], BACHELIER_BOTTOM[1]), BACHELIER_BOTTOM[0]), 1);
        final double h0 = y * Math.sqrt(top / bottom);
        return positive / h0 * lowerCorrection(h0 / (1 + h0), positive / (h0 * (h0 + 1.25)));
    }

    private static double lowerCorrection(final double p, final double q) {
        final double[] c = LOWER;
        final double pp = p * p;
        final double row0 =
                Math.fma(pp, Math.fma(pp, Math.fma(p, c[5], c[4]), Math.fma(p, c[3], c[2])), Math.fma(p, c[1], c[0]));
        final double row1 = Math.fma(pp, Math.fma(pp, c[10], Math.fma(p, c[9], c[8])), Math.fma(p, c[7], c[6]));
        final double row2 = Math.fma(pp, Math.fma(p, c[14], c[13]), Math.fma(p, c[12], c[11]));
        final double row3 = Math.fma(pp, c[17], Math.fma(p, c[16], c[15]));
        final double row4 = Math.fma(p, c[19], c[18]);
        final double qq = q * q;
        final double high = Math.fma(qq, Math.fma(q, c[20], row4), Math.fma(q, row3, row2));
        return Math.fma(qq, high, Math.fma(q, row1, row0));
    }

    private static double ofHighPrice(final double k, final double missing) {
        final double logMissing = Elementary.log(missing);
        double s = firstOfHighPrice(k, logMissing);
        double h = k / s;
        double t = 0.5 * s;
        double e1 = t - h;
        double b = t + h;
        double sum = MillsRatio.at(Black76.atLeast(e1, MillsRatio.LEAST)) + MillsRatio.at(b);
        s = step(s, e1, b, -sum / s, Elementary.log(sum) - (Math.fma(0.5 * e1, e1, LOG_SQRT_2PI) + logMissing));
        h = k / s;
        t = 0.5 * s;
        e1 = t - h;
        b = t + h;
        sum = MillsRatio.at(Black76.atLeast(e1, MillsRatio.LEAST)) + MillsRatio.at(b);
        return step(s, e1, b, -sum / s, logNearOne(INVERSE_SQRT_2PI * Normal.gaussian(e1) * sum, missing));
    }

    private static double firstOfHighPrice(final double k, final double logMissing) {
        final double x = Math.sqrt(-logMissing);
        final double y = 1 / (1 + Math.sqrt(k));
        final double[] c = UPPER;
        final double row0 = Math.fma(y, Math.fma(y, Math.fma(y, c[3], c[2]), c[1]), c[0]);
        final double row1 = Math.fma(y, Math.fma(y, c[6], c[5]), c[4]);
        final double row2 = Math.fma(y, c[8], c[7]);
        final double e1 = Math.fma(x, Math.fma(x, Math.fma(x, c[9], row2), row1), row0);
        return e1 + Math.sqrt(Math.fma(e1, e1, 2 * k));
    }

    /** log(model / target) for a ratio near 1. */
    private static double logNearOne(final double model, final double target) {
        final double z = (model - target) / (model + target);
        final double q = z * z;
        return 2 * z * Math.fma(q, Math.fma(q, Math.fma(q, 1.0 / 7, 1.0 / 5), 1.0 / 3), 1);
    }

    /**
     * One step by u = log s (Jäckel's equation for Householder's method of third order).
     *
     * @param inverse of the first derivative by u of the function whose root is sought
     * @param miss    its value; second and third derivative follow from the first one, since vega is n(e1)
     */
    private static double step(
            final double s, final double e1, final double b, final double inverse, final double miss) {
        final double newton = -miss * inverse;
        final double slope = 1 / inverse;
        final double second = Math.fma(-e1, b, 1) - slope;
        final double third = Math.fma(second, second, -Math.fma(b, b, e1 * e1) - slope * second);
        final double d = newton
                * Math.fma(0.5 * second, newton, 1)
                / Math.fma(Math.fma(third * (1.0 / 6), newton, second), newton, 1);
        final double square = d * d;
        final double change =
                Math.fma(Math.fma(Math.fma(d, 1.0 / 120, 1.0 / 24), square, Math.fma(d, 1.0 / 6, 0.5)), square, d);
        return Math.fma(s, change, s);
    }
}
