package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Elementary;

/**
 * Autocallable note of notional 1 on the worst of the model's assets. At each of the model's times, if the worst asset stands at or above
 * the call level, as a share of today's price, the note is redeemed at 1 plus a coupon for each period passed. A note never called
 * pays 1 at the last time, or the worst asset's share where that ends below the protection level.
 */
public final class AutocallPayoff implements Payoff {
    private final double logCallLevel;
    private final double logProtection;
    private final double coupon;
    private final double[] discount;

    /**
     * @param callLevel  share of today's price, 1 for at par
     * @param protection share of today's price, 0 for full protection
     * @param coupon     per period, 0 or more
     * @param discounts  present values of 1 paid at each of the model's times
     */
    public AutocallPayoff(
            final double callLevel, final double protection, final double coupon, final double[] discounts) {
        Underlying.requirePositive("call level", callLevel);
        if (!(protection >= 0 && protection < Double.POSITIVE_INFINITY && coupon >= 0 && coupon < 1e6)) {
            throw new IllegalArgumentException(
                    "protection and coupon must be 0 or more: " + protection + ", " + coupon);
        }
        logCallLevel = Elementary.log(callLevel);
        logProtection = Elementary.log(protection);
        this.coupon = coupon;
        discount = discounts.clone();
        for (final double factor : discount) {
            Underlying.requirePositive("discount", factor);
        }
    }

    @Override
    public void evaluate(final PathBlock block, final double[] values) {
        if (discount.length != block.steps()) {
            throw new IllegalArgumentException(discount.length + " discounts for " + block.steps() + " times");
        }
        for (int n = 0; n < block.count(); n++) {
            values[n] = value(block, n);
        }
    }

    private double value(final PathBlock block, final int path) {
        final int last = block.steps();
        double worst = 0;
        for (int time = 1; time <= last; time++) {
            worst = Double.POSITIVE_INFINITY;
            for (int asset = 0; asset < block.assets(); asset++) {
                worst = Math.min(worst, block.logPrice(asset, time)[path] - block.logPrice(asset, 0)[path]);
            }
            if (worst >= logCallLevel) {
                return discount[time - 1] * (1 + coupon * time);
            }
        }
        return discount[last - 1] * (worst < logProtection ? Elementary.exp(worst) : 1);
    }
}
