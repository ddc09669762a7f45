package io.strikebook.pricing.scenario;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import java.util.Objects;

/**
 * Value change of one long option of each kind in every scenario, in settlement currency: coins for inverse options, which are converted
 * at the moved forward. The options go in groups whose scenarios fit into the cache, and each group is priced as one batch. Of one
 * thread; allocates nothing after construction.
 */
public final class RiskArrayEngine {
    private static final int GROUP = 32;
    private static final double DAYS_PER_YEAR = 365;

    private final ScenarioGrid grid;
    private final VolatilityShock shock;
    private final BatchPricer pricer;
    private final OptionColumns rows;
    private final double[] values;
    private final double[] lowered = new double[GROUP];
    private final double[] raised = new double[GROUP];

    /** An engine for these scenarios. */
    public RiskArrayEngine(final ScenarioGrid grid, final VolatilityShock shock, final BatchPricer pricer) {
        this.grid = grid;
        this.shock = Objects.requireNonNull(shock, "shock");
        this.pricer = Objects.requireNonNull(pricer, "pricer");
        rows = new OptionColumns((grid.size() + 1) * GROUP);
        values = new double[rows.capacity()];
    }

    /**
     * Computes all arrays.
     *
     * @param options as they are now; impossible ones get arrays of NaN
     * @param inverse of each option, whether it is settled in what it is on
     * @param arrays  where they go, one after the other: option 0 with all scenarios, option 1, ...
     * @throws IllegalArgumentException if there are more options than kinds, or than arrays have room for
     */
    public void compute(final OptionColumns options, final boolean[] inverse, final double[] arrays) {
        if (inverse.length < options.size() || arrays.length / Math.max(grid.size(), 1) < options.size()) {
            throw new IllegalArgumentException(options.size() + " options with " + grid.size() + " scenarios: "
                    + inverse.length + " kinds, arrays of " + arrays.length);
        }
        for (int from = 0; from < options.size(); from += GROUP) {
            final int count = Math.min(GROUP, options.size() - from);
            spread(options, from, count);
            pricer.price(rows, values);
            gather(inverse, from, count, arrays);
        }
    }

    /** Rows of the group: as things are, then scenario by scenario. */
    private void spread(final OptionColumns options, final int from, final int count) {
        for (int i = 0; i < count; i++) {
            final double factor = shock.factor(options.years[from + i] * DAYS_PER_YEAR);
            lowered[i] = shock.lowered(options.volatility[from + i], factor);
            raised[i] = shock.raised(options.volatility[from + i], factor);
        }
        place(options, from, count, 0, 1);
        System.arraycopy(options.volatility, from, rows.volatility, 0, count);
        for (int scenario = 0; scenario < grid.size(); scenario++) {
            final int at = (scenario + 1) * count;
            place(options, from, count, at, grid.priceFactor(scenario));
            switch (grid.volatility(scenario)) {
                case DOWN -> System.arraycopy(lowered, 0, rows.volatility, at, count);
                case SAME -> System.arraycopy(options.volatility, from, rows.volatility, at, count);
                case UP -> System.arraycopy(raised, 0, rows.volatility, at, count);
            }
        }
        rows.setSize((grid.size() + 1) * count);
    }

    private void place(
            final OptionColumns options, final int from, final int count, final int at, final double factor) {
        System.arraycopy(options.call, from, rows.call, at, count);
        System.arraycopy(options.strike, from, rows.strike, at, count);
        System.arraycopy(options.years, from, rows.years, at, count);
        for (int i = 0; i < count; i++) {
            rows.forward[at + i] = options.forward[from + i] * factor;
        }
    }

    private void gather(final boolean[] inverse, final int from, final int count, final double[] arrays) {
        for (int i = 0; i < count; i++) {
            final boolean coins = inverse[from + i];
            final double now = coins ? values[i] / rows.forward[i] : values[i];
            final int start = (from + i) * grid.size();
            for (int scenario = 0; scenario < grid.size(); scenario++) {
                final int row = (scenario + 1) * count + i;
                final double then = coins ? values[row] / rows.forward[row] : values[row];
                arrays[start + scenario] = (then - now) * grid.weight(scenario, coins);
            }
        }
    }
}
