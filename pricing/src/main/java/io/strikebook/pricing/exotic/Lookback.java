package io.strikebook.pricing.exotic;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;
import io.strikebook.pricing.numeric.WeightedNormal;

/**
 * Lookback options watched all the time. Floating strike: M. B. Goldman, H. B. Sosin, M. A. Gatto, J. Finance 34 (1979). Fixed strike:
 * A. Conze and Viswanathan, J. Finance 46 (1991). All four rest on two values: of a call on the maximum and of a put on the minimum.
 */
public final class Lookback {
    /** Below this share of σ² the carry is interpolated over, because the formula divides by it. */
    private static final double SMALL_CARRY = 1e-4;

    private Lookback() {}

    /**
     * Floating strike: the call pays the end less the minimum, the put the maximum less the end.
     *
     * @param extreme minimum (call) or maximum (put) so far
     */
    public static double floating(
            final boolean call, final Underlying underlying, final double extreme, final double years) {
        requireExtreme(call, underlying, extreme, years);
        final double end = underlying.prepaidForward(years);
        final double strike = extreme * underlying.discount(years);
        final double bonus = beyond(!call, underlying, extreme, years);
        return Math.max(bonus + (call ? end - strike : strike - end), 0);
    }

    /**
     * Fixed strike: the call pays the maximum less the strike, the put the strike less the minimum.
     *
     * @param extreme maximum (call) or minimum (put) so far
     */
    public static double fixed(
            final boolean call,
            final Underlying underlying,
            final double strike,
            final double extreme,
            final double years) {
        Underlying.requirePositive("strike", strike);
        requireExtreme(!call, underlying, extreme, years);
        final double sure = call ? extreme - strike : strike - extreme;
        final double from = sure > 0 ? extreme : strike;
        return underlying.discount(years) * Math.max(sure, 0) + beyond(call, underlying, from, years);
    }

    private static void requireExtreme(
            final boolean minimum, final Underlying underlying, final double extreme, final double years) {
        Underlying.requirePositive("extreme", extreme);
        Underlying.requirePositive("years", years);
        if (minimum ? extreme > underlying.spot() : extreme < underlying.spot()) {
            throw new IllegalArgumentException(
                    "the spot price " + underlying.spot() + " is beyond the extreme " + extreme);
        }
    }

    /** Value of what the maximum will exceed the level by, or the minimum fall short of it; the level is not inside the spot price. */
    private static double beyond(
            final boolean maximum, final Underlying underlying, final double level, final double years) {
        final double variance = underlying.volatility() * underlying.volatility();
        final double small = SMALL_CARRY * variance;
        final double carry = underlying.carry();
        final double end = underlying.prepaidForward(years);
        final double sign = maximum ? 1 : -1;
        final double deviation = underlying.deviation(years);
        final double d1 = (Elementary.log(underlying.spot() / level) + carry * years) / deviation + 0.5 * deviation;
        final double option = sign
                * (end * Normal.cdf(sign * d1)
                        - level * underlying.discount(years) * Normal.cdf(sign * (d1 - deviation)));
        final double premium;
        if (Math.abs(carry) > small) {
            premium = premium(sign, underlying, level, years, carry);
        } else {
            final double up = premium(sign, underlying, level, years, small);
            final double down = premium(sign, underlying, level, years, -small);
            final double middle = premiumWithoutCarry(sign, underlying, level, years);
            final double x = carry / small;
            premium = middle + 0.5 * x * (up - down + x * (up + down - 2 * middle));
        }
        final double value = option + underlying.spot() * underlying.discount(years) * premium;
        return SingleBarrier.finite(Math.max(value, 0), underlying);
    }

    /** The last summand of Haug's (4.27) to (4.30), per discounted spot. */
    private static double premium(
            final double sign,
            final Underlying underlying,
            final double level,
            final double years,
            final double carry) {
        final double deviation = underlying.deviation(years);
        final double log = Elementary.log(underlying.spot() / level);
        final double d1 = (log + carry * years) / deviation + 0.5 * deviation;
        final double power = 2 * carry / (underlying.volatility() * underlying.volatility());
        final double growth = Elementary.exp(carry * years) * Normal.cdf(sign * d1);
        final double image = WeightedNormal.of(-power * log, sign * (d1 - power * deviation));
        return sign * (growth - image) / power;
    }

    private static double premiumWithoutCarry(
            final double sign, final Underlying underlying, final double level, final double years) {
        final double deviation = underlying.deviation(years);
        final double d1 = Elementary.log(underlying.spot() / level) / deviation + 0.5 * deviation;
        return deviation * (Normal.pdf(d1) + sign * d1 * Normal.cdf(sign * d1));
    }
}
