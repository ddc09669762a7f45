package io.strikebook.pricing.random;

/**
 * Philox 4x32-10 of J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): ten rounds turn a
 * counter and a key into 128 random bits. The counter is (point, pair of dimensions, stream), the key the seed. Immutable.
 */
public final class Philox implements UniformSource {
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW_WORD = 0xFFFFFFFFL;
    private static final double TWO_TO_MINUS_52 = 0x1p-52;

    private final long seed;
    private final int stream;

    /**
     * @param seed   key; equal seeds give equal numbers
     * @param stream numbers of different streams of one seed are independent
     */
    public Philox(final long seed, final int stream) {
        this.seed = seed;
        this.stream = stream;
    }

    @Override
    public void fill(final long firstPoint, final int count, final double[][] target) {
        if (firstPoint < 0 || count < 0) {
            throw new IllegalArgumentException("points " + firstPoint + " + " + count);
        }
        final long[] bits = new long[2];
        for (int dimension = 0; dimension < target.length; dimension += 2) {
            final double[] even = target[dimension];
            final double[] odd = dimension + 1 < target.length ? target[dimension + 1] : null;
            for (int i = 0; i < count; i++) {
                final long point = firstPoint + i;
                block((int) point, (int) (point >>> 32), dimension >>> 1, stream, seed, bits);
                even[i] = toUniform(bits[0]);
                if (odd != null) {
                    odd[i] = toUniform(bits[1]);
                }
            }
        }
    }

    /** The middle of the cell that the highest 52 bits name. */
    private static double toUniform(final long bits) {
        return ((bits >>> 12) + 0.5) * TWO_TO_MINUS_52;
    }

    /** The 128 bits of one counter: its first word is the low half of the first result. */
    static void block(final int c0, final int c1, final int c2, final int c3, final long key, final long[] bits) {
        int x0 = c0;
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            final long product0 = MULTIPLIER_0 * (x0 & LOW_WORD);
            final long product1 = MULTIPLIER_1 * (x2 & LOW_WORD);
            x0 = (int) (product1 >>> 32) ^ x1 ^ k0;
            x2 = (int) (product0 >>> 32) ^ x3 ^ k1;
            x1 = (int) product1;
            x3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        bits[0] = (long) x1 << 32 | x0 & LOW_WORD;
        bits[1] = (long) x3 << 32 | x2 & LOW_WORD;
    }
}
