package io.strikebook.pricing.batch;

import io.strikebook.pricing.black.VectorBlack;
import io.strikebook.pricing.black.VectorImpliedVolatility;
import io.strikebook.pricing.numeric.VectorElementary;

/** As many options at once as a vector has lanes; what is left at the end of the columns goes one by one. */
final class VectorBatch implements BatchPricer {
    private final ScalarBatch rest = new ScalarBatch();
    private final VectorBlack black = new VectorBlack();
    private final VectorImpliedVolatility implied = new VectorImpliedVolatility();

    @Override
    public void evaluate(final OptionColumns options, final ValueColumns values) {
        options.requireRoom("values", values.price.length);
        name(options).prices(values.price);
        black.sensitivities(values.delta, values.gamma, values.vega, values.thetaPerYear, values.rho);
        final int whole = whole(options.size());
        for (int from = 0; from < whole; from += VectorBlack.BLOCK) {
            final int count = Math.min(VectorBlack.BLOCK, whole - from);
            black.evaluate(from, count);
        }
        rest.evaluate(options, values, whole, options.size());
    }

    @Override
    public void price(final OptionColumns options, final double[] prices) {
        options.requireRoom("prices", prices.length);
        name(options).prices(prices);
        final int whole = whole(options.size());
        for (int from = 0; from < whole; from += VectorBlack.BLOCK) {
            final int count = Math.min(VectorBlack.BLOCK, whole - from);
            black.price(from, count);
        }
        rest.price(options, prices, whole, options.size());
    }

    @Override
    public void impliedVolatility(final OptionColumns options, final double[] prices, final double[] volatilities) {
        options.requireRoom("prices", prices.length);
        options.requireRoom("volatilities", volatilities.length);
        implied.columns(options.call, options.forward, options.strike, options.years, prices, volatilities);
        final int whole = whole(options.size());
        for (int from = 0; from < whole; from += VectorImpliedVolatility.BLOCK) {
            final int count = Math.min(VectorImpliedVolatility.BLOCK, whole - from);
            implied.solve(from, count);
        }
        rest.impliedVolatility(options, prices, volatilities, whole, options.size());
    }

    private VectorBlack name(final OptionColumns options) {
        return black.options(options.call, options.forward, options.strike, options.years, options.volatility);
    }

    private static int whole(final int size) {
        return size - size % VectorElementary.LANES;
    }

    @Override
    public String name() {
        return "vectors of " + VectorElementary.LANES;
    }
}
