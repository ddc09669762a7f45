package io.strikebook.pricing.batch;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.black.ImpliedVolatility;

/** One option after the other. */
final class ScalarBatch implements BatchPricer {
    private final Black76 black76 = new Black76();

    @Override
    public void evaluate(final OptionColumns options, final ValueColumns values) {
        options.requireRoom("values", values.price.length);
        evaluate(options, values, 0, options.size());
    }

    void evaluate(final OptionColumns options, final ValueColumns values, final int from, final int to) {
        for (int i = from; i < to; i++) {
            black76.evaluate(
                    options.call[i], options.forward[i], options.strike[i], options.years[i], options.volatility[i]);
            values.price[i] = black76.price();
            values.delta[i] = black76.delta();
            values.gamma[i] = black76.gamma();
            values.vega[i] = black76.vega();
            values.thetaPerYear[i] = black76.thetaPerYear();
            values.rho[i] = black76.rho();
        }
    }

    @Override
    public void price(final OptionColumns options, final double[] prices) {
        options.requireRoom("prices", prices.length);
        price(options, prices, 0, options.size());
    }

    void price(final OptionColumns options, final double[] prices, final int from, final int to) {
        for (int i = from; i < to; i++) {
            prices[i] = Black76.price(
                    options.call[i], options.forward[i], options.strike[i], options.years[i], options.volatility[i]);
        }
    }

    @Override
    public void impliedVolatility(final OptionColumns options, final double[] prices, final double[] volatilities) {
        options.requireRoom("prices", prices.length);
        options.requireRoom("volatilities", volatilities.length);
        impliedVolatility(options, prices, volatilities, 0, options.size());
    }

    void impliedVolatility(
            final OptionColumns options,
            final double[] prices,
            final double[] volatilities,
            final int from,
            final int to) {
        for (int i = from; i < to; i++) {
            volatilities[i] = ImpliedVolatility.of(
                    options.call[i], options.forward[i], options.strike[i], options.years[i], prices[i]);
        }
    }

    @Override
    public String name() {
        return "scalar";
    }
}
