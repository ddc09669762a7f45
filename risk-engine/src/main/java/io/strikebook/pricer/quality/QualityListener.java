package io.strikebook.pricer.quality;

import io.strikebook.schemas.QualityReason;

/** Takes reasons not to trust prices as they begin and end. */
@FunctionalInterface
public interface QualityListener {
    /**
     * A reason begins or ends.
     *
     * @param instrumentId 0: of the underlying as a whole
     */
    void onQuality(UnderlyingQuality underlying, int instrumentId, QualityReason reason, boolean begins);
}
