package io.strikebook.pricing.numeric;

/**
 * The standard normal distribution, from the {@linkplain ErrorFunction error function}. The exponential is taken of x² split into a
 * rounded part and its error, so that the relative accuracy holds far into the tails.
 */
public final class Normal {
    private static final double INVERSE_SQRT_2 = 0.7071067811865476;
    static final double INVERSE_SQRT_2PI = 0.3989422804014327;
    /** Beyond it the distribution function is below the smallest double. */
    static final double NEGLIGIBLE = 39;

    /** Closer to the middle than this, a quantile is computed from the error function. */
    private static final double MIDDLE = 0.14;
    /** Of the first approximation in the tail, whose error stays below 3e-4. */
    private static final double[] QUANTILE_TOP = {2.52718489, 1.08224363, 0.03301339};

    private static final double[] QUANTILE_BOTTOM = {1.57529635, 0.29439635, 0.00501416};

    private Normal() {}

    /** Probability of a value up to x; the relative error stays below 1e-14 wherever the result is a normal double. */
    public static double cdf(final double x) {
        final double y = Math.abs(x) * INVERSE_SQRT_2;
        if (y <= ErrorFunction.CENTRAL) {
            final double half = 0.5 * ErrorFunction.centralErf(y);
            return x < 0 ? 0.5 - half : 0.5 + half;
        }
        if (!(y < NEGLIGIBLE)) {
            return x != x ? x : x < 0 ? 0 : 1;
        }
        final double lower = 0.5 * ErrorFunction.scaledErfc(y) * gaussian(x);
        return x < 0 ? lower : 1 - lower;
    }

    /** Density at x. */
    public static double pdf(final double x) {
        return INVERSE_SQRT_2PI * gaussian(x);
    }

    /** exp(-x²/2), also far out. */
    public static double gaussian(final double x) {
        final double square = x * x;
        if (square > NEGLIGIBLE * NEGLIGIBLE) {
            return 0;
        }
        final double error = Math.fma(x, x, -square);
        final double main = Elementary.exp(-0.5 * square);
        return Math.fma(main, -0.5 * error, main);
    }

    /**
     * The value that is exceeded from below with a probability: the inverse of {@link #cdf}, infinite for 0 and 1, NaN outside. Two steps
     * of Householder's method of third order from a rough approximation.
     */
    public static double quantile(final double probability) {
        if (!(probability > 0 && probability < 1)) {
            return probability == 0
                    ? Double.NEGATIVE_INFINITY
                    : probability == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        final double fromMiddle = probability - 0.5;
        if (Math.abs(fromMiddle) < MIDDLE) {
            return middleQuantile(fromMiddle);
        }
        return fromMiddle < 0 ? -tailQuantile(probability) : tailQuantile(1 - probability);
    }

    /** Solves erf(x / sqrt 2) / 2 = p for small |p|; the first approximation is the series of the inverse function. */
    private static double middleQuantile(final double p) {
        final double u = p / INVERSE_SQRT_2PI;
        final double square = u * u;
        double x = u * Math.fma(square, Math.fma(square, Math.fma(square, 127.0 / 5040, 7.0 / 120), 1.0 / 6), 1);
        for (int step = 0; step < 2; step++) {
            final double miss = (0.5 * ErrorFunction.erf(x * INVERSE_SQRT_2) - p) / pdf(x);
            x -= miss / Math.fma(0.5 * miss, x, 1);
        }
        return x;
    }

    /** Solves cdf(-z) = p for p below a half. */
    private static double tailQuantile(final double p) {
        final double t = Math.sqrt(-2 * Elementary.log(p));
        double z = t
                - (QUANTILE_TOP[0] + t * (QUANTILE_TOP[1] + t * QUANTILE_TOP[2]))
                        / (1 + t * (QUANTILE_BOTTOM[0] + t * (QUANTILE_BOTTOM[1] + t * QUANTILE_BOTTOM[2])));
        for (int step = 0; step < 2; step++) {
            final double slope = MillsRatio.at(z);
            final double model = slope * (INVERSE_SQRT_2PI * gaussian(z));
            final double miss = Elementary.logOfRatio(model, p) * slope;
            final double second = z - 1 / slope;
            final double third = Math.fma(second, second, -1 - second / slope);
            z += miss * (1 - 0.5 * second * miss) / (1 - miss * (second - third * miss / 6));
        }
        return z;
    }
}
