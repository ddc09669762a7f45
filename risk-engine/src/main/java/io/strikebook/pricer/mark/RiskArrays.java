package io.strikebook.pricer.mark;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.ContractStyle;

/**
 * Value change of one long option in every scenario, in settlement currency (coin for inverse options), valued at the shocked forward.
 * Extended scenarios are weighted but not dampened: the dampener is a sum per portfolio and belongs to margin.
 */
final class RiskArrays {
    private static final int INVERSE_UNIT_E12 = 1_000;
    private static final int LINEAR_UNIT_E12 = 1_000_000;
    private static final int COARSEST_UNIT_E12 = 1_000_000_000;
    private static final double DAYS_PER_YEAR = 365;

    private final double[] changes = new double[ScenarioSet.SIZE];
    private final int[] values = new int[ScenarioSet.SIZE];
    private int unitE12;
    private long hash;

    void compute(
            final ScenarioSet scenarios,
            final InstrumentTerms terms,
            final boolean call,
            final long forwardE8,
            final long ivE8,
            final long timeNs) {
        final boolean inverse = terms.style() == ContractStyle.INVERSE;
        final double forward = forwardE8 / OptionValuation.E8;
        final double strike = terms.strikeE8() / OptionValuation.E8;
        final double years = OptionValuation.years(terms.expiryNs(), timeNs);
        final double volatility = ivE8 / OptionValuation.E8;
        final double up = scenarios.up(volatility, years * DAYS_PER_YEAR);
        final double down = scenarios.down(volatility, years * DAYS_PER_YEAR);
        final double now = value(inverse, call, forward, strike, years, volatility);
        for (int bucket = 0; bucket < ScenarioSet.MOVES; bucket++) {
            final double shocked = forward * (1 + scenarios.move(bucket));
            final int at = ScenarioSet.VOLATILITIES * bucket;
            changes[at] = value(inverse, call, shocked, strike, years, down) - now;
            changes[at + 1] = value(inverse, call, shocked, strike, years, volatility) - now;
            changes[at + 2] = value(inverse, call, shocked, strike, years, up) - now;
        }
        for (int i = 0; i < ScenarioSet.EXTENDED; i++) {
            final double shocked = forward * (1 + scenarios.extendedMove(i));
            final double change = value(inverse, call, shocked, strike, years, up) - now;
            changes[ScenarioSet.STANDARD + i] = change * scenarios.extendedWeight(i);
        }
        toSteps(inverse ? INVERSE_UNIT_E12 : LINEAR_UNIT_E12);
    }

    /** Rounds the changes to multiples of the finest unit, from a power of ten times the given one on, that holds them all. */
    private void toSteps(final int finestUnitE12) {
        double largest = 0;
        for (final double change : changes) {
            largest = Math.max(largest, Math.abs(change));
        }
        unitE12 = finestUnitE12;
        while (unitE12 < COARSEST_UNIT_E12 && largest * (OptionValuation.E12 / unitE12) > Integer.MAX_VALUE - 1) {
            unitE12 *= 10;
        }
        hash = unitE12;
        for (int i = 0; i < values.length; i++) {
            final long steps = OptionValuation.fixed(changes[i], OptionValuation.E12 / unitE12);
            values[i] = Math.toIntExact(steps);
            hash = StateHash.and(hash, steps);
        }
    }

    private static double value(
            final boolean inverse,
            final boolean call,
            final double forward,
            final double strike,
            final double years,
            final double volatility) {
        final double price = Black76.price(call, forward, strike, years, volatility);
        return inverse ? price / forward : price;
    }

    int[] values() {
        return values;
    }

    int unitE12() {
        return unitE12;
    }

    /** Hash of unit and values. */
    long hash() {
        return hash;
    }
}
