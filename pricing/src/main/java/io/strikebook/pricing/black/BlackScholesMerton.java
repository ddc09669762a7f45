package io.strikebook.pricing.black;

import io.strikebook.pricing.numeric.Elementary;

/**
 * Price of a European option on a spot price that pays a continuous yield, with its sensitivities (R. C. Merton, "Theory of rational
 * option pricing", Bell J. Economics 4, 1973): {@link Black76} on the forward S exp((r - q) T), discounted. A mutable result of one
 * thread; limits and bad input as there, and a rate or yield that is not finite gives NaN, as does every rate and time for which the
 * forward or a discount factor is beyond the range of doubles.
 */
public final class BlackScholesMerton {
    private final Black76 black76 = new Black76();
    private double price;
    private double delta;
    private double gamma;
    private double vega;
    private double thetaPerYear;
    private double rho;
    private double yieldRho;
    private double vanna;
    private double volga;
    private double charmPerYear;

    /**
     * Computes price and sensitivities.
     *
     * @param call       call or put
     * @param spot       spot price, positive
     * @param strike     strike, not negative
     * @param years      time to expiry; 0 or less: expired
     * @param rate       interest rate of the currency that prices are in, continuous, 0.05 for 5 %
     * @param yield      of what the option is on, continuous
     * @param volatility annualised, 0.5 for 50 %
     */
    public BlackScholesMerton evaluate(
            final boolean call,
            final double spot,
            final double strike,
            final double years,
            final double rate,
            final double yield,
            final double volatility) {
        final double time = years < 0 ? 0 : years;
        final double growth = Elementary.exp((rate - yield) * time);
        final double discount = Elementary.exp(-rate * time);
        final double carry = Elementary.exp(-yield * time);
        black76.evaluate(call, spot * growth, strike, time, volatility);
        price = discount * black76.price();
        delta = carry * black76.delta();
        gamma = carry * growth * black76.gamma();
        vega = discount * black76.vega();
        rho = discount * black76.rho();
        yieldRho = -spot * time * delta;
        thetaPerYear = discount * black76.thetaPerYear() + rate * price - (rate - yield) * spot * delta;
        vanna = carry * black76.vanna();
        volga = discount * black76.volga();
        final double drift = black76.density() == 0 ? 0 : (rate - yield) * black76.gamma() * (spot * growth);
        charmPerYear = carry * (black76.charmPerYear() - drift) + yield * delta;
        return this;
    }

    /** Price in the spot price's unit. */
    public double price() {
        return price;
    }

    /** Change of price per change of the spot price. */
    public double delta() {
        return delta;
    }

    /** Change of delta per change of the spot price. */
    public double gamma() {
        return gamma;
    }

    /** Change of price per 1.0 of volatility. */
    public double vega() {
        return vega;
    }

    /** Change of price as a year passes, at today's pace; positive where interest is worth more than what time takes. */
    public double thetaPerYear() {
        return thetaPerYear;
    }

    /** Change of price per 1.0 of the interest rate. */
    public double rho() {
        return rho;
    }

    /** Change of price per 1.0 of the yield. */
    public double yieldRho() {
        return yieldRho;
    }

    /** Change of delta per 1.0 of volatility. */
    public double vanna() {
        return vanna;
    }

    /** Change of vega per 1.0 of volatility. */
    public double volga() {
        return volga;
    }

    /** Change of delta as a year passes, at today's pace. */
    public double charmPerYear() {
        return charmPerYear;
    }
}
