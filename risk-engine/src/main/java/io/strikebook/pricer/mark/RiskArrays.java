package io.strikebook.pricer.mark;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.scenario.RiskArrayEngine;

/**
 * Value change of one long option in every scenario, in settlement currency (coin for inverse options), valued at the shocked forward: of a
 * few options at a time. Extended scenarios are weighted but not dampened: the dampener is a sum per portfolio and belongs to margin.
 * Allocates nothing after construction.
 */
public final class RiskArrays {
    /** How many options have room. */
    public static final int CAPACITY = 256;

    private static final int INVERSE_UNIT_E12 = 1_000;
    private static final int LINEAR_UNIT_E12 = 1_000_000;
    private static final int COARSEST_UNIT_E12 = 1_000_000_000;

    private final RiskArrayEngine engine;
    private final OptionColumns options = new OptionColumns(CAPACITY);
    private final boolean[] inverse = new boolean[CAPACITY];
    private final double[] changes = new double[CAPACITY * ScenarioSet.SIZE];
    private final int[] values = new int[ScenarioSet.SIZE];
    private int unitE12;

    public RiskArrays(final ScenarioSet scenarios, final BatchPricer pricer) {
        engine = new RiskArrayEngine(scenarios.grid(), scenarios.shock(), pricer);
    }

    /** Forgets all options. */
    public void clear() {
        options.clear();
    }

    /** How many options there are. */
    int size() {
        return options.size();
    }

    /** Adds an option as it is valued now; not beyond {@link #CAPACITY}. */
    public void add(final OptionColumns chain, final int row, final boolean settledInCoin) {
        inverse[options.size()] = settledInCoin;
        options.add(chain.call[row], chain.forward[row], chain.strike[row], chain.years[row], chain.volatility[row]);
    }

    /** Computes the arrays of all options. */
    public void compute() {
        engine.compute(options, inverse, changes);
    }

    /**
     * Rounds an option's changes to multiples of the finest unit, from a power of ten times the usual one on, that holds them all.
     *
     * @return false where a change is not a number or larger than any unit holds; then nothing was read
     */
    public boolean read(final int option) {
        final int from = option * ScenarioSet.SIZE;
        double largest = 0;
        for (int i = 0; i < ScenarioSet.SIZE; i++) {
            // The larger of a NaN and anything is NaN, which is not below a bound either.
            largest = Math.max(largest, Math.abs(changes[from + i]));
        }
        if (!(largest * (FixedValue.E12 / COARSEST_UNIT_E12) < Integer.MAX_VALUE - 1)) {
            return false;
        }
        unitE12 = inverse[option] ? INVERSE_UNIT_E12 : LINEAR_UNIT_E12;
        while (unitE12 < COARSEST_UNIT_E12 && largest * (FixedValue.E12 / unitE12) > Integer.MAX_VALUE - 1) {
            unitE12 *= 10;
        }
        for (int i = 0; i < ScenarioSet.SIZE; i++) {
            values[i] = Math.toIntExact(FixedValue.of(changes[from + i], FixedValue.E12 / unitE12));
        }
        return true;
    }

    /** The changes of the option last read. */
    public int[] values() {
        return values;
    }

    /** The unit of the option last read. */
    public int unitE12() {
        return unitE12;
    }

    /** The largest difference between the option last read and an array of some unit, in any scenario. */
    long distanceE12(final int[] other, final int otherUnitE12) {
        long largestE12 = 0;
        for (int i = 0; i < values.length; i++) {
            largestE12 = Math.max(largestE12, Math.abs((long) values[i] * unitE12 - (long) other[i] * otherUnitE12));
        }
        return largestE12;
    }
}
