package io.strikebook.benchmarks.pricing;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import java.util.Random;

/** A chain as venues list them: strikes around the forward, several expiries, calls and puts out of the money and in it. */
final class MadeChain {
    /** About what is listed on bitcoin. */
    static final int OPTIONS = 1_000;

    private static final int EXPIRIES = 12;
    private static final double FORWARD = 100_000;

    final OptionColumns columns = new OptionColumns(OPTIONS);
    final double[] prices = new double[OPTIONS];
    /** Of calls and puts out of the money alone, which other libraries ask for. */
    final double[] outOfTheMoney = new double[OPTIONS];

    MadeChain() {
        final Random random = new Random(1);
        for (int i = 0; i < OPTIONS; i++) {
            final int expiry = i % EXPIRIES;
            final double years = StrictMath.pow(expiry + 1.0, 2) / (EXPIRIES * EXPIRIES);
            final double forward = FORWARD * (1 + 0.05 * years);
            final double volatility = 0.3 + 0.6 * random.nextDouble();
            final double width = volatility * StrictMath.sqrt(years);
            final double strike = forward * StrictMath.exp(width * (random.nextGaussian() * 0.9 + 0.2));
            columns.add(random.nextBoolean(), forward, strike, years, volatility);
        }
        BatchPricer.scalar().price(columns, prices);
        for (int i = 0; i < OPTIONS; i++) {
            final double forward = columns.forward[i];
            final double strike = columns.strike[i];
            outOfTheMoney[i] = prices[i] - Math.max(columns.call[i] ? forward - strike : strike - forward, 0);
        }
    }
}
