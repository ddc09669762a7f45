package io.strikebook.pricing.batch;

import java.util.Arrays;

/** Prints what computes, then a hash of all bits of all results again and again, while the JVM goes from one compiler to the next. */
final class BatchBitsMain {
    private static final int OPTIONS = 61;

    private BatchBitsMain() {}

    public static void main(final String[] args) {
        final BatchPricer pricer = BatchPricer.create();
        System.out.println(pricer.name());
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            System.out.println(hash(pricer, OPTIONS));
        }
    }

    static String hash(final BatchPricer pricer, final int count) {
        long hash = 0;
        for (int seed = 0; seed < 4; seed++) {
            final MadeOptions made = seed < 2 ? MadeOptions.wild(count, seed) : MadeOptions.ordinary(count, seed);
            final ValueColumns values = new ValueColumns(count);
            final double[] out = new double[count];
            pricer.evaluate(made.options, values);
            for (final double[] column : new double[][] {
                values.price, values.delta, values.gamma, values.vega, values.thetaPerYear, values.rho
            }) {
                hash = add(hash, column);
            }
            pricer.price(made.options, out);
            hash = add(hash, out);
            pricer.impliedVolatility(made.options, made.prices, out);
            hash = add(hash, out);
        }
        return Long.toHexString(hash);
    }

    private static long add(final long hash, final double[] column) {
        return hash * 0x9E3779B97F4A7C15L
                + Arrays.stream(column).mapToLong(Double::doubleToRawLongBits).reduce(17, (a, b) -> a * 31 + b);
    }
}
