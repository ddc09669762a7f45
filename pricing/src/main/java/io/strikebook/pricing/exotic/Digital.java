package io.strikebook.pricing.exotic;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;

/** Pays an amount of cash, or the underlying, if it ends above (call) or below (put) the strike. M. Rubinstein, E. Reiner (1991). */
public final class Digital {
    private Digital() {}

    /** Value of 1 in cash. */
    public static double cash(
            final boolean call, final Underlying underlying, final double strike, final double years) {
        final double d2 = d1(underlying, strike, years) - underlying.deviation(years);
        return SingleBarrier.finite(underlying.discount(years) * Normal.cdf(call ? d2 : -d2), underlying);
    }

    /** Value of one unit of the underlying. */
    public static double asset(
            final boolean call, final Underlying underlying, final double strike, final double years) {
        final double d1 = d1(underlying, strike, years);
        return SingleBarrier.finite(underlying.prepaidForward(years) * Normal.cdf(call ? d1 : -d1), underlying);
    }

    private static double d1(final Underlying underlying, final double strike, final double years) {
        Underlying.requirePositive("strike", strike);
        Underlying.requirePositive("years", years);
        final double deviation = underlying.deviation(years);
        return (Elementary.log(underlying.spot() / strike) + underlying.carry() * years) / deviation + 0.5 * deviation;
    }
}
