package io.strikebook.common.venue;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.schemas.ScenarioParametersDecoder;
import io.strikebook.schemas.ScenarioParametersEncoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SetScenarioSetCommandEncoder;
import io.strikebook.schemas.SetScenarioSetDecoder;
import io.strikebook.schemas.SetScenarioSetEncoder;

/**
 * Moves parameters of margin between messages and an array in the order of {@link ScenarioParameter}. The schema's null is
 * {@link io.strikebook.common.margin.ScenarioSets#UNCHANGED}.
 */
public final class ScenarioCodec {
    private ScenarioCodec() {}

    /** Reads what an operator asks for. */
    public static void decode(final SetScenarioSetDecoder request, final long[] valuesE8) {
        decode(request.parameters(), valuesE8);
        valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()] = request.standardMarginE8();
    }

    /** Reads what a command puts in force. */
    public static void decode(final SetScenarioSetCommandDecoder command, final long[] valuesE8) {
        decode(command.parameters(), valuesE8);
        valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()] = command.standardMarginE8();
    }

    /** Reads what operators said last, as a command tells it: of what follows no volatility the same as is in force. */
    public static void decodeOperators(final SetScenarioSetCommandDecoder command, final long[] valuesE8) {
        decode(command.parameters(), valuesE8);
        valuesE8[ScenarioParameter.PRICE_RANGE.ordinal()] = command.operatorsPriceRangeE8();
        valuesE8[ScenarioParameter.VOLATILITY_UP.ordinal()] = command.operatorsVolatilityUpE8();
        valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()] = command.operatorsStandardMarginE8();
    }

    /** Writes what an operator asks for. */
    public static void encode(final long[] valuesE8, final SetScenarioSetEncoder request) {
        encode(valuesE8, request.parameters());
        request.standardMarginE8(valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()]);
    }

    /** Writes what a command puts in force. */
    public static void encode(final long[] valuesE8, final SetScenarioSetCommandEncoder command) {
        encode(valuesE8, command.parameters());
        command.standardMarginE8(valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()]);
    }

    /** Writes what operators said last of what follows volatility. */
    public static void encodeOperators(final long[] valuesE8, final SetScenarioSetCommandEncoder command) {
        command.operatorsPriceRangeE8(valuesE8[ScenarioParameter.PRICE_RANGE.ordinal()])
                .operatorsVolatilityUpE8(valuesE8[ScenarioParameter.VOLATILITY_UP.ordinal()])
                .operatorsStandardMarginE8(valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()]);
    }

    /** Writes what was announced before of what follows volatility. */
    public static void encodeBefore(final long[] valuesE8, final SetScenarioSetCommandEncoder command) {
        command.priceRangeBeforeE8(valuesE8[ScenarioParameter.PRICE_RANGE.ordinal()])
                .volatilityUpBeforeE8(valuesE8[ScenarioParameter.VOLATILITY_UP.ordinal()])
                .standardMarginBeforeE8(valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()]);
    }

    private static void decode(final ScenarioParametersDecoder decoder, final long[] valuesE8) {
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

    private static void encode(final long[] valuesE8, final ScenarioParametersEncoder encoder) {
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
