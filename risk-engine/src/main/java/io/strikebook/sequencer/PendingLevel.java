package io.strikebook.sequencer;

import io.strikebook.common.hash.StateHash;

/**
 * A level of an underlying's margin that the pricer asked for and that is not on commands yet, with the volatilities behind it, which may be
 * the schema's null.
 */
record PendingLevel(
        long sourceSequence, int underlyingId, long levelE8, long realisedE8, long impliedE8, long measuredNs) {
    private static final long HASH_KIND = 0x4C56;

    long hash() {
        final long hash = StateHash.of(HASH_KIND, sourceSequence, underlyingId, levelE8, realisedE8);
        return StateHash.and(StateHash.and(hash, impliedE8), measuredNs);
    }
}
