package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.numeric.Elementary;
import java.util.Objects;

/**
 * Call or put on the first asset, knocked in or out at one barrier or at either of two. Watched at the model's times, or all the time: then
 * the path's value is weighted with the probability that the Brownian bridges between its points stay inside, which is exact (one barrier:
 * P. Glasserman, "Monte Carlo Methods in Financial Engineering" (2004), 6.4; two: the sum over mirror images).
 */
public final class BarrierPayoff implements Payoff {
    private static final double CERTAIN = 40;
    private static final int MAX_IMAGES = 1_000;

    private final Payoff vanilla;
    private final boolean knockIn;
    private final boolean continuous;
    private final double logLower;
    private final double logUpper;

    /**
     * Watched at the model's times, now included.
     *
     * @param vanilla  what is knocked in or out
     * @param lower    barrier below, 0 for none
     * @param upper    barrier above, infinity for none
     */
    public static BarrierPayoff discrete(
            final EuropeanPayoff vanilla, final boolean knockIn, final double lower, final double upper) {
        return new BarrierPayoff(vanilla, knockIn, false, lower, upper);
    }

    /** Watched all the time; for models whose steps have known variances. */
    public static BarrierPayoff continuous(
            final EuropeanPayoff vanilla, final boolean knockIn, final double lower, final double upper) {
        return new BarrierPayoff(vanilla, knockIn, true, lower, upper);
    }

    private BarrierPayoff(
            final Payoff vanilla,
            final boolean knockIn,
            final boolean continuous,
            final double lower,
            final double upper) {
        if (!(lower >= 0 && lower < upper)) {
            throw new IllegalArgumentException("barriers must rise from 0 or more: " + lower + ", " + upper);
        }
        this.vanilla = Objects.requireNonNull(vanilla, "vanilla");
        this.knockIn = knockIn;
        this.continuous = continuous;
        logLower = Elementary.log(lower);
        logUpper = Elementary.log(upper);
    }

    @Override
    public void evaluate(final PathBlock block, final double[] values) {
        vanilla.evaluate(block, values);
        final double[] first = block.logPrice(0, 0);
        for (int n = 0; n < block.count(); n++) {
            if (values[n] != 0) {
                final double survival = isInside(first[n]) ? survival(block, n) : 0;
                values[n] *= knockIn ? 1 - survival : survival;
            }
        }
    }

    private boolean isInside(final double logPrice) {
        return logPrice > logLower && logPrice < logUpper;
    }

    private double survival(final PathBlock block, final int path) {
        double survival = 1;
        double from = block.logPrice(0, 0)[path];
        for (int time = 1; time <= block.steps(); time++) {
            final double to = block.logPrice(0, time)[path];
            if (!isInside(to)) {
                return 0;
            }
            if (continuous) {
                survival *= bridgeSurvival(from, to, block.stepVariance(0, time));
            }
            from = to;
        }
        return survival;
    }

    private double bridgeSurvival(final double from, final double to, final double variance) {
        final double twice = 2 / variance;
        final double down = twice * (from - logLower) * (to - logLower);
        final double up = twice * (logUpper - from) * (logUpper - to);
        if (down > CERTAIN && up > CERTAIN) {
            return 1;
        }
        if (up == Double.POSITIVE_INFINITY) {
            return 1 - Elementary.exp(-down);
        }
        if (down == Double.POSITIVE_INFINITY) {
            return 1 - Elementary.exp(-up);
        }
        final double width = logUpper - logLower;
        final int images = 1 + (int) Math.min(5 * Math.sqrt(variance) / width + 1, MAX_IMAGES);
        double sum = 0;
        for (int n = -images; n <= images; n++) {
            final double shift = n * width;
            sum += Elementary.exp(-twice * shift * (shift - (to - from)))
                    - Elementary.exp(-twice * (from - logLower + shift) * (to - logLower + shift));
        }
        return Math.min(Math.max(sum, 0), 1);
    }
}
