package io.strikebook.sequencer;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.SettlementKind;

/** A settlement that margin asked for and that is not on commands yet. */
record PendingSettlement(
        long sourceSequence,
        SettlementKind kind,
        int underlyingId,
        long settledNs,
        long deliveryPriceE8,
        int samples,
        int missing) {
    private static final long HASH_KIND = 12;

    long hash() {
        final long hash = StateHash.of(HASH_KIND, sourceSequence, kind.value(), underlyingId, settledNs);
        return StateHash.and(hash, deliveryPriceE8, samples, missing, 0);
    }
}
