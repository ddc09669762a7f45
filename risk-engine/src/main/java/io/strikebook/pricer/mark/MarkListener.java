package io.strikebook.pricer.mark;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.settlement.SettlementAverage;
import io.strikebook.pricer.future.Funding;
import io.strikebook.pricer.index.IndexListener;
import io.strikebook.pricer.quality.QualityListener;
import io.strikebook.pricer.volatility.VolatilityListener;

/** Takes what an epoch publishes, in the order of publication. */
public interface MarkListener extends IndexListener, QualityListener, VolatilityListener {
    /** A mark changed; the object is valid during the call only. */
    void onMark(int instrumentId, PublishedMark mark);

    /** The funding rate of a perpetual changed. */
    void onFunding(int instrumentId, Funding funding, boolean stale);

    /** A sample of an expiry's last half hour was taken. */
    void onSettlementEstimate(int underlyingId, long expiryNs, SettlementAverage average);

    /** The roll shock of an expiry, for the first time or moved. */
    void onExpiryRisk(int underlyingId, long expiryNs, long factorE12);

    /** A risk array changed; the values are valid during the call only. */
    void onRiskArray(int instrumentId, int unitE12, int[] values);

    /** An instrument was described that is to be listed; the number is 0 where the venue lists nothing by itself. */
    void onListingRequest(long sourceSequence, InstrumentTerms terms);
}
