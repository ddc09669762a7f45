package io.strikebook.feeder.simulator;

import io.strikebook.common.hash.StateHash;

/** Pseudo-random numbers of a seed (SplitMix64, Steele et al. 2014). */
final class SplitMix {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** Standard deviation of the sum of four numbers, each uniform over 2^16 values. */
    private static final long SUM_DEVIATION = 37_837L;

    private long state;

    SplitMix(final long seed) {
        state = seed;
    }

    long next() {
        final long result = StateHash.mix(state);
        state += GAMMA;
        return result;
    }

    /** Uniform over 0 to bound - 1; the bias of at most bound / 2^31 does not matter here. */
    int below(final int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }

    /** Nearly normal with the given standard deviation: a sum of four uniform numbers, so never beyond 3.5 deviations. */
    long normal(final long deviation) {
        final long bits = next();
        final long sum = (short) bits + (long) (short) (bits >>> 16) + (short) (bits >>> 32) + (short) (bits >>> 48);
        return sum * deviation / SUM_DEVIATION;
    }
}
