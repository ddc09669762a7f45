package io.strikebook.pricer.mark;

import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricer.quality.QualityListener;
import io.strikebook.pricer.quality.UnderlyingQuality;
import io.strikebook.schemas.QualityReason;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with indices, surfaces, the books of listed futures and the quotes of listed options, after an epoch's marks were made. Of
 * options it is told per expiry: when the first of them is far outside its quotes, and when none is any more. Allocates nothing.
 */
final class QualityCheck {
    final List<UnderlyingQuality> underlyings = new ArrayList<>();

    private final MarketTable table;
    private final VenueParameters.Futures rule;

    QualityCheck(final MarketTable table, final VenueParameters.Futures rule) {
        this.table = table;
        this.rule = rule;
        for (final UnderlyingIndex index : table.underlyings) {
            underlyings.add(new UnderlyingQuality(index.underlyingId()));
        }
    }

    void refresh(final long timeNs, final QualityListener listener) {
        for (int i = 0; i < underlyings.size(); i++) {
            final UnderlyingIndex index = table.underlyings.get(i);
            underlyings
                    .get(i)
                    .refresh(
                            UnderlyingQuality.bit(QualityReason.INDEX_FROZEN, index.isFrozen())
                                    | UnderlyingQuality.bit(QualityReason.SURFACE_REJECTED, isSurfaceRejected(index)),
                            listener);
        }
        for (int i = 0; i < table.futures.size(); i++) {
            final Market market = table.futures.get(i);
            final int holds = market.instrumentId > 0 ? reasons(market, timeNs) : 0;
            if (holds != market.quality) {
                underlyings
                        .get(market.underlying.underlyingId() - 1)
                        .tell(market.instrumentId, market.quality, holds, listener);
                market.quality = holds;
                table.touch(market);
            }
        }
        for (int i = 0; i < table.expiries.size(); i++) {
            refresh(table.expiries.get(i), timeNs, listener);
        }
    }

    private void refresh(final Expiry expiry, final long timeNs, final QualityListener listener) {
        final boolean over = timeNs >= expiry.expiryNs;
        final int holds = UnderlyingQuality.bit(QualityReason.MARK_OUTSIDE_QUOTES, !over && expiry.outside > 0)
                | UnderlyingQuality.bit(QualityReason.SURFACE_REJECTED, !over && expiry.isDoubted());
        underlyings
                .get(expiry.underlying.underlyingId() - 1)
                .tellExpiry(expiry.expiryNs, expiry.newlyOutside, expiry.quality, holds, listener);
        expiry.newlyOutside = 0;
        expiry.quality = holds;
    }

    private boolean isSurfaceRejected(final UnderlyingIndex index) {
        for (int i = 0; i < table.chains.size(); i++) {
            final Chain chain = table.chains.get(i);
            if (chain.underlying == index && chain.isSurfaceRejected()) {
                return true;
            }
        }
        return false;
    }

    /** Reasons of one future; none before its venue said anything of it. */
    private int reasons(final Market market, final long timeNs) {
        if (market.heardNs == 0) {
            return 0;
        }
        final boolean oneSided = market.isOneSided();
        return UnderlyingQuality.bit(QualityReason.SOURCE_GAP, market.isGapped())
                | UnderlyingQuality.bit(QualityReason.STALE_FEED, market.isSilent(timeNs, rule.maximumAgeNs()))
                | UnderlyingQuality.bit(QualityReason.ONE_SIDED_BOOK, oneSided)
                | UnderlyingQuality.bit(
                        QualityReason.CROSSED_BOOK, market.hasMid() && !oneSided && !market.isTopUsable())
                | UnderlyingQuality.bit(
                        QualityReason.MARK_OUTSIDE_QUOTES,
                        market.isFairUsable(timeNs, rule.maximumAgeNs()) && isOutside(market));
    }

    private boolean isOutside(final Market market) {
        final long priceE8 = market.published.priceE8;
        final long leastE8 =
                FixedPoint.multiplyDivideFloor(market.bidE8(), FixedPoint.E8 - rule.outsideE8(), FixedPoint.E8);
        final long mostE8 =
                FixedPoint.multiplyDivideCeil(market.askE8(), FixedPoint.E8 + rule.outsideE8(), FixedPoint.E8);
        return priceE8 != Market.NONE && (priceE8 < leastE8 || priceE8 > mostE8);
    }
}
