package io.strikebook.pricing.numeric;

/**
 * The standard normal distribution, from the {@linkplain ErrorFunction error function}. The exponential is taken of x² split into a
 * rounded part and its error, so that the relative accuracy holds far into the tails.
 */
public final class Normal {
    private static final double INVERSE_SQRT_2 = 0.7071067811865476;
    /** 1 / sqrt 2 minus {@link #INVERSE_SQRT_2}. */
    private static final double INVERSE_SQRT_2_LOW = -4.833646656726457e-17;

    static final double INVERSE_SQRT_2PI = 0.3989422804014327;
    /** Beyond it the distribution function is below the smallest double. */
    static final double NEGLIGIBLE = 39;

    /** Closer to the middle than this, a quantile is computed from the error function. */
    private static final double MIDDLE = 0.246;
    /** Of the inverse of the distribution function about its middle, over the density there: x / u in powers of u², the highest first. */
    private static final double[] INVERSE_SERIES = {
        2280356863.0 / 1307674368000.0,
        20036983.0 / 6227020800.0,
        34807.0 / 5702400,
        4369.0 / 362880,
        127.0 / 5040,
        7.0 / 120,
        1.0 / 6,
        1
    };

    /** Of the first approximation in the tail, whose error stays below 3e-4. */
    private static final double[] QUANTILE_TOP = {2.52718489, 1.08224363, 0.03301339};

    private static final double[] QUANTILE_BOTTOM = {1.57529635, 0.29439635, 0.00501416};

    private Normal() {}

    /** Probability of a value up to x; the error stays below 1.5 ulp wherever the result is a normal double. */
    public static double cdf(final double x) {
        final double distance = Math.abs(x);
        final double y = distance * INVERSE_SQRT_2;
        final double rest = rounding(distance, y);
        if (y <= ErrorFunction.CENTRAL) {
            return x < 0 ? -0.5 * ErrorFunction.central(-1, y, rest) : 0.5 * ErrorFunction.central(1, y, rest);
        }
        if (!(y < (x < 0 ? ErrorFunction.NEGLIGIBLE : ErrorFunction.SATURATED))) {
            return x != x ? x : x < 0 ? 0 : 1;
        }
        final double exponent = -0.5 * (x * x);
        final double k = Compensated.binaryExponent(exponent);
        final double part = Compensated.exponentialPart(exponent, -0.5 * Math.fma(x, x, 2 * exponent), k);
        final int power = (int) k - 1;
        return x < 0
                ? Elementary.scale(ErrorFunction.scaledComplement(0, y, rest, part), power)
                : -Elementary.scale(
                        ErrorFunction.scaledComplement(-Elementary.scale(1.0, -power), y, rest, part), power);
    }

    /** What the rounding of {@code y = x / sqrt 2} has taken. */
    private static double rounding(final double x, final double y) {
        return Math.fma(x, INVERSE_SQRT_2, -y) + x * INVERSE_SQRT_2_LOW;
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
     * The value that is exceeded from below with a probability: the inverse of {@link #cdf}, infinite for 0 and 1, NaN outside; the error
     * stays below 1.5 ulp. A first approximation, in the tail with one step of Householder's method of third order, then a step of
     * Newton's method from a residual that is computed without cancellation.
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

    /** Solves erf(x / sqrt 2) / 2 = p for |p| below {@link #MIDDLE}: the series of the inverse function, and a step of Halley's method. */
    private static double middleQuantile(final double p) {
        final double u = p / INVERSE_SQRT_2PI;
        final double square = u * u;
        double series = INVERSE_SERIES[0];
        for (int i = 1; i < INVERSE_SERIES.length; i++) {
            series = Math.fma(series, square, INVERSE_SERIES[i]);
        }
        final double x = u * series;
        final double y = x * INVERSE_SQRT_2;
        final double miss = 0.5 * ErrorFunction.central(-2 * p, y, rounding(x, y)) / pdf(x);
        return x - miss / Math.fma(0.5 * miss, x, 1);
    }

    /** Solves cdf(-z) = p for p below a half. The first step is one in logarithms, as p may be among the smallest doubles. */
    private static double tailQuantile(final double p) {
        final double logarithm = Elementary.log(p);
        final double t = Math.sqrt(-2 * logarithm);
        final double rough = t
                - (QUANTILE_TOP[0] + t * (QUANTILE_TOP[1] + t * QUANTILE_TOP[2]))
                        / (1 + t * (QUANTILE_BOTTOM[0] + t * (QUANTILE_BOTTOM[1] + t * QUANTILE_BOTTOM[2])));
        final double slope = MillsRatio.at(rough);
        final double miss =
                (Elementary.log(slope * INVERSE_SQRT_2PI) - Math.fma(0.5 * rough, rough, logarithm)) * slope;
        final double second = rough - 1 / slope;
        final double third = Math.fma(second, second, -1 - second / slope);
        final double z = rough + miss * (1 - 0.5 * second * miss) / (1 - miss * (second - third * miss / 6));
        return newton(z, p, slope);
    }

    /** One step from z towards cdf(-z) = p, with all probabilities scaled by a power of two into the range of doubles. */
    private static double newton(final double z, final double p, final double slope) {
        final double y = z * INVERSE_SQRT_2;
        final double exponent = -0.5 * (z * z);
        final double k = Compensated.binaryExponent(exponent);
        final double part = Compensated.exponentialPart(exponent, -0.5 * Math.fma(z, z, 2 * exponent), k);
        final double scaled = Math.scalb(p, 1 - (int) k);
        return z + ErrorFunction.scaledComplement(-scaled, y, rounding(z, y), part) * slope / scaled;
    }
}
