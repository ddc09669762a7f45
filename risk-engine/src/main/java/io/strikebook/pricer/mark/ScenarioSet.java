package io.strikebook.pricer.mark;

import io.strikebook.pricing.scenario.ScenarioGrid;
import io.strikebook.pricing.scenario.VolatilityShock;

/**
 * Scenarios of one underlying: nine price moves from -range to +range, each with volatility down, same and up, and eight extended
 * moves with volatility up. Parameters are Deribit's published ones.
 *
 * @param priceRange       R
 * @param extendedFactor   weight of the extended moves
 * @param shock            what happens to volatility
 */
record ScenarioSet(double priceRange, double extendedFactor, VolatilityShock shock) {
    static final int MOVES = 9;
    static final int VOLATILITIES = 3;
    static final int STANDARD = MOVES * VOLATILITIES;
    static final int EXTENDED = 8;
    static final int SIZE = STANDARD + EXTENDED;

    static ScenarioSet of(final String underlying) {
        return "ETH".equals(underlying)
                ? new ScenarioSet(0.18, 1, new VolatilityShock(0.4, 0.25, 0.3, 0.13, 0.5))
                : new ScenarioSet(0.16, 1, new VolatilityShock(0.5, 0.25, 0.3, 0.13, 0.5));
    }

    ScenarioGrid grid() {
        return ScenarioGrid.deribit(priceRange, extendedFactor);
    }
}
