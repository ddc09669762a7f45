package io.strikebook.pricing.random;

/**
 * Sobol's sequence with Owen's nested uniform scrambling, in Gray code order. The scrambling is by hash, after S. Laine and T. Karras,
 * "Stratified sampling for stochastic transparency" (2011), and B. Burley, "Practical Hash-based Owen Scrambling", JCGT 9 (2020), with
 * the constants of N. Vegdahl (2021): of the bits in reversed order, each is flipped or not by a hash of those below it. Sequences of
 * different scramblings are independent and each is unbiased, so the spread of their means is the standard error. Immutable.
 */
public final class SobolSequence implements UniformSource {
    /** Points after which the sequence has no more. */
    public static final long MAX_POINTS = 1L << DirectionNumbers.BITS;

    private static final double TWO_TO_MINUS_32 = 0x1p-32;

    private final long seed;
    private final boolean scrambled;

    private SobolSequence(final long seed, final boolean scrambled) {
        this.seed = seed;
        this.scrambled = scrambled;
    }

    /** The scrambled sequence of a seed and the number of the scrambling. */
    public static SobolSequence scrambled(final long seed, final int scrambling) {
        return new SobolSequence(mix(seed + 0x9E3779B97F4A7C15L * (scrambling + 1L)), true);
    }

    /** The plain sequence, each point in the middle of its cell of 2^-32. */
    public static SobolSequence plain() {
        return new SobolSequence(0, false);
    }

    /** @return dimensions that {@link #fill} can serve */
    public static int maxDimensions() {
        return DirectionNumbers.MAX_DIMENSIONS;
    }

    @Override
    public void fill(final long firstPoint, final int count, final double[][] target) {
        if (target.length > DirectionNumbers.MAX_DIMENSIONS
                || firstPoint < 0
                || count < 0
                || firstPoint > MAX_POINTS - count) {
            throw new IllegalArgumentException("points " + firstPoint + " + " + count + " in " + target.length
                    + " dimensions; at most " + MAX_POINTS + " in " + DirectionNumbers.MAX_DIMENSIONS);
        }
        for (int dimension = 0; dimension < target.length; dimension++) {
            fill(firstPoint, count, dimension, target[dimension]);
        }
    }

    private void fill(final long firstPoint, final int count, final int dimension, final double[] target) {
        final int[] directions = DirectionNumbers.reversed(dimension);
        final int hashSeed = (int) (mix(seed + 0xD1342543DE82EF95L * (dimension + 1L)) >>> 32);
        int x = 0;
        for (long gray = firstPoint ^ firstPoint >>> 1; gray != 0; gray &= gray - 1) {
            x ^= directions[Long.numberOfTrailingZeros(gray)];
        }
        for (int i = 0; i < count; i++) {
            final int bits = Integer.reverse(scrambled ? scramble(x, hashSeed) : x);
            target[i] = ((bits & 0xFFFFFFFFL) + 0.5) * TWO_TO_MINUS_32;
            x ^= directions[Long.numberOfTrailingZeros(firstPoint + i + 1) & DirectionNumbers.BITS - 1];
        }
    }

    private static int scramble(final int bits, final int hashSeed) {
        int x = bits;
        x ^= x * 0x3d20adea;
        x += hashSeed;
        x *= hashSeed >>> 16 | 1;
        x ^= x * 0x05526c56;
        x ^= x * 0x53a22864;
        return x;
    }

    /** The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, 2014). */
    private static long mix(final long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
