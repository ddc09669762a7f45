package io.strikebook.pricing.batch;

/**
 * Black-76 for many options at once. Whatever the implementation, every result has the bits that {@code Black76} and
 * {@code ImpliedVolatility} give for the option alone, bad input included. Columns shorter than the options are many are refused with an
 * {@link IllegalArgumentException}. An instance is of one thread.
 */
public interface BatchPricer {
    /** Price and five sensitivities of every option. */
    void evaluate(OptionColumns options, ValueColumns values);

    /**
     * Price alone.
     *
     * @param prices as many as there are options, or more
     */
    void price(OptionColumns options, double[] prices);

    /**
     * The volatility that gives each price; the options' own volatilities are not looked at.
     *
     * @param prices       one for each option
     * @param volatilities where the results go; may be the options' own column
     */
    void impliedVolatility(OptionColumns options, double[] prices, double[] volatilities);

    /** What computes, for people. */
    String name();

    /** With vectors where this JVM has the module for them and registers that are worth it, else without. */
    static BatchPricer create() {
        return hasVectors() ? Vectors.create() : new ScalarBatch();
    }

    /** Without vectors. */
    static BatchPricer scalar() {
        return new ScalarBatch();
    }

    /** Whether the JVM was started with {@code --add-modules jdk.incubator.vector}. */
    static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** Apart, so that nothing of the module is looked for where it is missing. */
    final class Vectors {
        private Vectors() {}

        private static BatchPricer create() {
            return new VectorBatch();
        }
    }
}
