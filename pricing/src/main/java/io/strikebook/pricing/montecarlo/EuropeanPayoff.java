package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Elementary;

/** What the first asset's price at the last time pays: call, put, digital, or the asset itself. */
public final class EuropeanPayoff implements Payoff {
    private enum Kind {
        VANILLA,
        CASH,
        ASSET
    }

    private final Kind kind;
    private final double sign;
    private final double strike;
    private final double logStrike;
    private final double discount;

    private EuropeanPayoff(final Kind kind, final boolean call, final double strike, final double discount) {
        this.kind = kind;
        sign = call ? 1 : -1;
        this.strike = strike;
        logStrike = Elementary.log(strike);
        this.discount = Underlying.requirePositive("discount", discount);
    }

    /** @param discount present value of 1 paid at the end */
    public static EuropeanPayoff vanilla(final boolean call, final double strike, final double discount) {
        return new EuropeanPayoff(Kind.VANILLA, call, Underlying.requirePositive("strike", strike), discount);
    }

    /** Pays 1 in cash beyond the strike. */
    public static EuropeanPayoff cashDigital(final boolean call, final double strike, final double discount) {
        return new EuropeanPayoff(Kind.CASH, call, Underlying.requirePositive("strike", strike), discount);
    }

    /** Pays one unit of the asset beyond the strike. */
    public static EuropeanPayoff assetDigital(final boolean call, final double strike, final double discount) {
        return new EuropeanPayoff(Kind.ASSET, call, Underlying.requirePositive("strike", strike), discount);
    }

    /** Pays one unit of the asset whatever happens: the simplest control, worth the prepaid forward. */
    public static EuropeanPayoff asset(final double discount) {
        return new EuropeanPayoff(Kind.ASSET, true, 0, discount);
    }

    @Override
    public void evaluate(final PathBlock block, final double[] values) {
        final double[] last = block.logPrice(0, block.steps());
        for (int n = 0; n < block.count(); n++) {
            values[n] = sign * (last[n] - logStrike) > 0 ? discount * payment(last[n]) : 0;
        }
    }

    private double payment(final double logPrice) {
        switch (kind) {
            case CASH:
                return 1;
            case ASSET:
                return Elementary.exp(logPrice);
            default:
                return Math.max(sign * (Elementary.exp(logPrice) - strike), 0);
        }
    }
}
