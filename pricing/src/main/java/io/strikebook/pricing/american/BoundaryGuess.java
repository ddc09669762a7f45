package io.strikebook.pricing.american;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;

/**
 * The boundary of G. Barone-Adesi and R. E. Whaley, "Efficient analytic approximation of American option values", J. Finance 42 (1987): a
 * few steps of Newton's method on (1 - exp(-qτ) Φ(-d₁)) S + λ (K - S - p(S)) = 0, whose left side rises with S. A start for the
 * fixed-point steps, no more.
 */
final class BoundaryGuess {
    private static final int STEPS = 8;
    private static final double SETTLED = 1e-4;

    private BoundaryGuess() {}

    /** @param from where to begin, 0 excluded, up to the level at expiry */
    static double of(
            final double rate,
            final double yield,
            final double volatility,
            final double strike,
            final double years,
            final double from,
            final double expiryLevel) {
        final double variance = volatility * volatility;
        final double omega = 2 * (rate - yield) / variance;
        final double lambda =
                -0.5 * ((omega - 1) + Math.sqrt((omega - 1) * (omega - 1) + 8 * ratePerDecay(rate, years) / variance));
        final double yieldDiscount = Elementary.exp(-yield * years);
        final double discount = Elementary.exp(-rate * years);
        final double growth = Elementary.exp((rate - yield) * years);
        final double deviation = volatility * Math.sqrt(years);
        double level = from;
        for (int step = 0; step < STEPS; step++) {
            final double d1 = (Elementary.log(level / strike) + (rate - yield) * years) / deviation + 0.5 * deviation;
            final double kept = 1 - yieldDiscount * Normal.cdf(-d1);
            final double european = discount * Black76.price(false, level * growth, strike, years, volatility);
            final double value = kept * level + lambda * (strike - level - european);
            final double slope = (1 - lambda) * kept + yieldDiscount * Normal.pdf(d1) / deviation;
            final double next = Math.min(Math.max(level - value / slope, 0.3 * level), expiryLevel);
            final double moved = Math.abs(next - level);
            level = next;
            if (moved < SETTLED * strike) {
                break;
            }
        }
        return level;
    }

    /** r / (1 - exp(-rτ)), 1/τ for a rate of 0. */
    private static double ratePerDecay(final double rate, final double years) {
        final double x = rate * years;
        return Math.abs(x) < 1e-6 ? (1 + 0.5 * x) / years : rate / (1 - Elementary.exp(-x));
    }
}
