package io.strikebook.pricing.exotic;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.WeightedNormal;

/**
 * Options knocked out (or in) at either of two barriers watched all the time: N. Kunitomo and M. Ikeda, "Pricing options with curved
 * boundaries", Math. Finance 2 (1992), for flat ones: the density between two absorbing barriers as a sum over mirror images, integrated
 * over the pay-off. The images that matter number about σ√T over the log width of the corridor; where this ratio is beyond 10 nothing
 * survives to double precision.
 */
public final class DoubleBarrier {
    private static final double HOPELESS = 10;
    private static final double TAIL = 9;

    private DoubleBarrier() {}

    /** Value while neither barrier has been reached; a spot price at or beyond one counts as having reached it. */
    public static double price(
            final boolean call,
            final boolean knockIn,
            final Underlying underlying,
            final double strike,
            final double lower,
            final double upper,
            final double years) {
        Underlying.requirePositive("strike", strike);
        Underlying.requirePositive("lower barrier", lower);
        Underlying.requirePositive("upper barrier", upper);
        Underlying.requirePositive("years", years);
        if (!(lower < upper)) {
            throw new IllegalArgumentException("barriers must rise: " + lower + ", " + upper);
        }
        final boolean inside = lower < underlying.spot() && underlying.spot() < upper;
        final double out = inside ? knockOut(call, underlying, strike, lower, upper, years) : 0;
        return knockIn ? Math.max(SingleBarrier.vanilla(call, underlying, strike, years) - out, 0) : out;
    }

    private static double knockOut(
            final boolean call,
            final Underlying underlying,
            final double strike,
            final double lower,
            final double upper,
            final double years) {
        final double from = call ? Math.max(strike, lower) : lower;
        final double to = call ? upper : Math.min(strike, upper);
        final double deviation = underlying.deviation(years);
        final double width = Elementary.log(upper / lower);
        if (!(from < to) || deviation > HOPELESS * width) {
            return 0;
        }
        final double spot = underlying.spot();
        final double low = Elementary.log(lower / spot);
        final double start = Elementary.log(from / spot);
        final double end = Elementary.log(to / spot);
        final double tilt = underlying.carry() / (underlying.volatility() * underlying.volatility()) - 0.5;
        final int images = 1 + (int) (TAIL * deviation / width);
        double cash = 0;
        double asset = 0;
        for (int n = -images; n <= images; n++) {
            final double center = 2 * n * width;
            final double mirrored = 2 * low - center;
            cash += part(center, start, end, tilt, 0, deviation) - part(mirrored, start, end, tilt, 0, deviation);
            asset += part(center, start, end, tilt, 1, deviation) - part(mirrored, start, end, tilt, 1, deviation);
        }
        final double forwardValue = spot * asset - strike * cash;
        final double value = underlying.discount(years) * (call ? forwardValue : -forwardValue);
        return SingleBarrier.finite(Math.max(value, 0), underlying);
    }

    /** Integral of exp(power y) over the density of one image, weighted by exp(tilt y - tilt² variance/2) for the drift. */
    private static double part(
            final double center,
            final double start,
            final double end,
            final double tilt,
            final int power,
            final double deviation) {
        final double slope = tilt + power;
        final double variance = deviation * deviation;
        final double exponent = slope * center + 0.5 * (slope * slope - tilt * tilt) * variance;
        final double a = (start - center) / deviation - slope * deviation;
        final double b = (end - center) / deviation - slope * deviation;
        return a > 0
                ? WeightedNormal.of(exponent, -a) - WeightedNormal.of(exponent, -b)
                : WeightedNormal.of(exponent, b) - WeightedNormal.of(exponent, a);
    }
}
