package io.strikebook.pricing.heston;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Trigonometry;

/**
 * An interval that X = log(F(T)/F(0)) leaves with a probability below a bound. Chernoff: P(X > b) ≤ exp(-pb) E[exp(pX)] for each p > 0;
 * the best of some multiples of the inverse standard deviation is taken. Where moments explode before T (L. Andersen, V. Piterbarg,
 * "Moment explosions in stochastic volatility models", 2007) they are passed over; small ones always exist.
 */
final class MomentBound {
    /** Minus the logarithm of the probability on either side. */
    private static final double LOG_PROBABILITY = 31;

    private static final double[] MULTIPLES = {
        0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10
    };
    /** Below it the variance is taken as certain, which this bound may. */
    private static final double SMALL_VOLATILITY_OF_VARIANCE = 1e-3;

    private final Trigonometry trigonometry = new Trigonometry();
    private HestonParameters parameters;
    private double years;
    private double expectedVariance;
    private double low;
    private double high;

    /** Expected variance integrated over the years. */
    static double expectedVariance(final HestonParameters parameters, final double years) {
        final double decay = parameters.meanReversion() * years;
        final double share = decay < 1e-5 ? 1 - 0.5 * decay : (1 - Elementary.exp(-decay)) / decay;
        return years
                * (parameters.longRunVariance()
                        + (parameters.initialVariance() - parameters.longRunVariance()) * share);
    }

    void evaluate(final HestonParameters newParameters, final double newYears) {
        parameters = newParameters;
        years = newYears;
        expectedVariance = expectedVariance(newParameters, newYears);
        final double deviation = Math.sqrt(expectedVariance);
        high = Double.POSITIVE_INFINITY;
        low = Double.NEGATIVE_INFINITY;
        for (final double multiple : MULTIPLES) {
            final double p = multiple / deviation;
            high = Math.min(high, (logMoment(p) + LOG_PROBABILITY) / p);
            low = Math.max(low, -(logMoment(-p) + LOG_PROBABILITY) / p);
        }
        high = Math.min(high, LOG_PROBABILITY);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** log E[exp(p X)] for real p; infinity where the moment does not exist. */
    double logMoment(final double p) {
        final double sigma = parameters.volatilityOfVariance();
        final double q = p * p - p;
        if (sigma < SMALL_VOLATILITY_OF_VARIANCE) {
            return 0.5 * q * expectedVariance;
        }
        final double xi = parameters.meanReversion() - sigma * parameters.correlation() * p;
        final double square = xi * xi - sigma * sigma * q;
        final double root = Math.sqrt(Math.abs(square));
        final double half = 0.5 * root * years;
        // The model's denominator is cosh(half) + ξ sinh(half)/root, or the same with sin and cos, here without
        // exp(growth).
        final double growth;
        final double even;
        final double odd;
        if (half < 1e-4) {
            growth = 0;
            even = 1;
            odd = 0.5 * years;
        } else if (square > 0) {
            final double decay = Elementary.exp(-2 * half);
            growth = half;
            even = 0.5 * (1 + decay);
            odd = 0.5 * (1 - decay) / root;
        } else {
            if (half >= 1.5707963267948966 + Trigonometry.angle(xi, root)) {
                return Double.POSITIVE_INFINITY;
            }
            trigonometry.evaluate(half);
            growth = 0;
            even = trigonometry.cosine();
            odd = trigonometry.sine() / root;
        }
        final double denominator = even + xi * odd;
        if (!(denominator > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        final double drift = xi * years - 2 * (growth + Elementary.log(denominator));
        return parameters.meanReversion() * parameters.longRunVariance() * drift / (sigma * sigma)
                + parameters.initialVariance() * q * odd / denominator;
    }
}
