package io.strikebook.pricing.american;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.exotic.Underlying;

/**
 * Slow, obvious twin: a binomial tree whose last step is Black and Scholes's formula, extrapolated from two sizes (M. Broadie, J. Detemple,
 * Rev. Fin. Studies 9 (1996)). Its error is about 2e-6 of the strike with 1,000 steps.
 */
final class BinomialTwin {
    private BinomialTwin() {}

    static double price(
            final boolean call, final Underlying of, final double strike, final double years, final int steps) {
        return 2 * tree(call, of, strike, years, steps) - tree(call, of, strike, years, steps / 2);
    }

    private static double tree(
            final boolean call, final Underlying of, final double strike, final double years, final int steps) {
        final double dt = years / steps;
        final double up = StrictMath.exp(of.volatility() * Math.sqrt(dt));
        final double discount = StrictMath.exp(-of.rate() * dt);
        final double growth = StrictMath.exp(of.carry() * dt);
        final double probability = (growth - 1 / up) / (up - 1 / up);
        final double[] value = new double[steps];
        final double[] level = new double[2 * steps + 1];
        for (int i = 0; i < level.length; i++) {
            level[i] = of.spot() * StrictMath.pow(up, i - steps);
        }
        for (int step = steps - 1; step >= 0; step--) {
            for (int i = 0; i <= step; i++) {
                final double price = level[2 * i - step + steps];
                final double later = step == steps - 1
                        ? discount * Black76.price(call, price * growth, strike, dt, of.volatility())
                        : discount * (probability * value[i + 1] + (1 - probability) * value[i]);
                value[i] = Math.max(later, call ? price - strike : strike - price);
            }
        }
        return value[0];
    }
}
