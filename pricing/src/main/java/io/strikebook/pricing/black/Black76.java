package io.strikebook.pricing.black;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;

/**
 * Undiscounted Black-76 price of a European option on a forward, and its sensitivities. A mutable result: {@link #evaluate} fills it,
 * the getters read it; one per thread, no allocation.
 *
 * <p>Without time or volatility the option is worth its intrinsic value, delta is that of the pay-off (half at the money) and the
 * other sensitivities are 0. The option out of the money is computed and the other one follows from put-call parity, which therefore
 * holds to rounding.
 */
public final class Black76 {
    private static final double DAYS_PER_YEAR = 365;

    private double price;
    private double delta;
    private double gamma;
    private double vega;
    private double thetaPerYear;

    /**
     * Price alone.
     *
     * @param call       call or put
     * @param forward    forward price, positive
     * @param strike     strike, positive
     * @param years      time to expiry; 0 or less: expired
     * @param volatility annualised, 0.5 for 50 %
     * @return price in the forward's unit, never below the intrinsic value
     */
    public static double price(
            final boolean call,
            final double forward,
            final double strike,
            final double years,
            final double volatility) {
        final double deviation = deviation(years, volatility);
        if (!(deviation > 0)) {
            return Math.max(call ? forward - strike : strike - forward, 0);
        }
        final double logMoneyness = Elementary.log(forward / strike) / deviation;
        return priceAt(call, forward, strike, logMoneyness + 0.5 * deviation, logMoneyness - 0.5 * deviation);
    }

    private static double deviation(final double years, final double volatility) {
        return years > 0 ? volatility * Math.sqrt(years) : 0;
    }

    private static double priceAt(
            final boolean call, final double forward, final double strike, final double d1, final double d2) {
        final double intrinsic = call ? forward - strike : strike - forward;
        final double outOfTheMoney = forward < strike
                ? forward * Normal.cdf(d1) - strike * Normal.cdf(d2)
                : strike * Normal.cdf(-d2) - forward * Normal.cdf(-d1);
        return Math.max(outOfTheMoney, 0) + Math.max(intrinsic, 0);
    }

    /** Computes price and sensitivities; parameters as in {@link #price(boolean, double, double, double, double)}. */
    public Black76 evaluate(
            final boolean call,
            final double forward,
            final double strike,
            final double years,
            final double volatility) {
        final double deviation = deviation(years, volatility);
        if (!(deviation > 0)) {
            return atExpiry(call, forward, strike);
        }
        final double logMoneyness = Elementary.log(forward / strike) / deviation;
        final double d1 = logMoneyness + 0.5 * deviation;
        final double density = Normal.pdf(d1);
        final double rootYears = Math.sqrt(years);
        price = priceAt(call, forward, strike, d1, logMoneyness - 0.5 * deviation);
        delta = call ? Normal.cdf(d1) : -Normal.cdf(-d1);
        gamma = density / (forward * deviation);
        vega = forward * density * rootYears;
        thetaPerYear = -0.5 * forward * density * volatility / rootYears;
        return this;
    }

    private Black76 atExpiry(final boolean call, final double forward, final double strike) {
        final double intrinsic = call ? forward - strike : strike - forward;
        final double sign = call ? 1 : -1;
        price = Math.max(intrinsic, 0);
        delta = intrinsic > 0 ? sign : intrinsic < 0 ? 0 : 0.5 * sign;
        gamma = 0;
        vega = 0;
        thetaPerYear = 0;
        return this;
    }

    /** Price in the forward's unit. */
    public double price() {
        return price;
    }

    /** Change of price per change of the forward: 0 to 1 for calls, -1 to 0 for puts. */
    public double delta() {
        return delta;
    }

    /** Change of delta per change of the forward. */
    public double gamma() {
        return gamma;
    }

    /** Change of price per 1.0 of volatility; a hundredth of it is the usual "per point". */
    public double vega() {
        return vega;
    }

    /** Change of price as one day of 365 passes; never positive. */
    public double thetaPerDay() {
        return thetaPerYear / DAYS_PER_YEAR;
    }
}
