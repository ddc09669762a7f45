package io.strikebook.sequencer;

import io.strikebook.common.hash.StateHash;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A step of a liquidation that margin asked for and that is not on commands yet.
 *
 * @param templateId of margin's request
 * @param body       a copy of its block and of what is behind that
 */
record PendingLiquidation(long sourceSequence, int templateId, UnsafeBuffer body) {
    private static final long HASH_KIND = 13;

    long hash() {
        long hash = StateHash.of(HASH_KIND, sourceSequence, templateId, body.capacity(), 0);
        for (int at = 0; at < body.capacity(); at++) {
            hash = StateHash.mix(hash ^ body.getByte(at));
        }
        return hash;
    }
}
