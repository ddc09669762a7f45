package io.strikebook.orderflow.load;

import io.strikebook.common.hash.StateHash;

/** Reproducible choices: the finaliser of SplitMix64 over a counter. Not for secrets. One thread; allocates nothing. */
public final class SeededGenerator {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** A generator of the choices that a seed stands for. */
    public SeededGenerator(final long seed) {
        state = StateHash.mix(seed);
    }

    /** A number from 0 to {@code bound - 1}; the bias of the multiplication is below 2^-31 times the bound. */
    public int below(final int bound) {
        state += GAMMA;
        return (int) ((StateHash.mix(state) >>> 33) * bound >>> 31);
    }
}
