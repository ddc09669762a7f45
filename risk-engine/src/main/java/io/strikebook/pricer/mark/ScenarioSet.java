package io.strikebook.pricer.mark;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.pricing.scenario.ScenarioGrid;
import io.strikebook.pricing.scenario.VolatilityShock;

/**
 * Scenarios of one underlying: nine price moves from -range to +range, each with volatility down, same and up, and eight extended
 * moves with volatility up.
 *
 * @param priceRange       R
 * @param extendedFactor   weight of the extended moves
 * @param shock            what happens to volatility
 */
public record ScenarioSet(double priceRange, double extendedFactor, VolatilityShock shock) {
    static final int MOVES = 9;
    static final int VOLATILITIES = 3;
    static final int STANDARD = MOVES * VOLATILITIES;
    static final int EXTENDED = 8;
    static final int SIZE = STANDARD + EXTENDED;

    /** The newest scenarios of an underlying. */
    public static ScenarioSet of(final ScenarioSets sets, final int underlyingId) {
        return new ScenarioSet(
                value(sets, underlyingId, ScenarioParameter.PRICE_RANGE),
                value(sets, underlyingId, ScenarioParameter.EXTENDED_FACTOR),
                new VolatilityShock(
                        value(sets, underlyingId, ScenarioParameter.VOLATILITY_UP),
                        value(sets, underlyingId, ScenarioParameter.VOLATILITY_DOWN),
                        value(sets, underlyingId, ScenarioParameter.SHORT_POWER),
                        value(sets, underlyingId, ScenarioParameter.LONG_POWER),
                        value(sets, underlyingId, ScenarioParameter.LEAST_SHOCKED_UP)));
    }

    private static double value(final ScenarioSets sets, final int underlyingId, final ScenarioParameter parameter) {
        return sets.valueE8(underlyingId, parameter) / FixedValue.E8;
    }

    ScenarioGrid grid() {
        return ScenarioGrid.deribit(priceRange, extendedFactor);
    }
}
