package io.strikebook.pricing.batch;

import io.strikebook.pricing.black.Black76;
import java.util.Random;

/** Options of a chain, or of everything that may come, with prices; the same for the same seed. */
final class MadeOptions {
    final OptionColumns options;
    final double[] prices;

    private final Random random;

    private MadeOptions(final int count, final long seed) {
        options = new OptionColumns(count);
        prices = new double[count];
        random = new Random(seed);
    }

    /** As on a venue. */
    static MadeOptions ordinary(final int count, final long seed) {
        final MadeOptions made = new MadeOptions(count, seed);
        for (int i = 0; i < count; i++) {
            final double forward = 100_000 * (1 + 0.1 * made.random.nextDouble());
            final double strike = forward * StrictMath.exp(made.random.nextGaussian() * 0.35);
            made.add(forward, strike, made.random.nextDouble() * 0.9 + 0.003, 0.3 + 0.6 * made.random.nextDouble());
        }
        return made;
    }

    /** Far, short, dead, infinite and impossible ones among them, and prices that no volatility gives. */
    static MadeOptions wild(final int count, final long seed) {
        final MadeOptions made = new MadeOptions(count, seed);
        final Random random = made.random;
        for (int i = 0; i < count; i++) {
            final double forward = odd(1e5 * StrictMath.exp(random.nextGaussian()), random);
            final double strike =
                    random.nextInt(12) == 0 ? forward : odd(1e5 * StrictMath.exp(random.nextGaussian() * 2), random);
            final double years = odd(StrictMath.pow(10, random.nextDouble() * 6 - 5), random);
            made.add(forward, strike, years, odd(StrictMath.pow(10, random.nextDouble() * 4 - 2.5), random));
            if (random.nextInt(20) == 0) {
                made.prices[i] = odd(random.nextGaussian() * 1e5, random);
            }
        }
        return made;
    }

    private static double odd(final double usual, final Random random) {
        return switch (random.nextInt(60)) {
            case 0 -> 0;
            case 1 -> -usual;
            case 2 -> Double.NaN;
            case 3 -> Double.POSITIVE_INFINITY;
            case 4 -> 1e-300;
            case 5 -> 1e300;
            case 6 -> Double.MIN_VALUE;
            default -> usual;
        };
    }

    private void add(final double forward, final double strike, final double years, final double volatility) {
        final boolean call = random.nextBoolean();
        final int at = options.add(call, forward, strike, years, volatility);
        prices[at] = Black76.price(call, forward, strike, years, volatility);
    }
}
