package io.strikebook.pricing.batch;

import java.util.Objects;

/** One way of pricing until another is put in its place, which changes no result: all have the same bits. Of one thread. */
public final class ReplaceableBatch implements BatchPricer {
    private BatchPricer current;

    /** Begins with a way. */
    public ReplaceableBatch(final BatchPricer first) {
        current = Objects.requireNonNull(first, "first");
    }

    /** Goes on with another. */
    public void replace(final BatchPricer next) {
        current = Objects.requireNonNull(next, "next");
    }

    @Override
    public void evaluate(final OptionColumns options, final ValueColumns values) {
        current.evaluate(options, values);
    }

    @Override
    public void price(final OptionColumns options, final double[] prices) {
        current.price(options, prices);
    }

    @Override
    public void impliedVolatility(final OptionColumns options, final double[] prices, final double[] volatilities) {
        current.impliedVolatility(options, prices, volatilities);
    }

    @Override
    public String name() {
        return current.name();
    }
}
