package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Elementary;

/**
 * Lookback option on the first asset: floating strike (the call pays the end less the minimum, the put the maximum less the end) or fixed
 * (the call pays the maximum less the strike, the put the strike less the minimum). Extremes count from now, at the model's times or of all
 * the time: then the extreme of each step's Brownian bridge is drawn from its distribution (P. Glasserman (2004), 6.4), at the cost of
 * one uniform number per step.
 */
public final class LookbackPayoff implements Payoff {
    private final boolean maximum;
    private final boolean floating;
    private final double strike;
    private final double discount;
    private final int drawnSteps;

    private LookbackPayoff(
            final boolean maximum,
            final boolean floating,
            final double strike,
            final double discount,
            final int drawnSteps) {
        this.maximum = maximum;
        this.floating = floating;
        this.strike = strike;
        this.discount = Underlying.requirePositive("discount", discount);
        this.drawnSteps = drawnSteps;
    }

    public static LookbackPayoff floating(final boolean call, final double discount) {
        return new LookbackPayoff(!call, true, 0, discount, 0);
    }

    public static LookbackPayoff fixed(final boolean call, final double strike, final double discount) {
        return new LookbackPayoff(call, false, Underlying.requirePositive("strike", strike), discount, 0);
    }

    /**
     * The same, watched all the time.
     *
     * @param steps of the model that it will be used with, whose variances must be known; 1 or more
     */
    public LookbackPayoff continuous(final int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more: " + steps);
        }
        return new LookbackPayoff(maximum, floating, strike, discount, steps);
    }

    @Override
    public int uniforms() {
        return drawnSteps;
    }

    @Override
    public void evaluate(final PathBlock block, final double[] values) {
        if (drawnSteps != 0 && drawnSteps != block.steps()) {
            throw new IllegalArgumentException("made for " + drawnSteps + " steps, used with " + block.steps());
        }
        final int count = block.count();
        System.arraycopy(block.logPrice(0, 0), 0, values, 0, count);
        for (int time = 1; time <= block.steps(); time++) {
            if (drawnSteps == 0) {
                extend(values, block.logPrice(0, time), count);
            } else {
                extendBetween(values, block, time);
            }
        }
        final double[] last = block.logPrice(0, block.steps());
        for (int n = 0; n < count; n++) {
            final double extreme = Elementary.exp(values[n]);
            final double other = floating ? Elementary.exp(last[n]) : strike;
            values[n] = discount * Math.max(maximum ? extreme - other : other - extreme, 0);
        }
    }

    private void extend(final double[] extreme, final double[] logPrice, final int count) {
        for (int n = 0; n < count; n++) {
            extreme[n] = maximum ? Math.max(extreme[n], logPrice[n]) : Math.min(extreme[n], logPrice[n]);
        }
    }

    private void extendBetween(final double[] extreme, final PathBlock block, final int time) {
        final double[] from = block.logPrice(0, time - 1);
        final double[] to = block.logPrice(0, time);
        final double[] uniform = block.uniform(time - 1);
        final double twice = 2 * block.stepVariance(0, time);
        for (int n = 0; n < block.count(); n++) {
            final double move = to[n] - from[n];
            final double reach = Math.sqrt(move * move - twice * Elementary.log(uniform[n]));
            final double between = 0.5 * (from[n] + to[n] + (maximum ? reach : -reach));
            extreme[n] = maximum ? Math.max(extreme[n], between) : Math.min(extreme[n], between);
        }
    }
}
