package io.strikebook.common.venue;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.schemas.ScenarioParametersDecoder;
import io.strikebook.schemas.ScenarioParametersEncoder;

/**
 * Moves parameters of scenarios between the schema's composite and an array in the order of {@link ScenarioParameter}. The schema's null is
 * {@link io.strikebook.common.margin.ScenarioSets#UNCHANGED}.
 */
public final class ScenarioCodec {
    private ScenarioCodec() {}

    /** Reads the composite. */
    public static void decode(final ScenarioParametersDecoder decoder, final long[] valuesE8) {
        valuesE8[ScenarioParameter.PRICE_RANGE.ordinal()] = decoder.priceRangeE8();
        valuesE8[ScenarioParameter.VOLATILITY_UP.ordinal()] = decoder.volatilityUpE8();
        valuesE8[ScenarioParameter.VOLATILITY_DOWN.ordinal()] = decoder.volatilityDownE8();
        valuesE8[ScenarioParameter.SHORT_POWER.ordinal()] = decoder.shortPowerE8();
        valuesE8[ScenarioParameter.LONG_POWER.ordinal()] = decoder.longPowerE8();
        valuesE8[ScenarioParameter.LEAST_SHOCKED_UP.ordinal()] = decoder.leastShockedUpE8();
        valuesE8[ScenarioParameter.EXTENDED_FACTOR.ordinal()] = decoder.extendedFactorE8();
        valuesE8[ScenarioParameter.LEAST_ROLL_MOVE.ordinal()] = decoder.leastRollMoveE8();
        valuesE8[ScenarioParameter.ROLL_MOVE_RISK.ordinal()] = decoder.rollMoveRiskE8();
    }

    /** Writes the composite. */
    public static void encode(final long[] valuesE8, final ScenarioParametersEncoder encoder) {
        encoder.priceRangeE8(valuesE8[ScenarioParameter.PRICE_RANGE.ordinal()])
                .volatilityUpE8(valuesE8[ScenarioParameter.VOLATILITY_UP.ordinal()])
                .volatilityDownE8(valuesE8[ScenarioParameter.VOLATILITY_DOWN.ordinal()])
                .shortPowerE8(valuesE8[ScenarioParameter.SHORT_POWER.ordinal()])
                .longPowerE8(valuesE8[ScenarioParameter.LONG_POWER.ordinal()])
                .leastShockedUpE8(valuesE8[ScenarioParameter.LEAST_SHOCKED_UP.ordinal()])
                .extendedFactorE8(valuesE8[ScenarioParameter.EXTENDED_FACTOR.ordinal()])
                .leastRollMoveE8(valuesE8[ScenarioParameter.LEAST_ROLL_MOVE.ordinal()])
                .rollMoveRiskE8(valuesE8[ScenarioParameter.ROLL_MOVE_RISK.ordinal()]);
    }
}
