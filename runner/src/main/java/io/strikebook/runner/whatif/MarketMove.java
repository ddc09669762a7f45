package io.strikebook.runner.whatif;

import java.util.Arrays;

/**
 * How a market moves at once, by underlying.
 *
 * @param prices           by id of the underlying, from 1: the relative move of index and forwards, above -1
 * @param volatilities     by id: the relative move of implied volatilities at every strike, above -1
 * @param volatilityPoints by id: what is added to them after that, in points of volatility (0.01)
 */
public record MarketMove(double[] prices, double[] volatilities, double[] volatilityPoints) {
    /** Nothing moves yet. */
    public static MarketMove none(final int underlyings) {
        return new MarketMove(new double[underlyings + 1], new double[underlyings + 1], new double[underlyings + 1]);
    }

    /** This move with other ones of an underlying. */
    public MarketMove with(
            final int underlyingId, final double price, final double volatility, final double volatilityPoint) {
        final MarketMove copy = new MarketMove(
                Arrays.copyOf(prices, prices.length),
                Arrays.copyOf(volatilities, prices.length),
                Arrays.copyOf(volatilityPoints, prices.length));
        copy.prices[underlyingId] = price;
        copy.volatilities[underlyingId] = volatility;
        copy.volatilityPoints[underlyingId] = volatilityPoint;
        return copy;
    }

    boolean moves(final int underlyingId) {
        return prices[underlyingId] != 0 || movesVolatility(underlyingId);
    }

    boolean movesVolatility(final int underlyingId) {
        return volatilities[underlyingId] != 0 || volatilityPoints[underlyingId] != 0;
    }

    double priceFactor(final int underlyingId) {
        return 1 + prices[underlyingId];
    }

    double volatility(final int underlyingId, final double before) {
        final double point = 0.01;
        final double least = 0.01;
        return Math.max(
                before * (1 + volatilities[underlyingId]) + volatilityPoints[underlyingId] * point,
                Math.min(before, least));
    }
}
