package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Elementary;

/** Option on the average of the first asset's price over all times of the model, paid at the last. */
public final class AsianPayoff implements Payoff {
    private final boolean geometric;
    private final double sign;
    private final double strike;
    private final double discount;

    private AsianPayoff(final boolean geometric, final boolean call, final double strike, final double discount) {
        this.geometric = geometric;
        sign = call ? 1 : -1;
        this.strike = Underlying.requirePositive("strike", strike);
        this.discount = Underlying.requirePositive("discount", discount);
    }

    public static AsianPayoff arithmetic(final boolean call, final double strike, final double discount) {
        return new AsianPayoff(false, call, strike, discount);
    }

    public static AsianPayoff geometric(final boolean call, final double strike, final double discount) {
        return new AsianPayoff(true, call, strike, discount);
    }

    @Override
    public void evaluate(final PathBlock block, final double[] values) {
        final int count = block.count();
        for (int n = 0; n < count; n++) {
            values[n] = 0;
        }
        for (int time = 1; time <= block.steps(); time++) {
            add(block.logPrice(0, time), values, count);
        }
        final double share = 1.0 / block.steps();
        for (int n = 0; n < count; n++) {
            final double average = geometric ? Elementary.exp(values[n] * share) : values[n] * share;
            values[n] = discount * Math.max(sign * (average - strike), 0);
        }
    }

    private void add(final double[] logPrice, final double[] sum, final int count) {
        if (geometric) {
            for (int n = 0; n < count; n++) {
                sum[n] += logPrice[n];
            }
        } else {
            for (int n = 0; n < count; n++) {
                sum[n] += Elementary.exp(logPrice[n]);
            }
        }
    }
}
