package io.strikebook.pricing.exotic;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.numeric.Elementary;

/** Option on the geometric average, which is lognormal: A. G. Z. Kemna and A. C. F. Vorst, J. Banking and Finance 14 (1990). */
public final class GeometricAsian {
    private GeometricAsian() {}

    /**
     * Average over fixings.
     *
     * @param fixingYears times from now, rising, the first positive; paid at the last
     */
    public static double discrete(
            final boolean call, final Underlying underlying, final double strike, final double[] fixingYears) {
        RisingTimes.require(fixingYears);
        final int fixings = fixingYears.length;
        double time = 0;
        double common = 0;
        for (int i = 0; i < fixings; i++) {
            time += fixingYears[i];
            // As the earlier of the two, a fixing meets each later one twice and itself once.
            common += fixingYears[i] * (2 * (fixings - i) - 1);
        }
        return price(
                call,
                underlying,
                strike,
                time / fixings,
                common / ((double) fixings * fixings),
                fixingYears[fixings - 1]);
    }

    /** Average over all time from now to the end. */
    public static double continuous(
            final boolean call, final Underlying underlying, final double strike, final double years) {
        Underlying.requirePositive("years", years);
        return price(call, underlying, strike, years / 2, years / 3, years);
    }

    /** With the mean of the fixings' times and the mean of the earlier time of two fixings. */
    private static double price(
            final boolean call,
            final Underlying underlying,
            final double strike,
            final double meanYears,
            final double commonYears,
            final double paidYears) {
        Underlying.requirePositive("strike", strike);
        final double variance = underlying.volatility() * underlying.volatility();
        final double growth = (underlying.carry() - 0.5 * variance) * meanYears + 0.5 * variance * commonYears;
        final double forward = underlying.spot() * Elementary.exp(growth);
        final double price = Black76.price(call, forward, strike, commonYears, underlying.volatility());
        return SingleBarrier.finite(underlying.discount(paidYears) * price, underlying);
    }
}
