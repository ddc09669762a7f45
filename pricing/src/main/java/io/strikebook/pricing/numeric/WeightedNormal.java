package io.strikebook.pricing.numeric;

/**
 * exp(x) Φ(d), as mirror images of the normal distribution have it: the one factor may be beyond all doubles where the other one is below
 * them, and the product still an ordinary number. By Mills' ratio the two exponentials become one.
 */
public final class WeightedNormal {
    private static final double INVERSE_SQRT_2PI = 0.3989422804014327;

    private WeightedNormal() {}

    /** The product, with a relative error of about (1 + |x| + d²) times the rounding of doubles. */
    public static double of(final double exponent, final double d) {
        if (d > MillsRatio.LEAST) {
            return Elementary.exp(exponent) * Normal.cdf(d);
        }
        return Elementary.exp(exponent - 0.5 * d * d) * INVERSE_SQRT_2PI * MillsRatio.at(-d);
    }
}
