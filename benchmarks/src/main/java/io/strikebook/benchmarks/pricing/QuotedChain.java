package io.strikebook.benchmarks.pricing;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.surface.OptionChain;
import io.strikebook.pricing.surface.SviSlice;
import java.util.Random;

/** A chain of 12 expiries with bids and offers in coins around skewed smiles, in several states of a market that moves a little. */
public final class QuotedChain {
    /** How many states of the market there are. */
    public static final int STATES = 16;

    private static final int EXPIRIES = 12;
    private static final int STRIKES = 42;
    private static final int OPTIONS = EXPIRIES * STRIKES * 2;
    private static final double TICK = 1e-4;
    private static final double VARIANCE_PER_YEAR = 0.2;

    /** Years to each expiry. */
    public final double[] years = new double[EXPIRIES];
    /** Forward of each expiry in each state. */
    public final double[][] forwards = new double[STATES][EXPIRIES];
    /** Bids in coin, zero or less for none. */
    public final double[][] bids = new double[STATES][OPTIONS];
    /** Offers in coin. */
    public final double[][] asks = new double[STATES][OPTIONS];

    private final int[] expiryOf = new int[OPTIONS];
    private final OptionColumns options = new OptionColumns(OPTIONS);

    /** Makes the states. */
    public QuotedChain() {
        final Random random = new Random(5);
        for (int option = 0; option < OPTIONS; option++) {
            final int expiry = option / (2 * STRIKES);
            years[expiry] = (1 + expiry * expiry * expiry) / 1_332.0;
            final double width = StrictMath.sqrt(VARIANCE_PER_YEAR * years[expiry]);
            final double deviations = (option % (2 * STRIKES) / 2 - 0.5 * STRIKES) * 0.17;
            final double strike = StrictMath.rint(100_000 * StrictMath.exp(width * deviations) / 100) * 100;
            expiryOf[option] = options.add(option % 2 == 0, 0, strike, years[expiry], 0) / (2 * STRIKES);
        }
        for (int state = 0; state < STATES; state++) {
            quote(state, random);
        }
    }

    private void quote(final int state, final Random random) {
        final double move = 1 + 2e-4 * random.nextGaussian();
        final double level = 1 + 2e-3 * random.nextGaussian();
        final SviSlice smile = new SviSlice();
        for (int option = 0; option < OPTIONS; option++) {
            final int expiry = expiryOf[option];
            forwards[state][expiry] = 100_000 * move * (1 + 0.05 * years[expiry]);
            final double theta = VARIANCE_PER_YEAR * years[expiry];
            final double width = StrictMath.sqrt(theta);
            smile.setByWings(theta, width, 0.8 * width, -0.3 * width, 3.5 * width);
            options.forward[option] = forwards[state][expiry];
            final double k = StrictMath.log(options.strike[option] / options.forward[option]);
            options.volatility[option] = level * StrictMath.sqrt(smile.totalVariance(k) / years[expiry]);
        }
        final double[] prices = new double[OPTIONS];
        BatchPricer.scalar().price(options, prices);
        for (int option = 0; option < OPTIONS; option++) {
            final double coins = prices[option] / options.forward[option] * (1 + 0.004 * random.nextGaussian());
            final double half = 0.5 * TICK + 0.01 * coins;
            bids[state][option] = StrictMath.floor((coins - half) / TICK) * TICK;
            asks[state][option] = StrictMath.ceil((coins + half) / TICK) * TICK;
        }
    }

    /** How many options there are. */
    public int size() {
        return OPTIONS;
    }

    /** Number of an option's expiry. */
    public int expiry(final int option) {
        return expiryOf[option];
    }

    /** Strike of an option. */
    public double strike(final int option) {
        return options.strike[option];
    }

    /** Whether an option is a call. */
    public boolean isCall(final int option) {
        return options.call[option];
    }

    OptionChain chain(final BatchPricer pricer) {
        return new OptionChain(EXPIRIES, expiryOf, options.strike, options.call, true, pricer);
    }
}
