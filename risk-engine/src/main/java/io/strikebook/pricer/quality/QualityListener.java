package io.strikebook.pricer.quality;

import io.strikebook.schemas.QualityReason;

/** Takes reasons not to trust prices as they begin and end. */
@FunctionalInterface
public interface QualityListener {
    /**
     * A reason begins or ends.
     *
     * @param instrumentId 0: of the underlying or an expiry as a whole
     * @param expiryNs     of an expiry's options; 0: not of one
     */
    void onQuality(UnderlyingQuality underlying, int instrumentId, long expiryNs, QualityReason reason, boolean begins);
}
