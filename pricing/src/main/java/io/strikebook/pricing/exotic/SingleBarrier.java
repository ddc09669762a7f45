package io.strikebook.pricing.exotic;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;
import io.strikebook.pricing.numeric.WeightedNormal;

/**
 * Barrier options watched all the time: E. Reiner and M. Rubinstein, "Breaking down the barriers", Risk 4 (1991), in the eight
 * combinations A to F as E. G. Haug, "The Complete Guide to Option Pricing Formulas" (2007), 4.17 prints them. A rebate is paid when a
 * knock-out option is knocked out, or at expiry when a knock-in option was never knocked in.
 */
public final class SingleBarrier {
    /** Mean of the overshoot of a random walk, -ζ(1/2)/√(2π): M. Broadie, P. Glasserman, S. Kou, Math. Finance 7 (1997). */
    private static final double OVERSHOOT = 0.5825971579390107;

    private final boolean call;
    private final double sign;
    private final double side;
    private final double deviation;
    private final double drift;
    private final double logRatio;
    private final double discountedStrike;
    private final double prepaid;
    private final double strikeDistance;
    private final double barrierDistance;
    private final double imageOfStrike;
    private final double imageOfBarrier;

    private SingleBarrier(
            final boolean call,
            final Underlying underlying,
            final double strike,
            final double barrier,
            final double years) {
        this.call = call;
        sign = call ? 1 : -1;
        side = barrier < underlying.spot() ? 1 : -1;
        deviation = underlying.deviation(years);
        drift = underlying.carry() / (underlying.volatility() * underlying.volatility()) - 0.5;
        logRatio = Elementary.log(barrier / underlying.spot());
        discountedStrike = strike * underlying.discount(years);
        prepaid = underlying.prepaidForward(years);
        final double shift = (1 + drift) * deviation;
        strikeDistance = Elementary.log(underlying.spot() / strike) / deviation + shift;
        barrierDistance = -logRatio / deviation + shift;
        imageOfStrike = (logRatio + Elementary.log(barrier / strike)) / deviation + shift;
        imageOfBarrier = logRatio / deviation + shift;
    }

    /**
     * Value while the barrier has not been reached. Which side the barrier is on follows from the spot price; a spot at the barrier
     * counts as having reached it.
     *
     * @param knockIn becomes alive at the barrier; else dies there
     * @param rebate  0 or more
     */
    public static double price(
            final boolean call,
            final boolean knockIn,
            final Underlying underlying,
            final double strike,
            final double barrier,
            final double rebate,
            final double years) {
        Underlying.requirePositive("strike", strike);
        Underlying.requirePositive("barrier", barrier);
        Underlying.requirePositive("years", years);
        if (!(rebate >= 0 && rebate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rebate must be 0 or more: " + rebate);
        }
        if (barrier == underlying.spot()) {
            return knockIn ? vanilla(call, underlying, strike, years) : rebate;
        }
        final SingleBarrier parts = new SingleBarrier(call, underlying, strike, barrier, years);
        final double value = knockIn
                ? parts.knockIn(strike > barrier) + parts.rebateAtExpiry(underlying, rebate, years)
                : parts.knockOut(strike > barrier) + parts.rebateAtHit(underlying, rebate);
        return finite(Math.max(value, 0), underlying);
    }

    /** Refuses what overflowed or underflowed on the way, which only absurd prices, rates, volatilities and times can bring about. */
    static double finite(final double value, final Underlying underlying) {
        if (!(value < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("beyond the range of doubles: " + underlying);
        }
        return value;
    }

    /**
     * The barrier that, watched all the time, stands for one watched at intervals: moved away from the spot price by
     * exp(0.5826 σ √interval).
     *
     * @param barrier       positive
     * @param intervalYears 0 or more
     */
    public static double watchedAtIntervals(
            final Underlying underlying, final double barrier, final double intervalYears) {
        Underlying.requirePositive("barrier", barrier);
        if (!(intervalYears >= 0 && intervalYears < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("interval must be 0 or more: " + intervalYears);
        }
        final double shift = OVERSHOOT * underlying.deviation(intervalYears);
        return barrier * Elementary.exp(barrier > underlying.spot() ? shift : -shift);
    }

    static double vanilla(final boolean call, final Underlying underlying, final double strike, final double years) {
        final double asset = Digital.asset(call, underlying, strike, years);
        final double cash = strike * Digital.cash(call, underlying, strike, years);
        return Math.max(call ? asset - cash : cash - asset, 0);
    }

    private double knockIn(final boolean strikeAbove) {
        final double a = plain(strikeDistance);
        final double b = plain(barrierDistance);
        final double c = image(imageOfStrike);
        final double d = image(imageOfBarrier);
        final boolean down = side > 0;
        if (call == down) {
            return strikeAbove == down ? c : a - b + d;
        }
        return strikeAbove != down ? a : b - c + d;
    }

    private double knockOut(final boolean strikeAbove) {
        return plain(strikeDistance) - knockIn(strikeAbove);
    }

    /** A and B of the book. */
    private double plain(final double distance) {
        return sign
                * (prepaid * Normal.cdf(sign * distance)
                        - discountedStrike * Normal.cdf(sign * (distance - deviation)));
    }

    /** C and D of the book: the same seen in the barrier's mirror. */
    private double image(final double distance) {
        return sign
                * (prepaid * WeightedNormal.of(2 * (drift + 1) * logRatio, side * distance)
                        - discountedStrike * WeightedNormal.of(2 * drift * logRatio, side * (distance - deviation)));
    }

    private double rebateAtExpiry(final Underlying underlying, final double rebate, final double years) {
        return rebate
                * underlying.discount(years)
                * (Normal.cdf(side * (barrierDistance - deviation))
                        - WeightedNormal.of(2 * drift * logRatio, side * (imageOfBarrier - deviation)));
    }

    private double rebateAtHit(final Underlying underlying, final double rebate) {
        if (rebate == 0) {
            return 0;
        }
        final double variance = underlying.volatility() * underlying.volatility();
        final double square = drift * drift + 2 * underlying.rate() / variance;
        if (square < 0) {
            throw new IllegalArgumentException("no rebate at hit with so negative a rate: " + underlying.rate());
        }
        final double root = Math.sqrt(square);
        final double z = logRatio / deviation + root * deviation;
        return rebate
                * (WeightedNormal.of((drift + root) * logRatio, side * z)
                        + WeightedNormal.of((drift - root) * logRatio, side * (z - 2 * root * deviation)));
    }
}
