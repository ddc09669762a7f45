package io.strikebook.runner.stress;

/**
 * What happens to one underlying.
 *
 * @param price            relative move of the price
 * @param volatility       relative move of every implied volatility
 * @param volatilityPoints what is added to them after that, in points of volatility
 */
public record Shock(double price, double volatility, double volatilityPoints) {
    static final Shock NONE = new Shock(0, 0, 0);
}
