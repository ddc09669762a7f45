package io.strikebook.pricer.mark;

import io.strikebook.common.settlement.SettlementAverage;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.schemas.InstrumentKind;

/**
 * Prices of perpetuals and dated futures. Where bids and offers are known: index plus the averaged premium of their fair price. Where the
 * outside venue's own mark is all there is, that. Of a dated future without either, or whose book is not to be trusted, the forward that
 * calls and puts agree on stands in for the fair price. Else the last trade; else the forward of the expiry or the index. One-sided, crossed,
 * gapped or old books that no options stand in for, and an index that is stale, hold the premium, and the price is flagged. Allocates nothing.
 */
final class FutureMarks {
    private static final long NEVER = Long.MAX_VALUE;

    /** How long an average that is still on its way may be left without an epoch. */
    private static final long STEP_NS = 100_000_000L;

    private final MarketTable table;
    private final VenueParameters.Futures rule;
    private long refreshedNs;
    private long dueNs = NEVER;

    FutureMarks(final MarketTable table, final VenueParameters.Futures rule) {
        this.table = table;
        this.rule = rule;
    }

    /** Takes the samples of the index that are due, as it stood until now. */
    void sampleSettlements(final long timeNs, final MarkListener listener) {
        for (int i = 0; i < table.expiries.size(); i++) {
            final Expiry expiry = table.expiries.get(i);
            final SettlementAverage settlement = expiry.settlement;
            if (timeNs < settlement.dueNs()) {
                continue;
            }
            final UnderlyingIndex index = expiry.underlying;
            if (settlement.sample(timeNs, index.publishedE8(), index.publishedStale(), refreshedNs)) {
                listener.onSettlementEstimate(index.underlyingId(), expiry.expiryNs, settlement);
            }
        }
        refreshedNs = timeNs;
    }

    /** Computes the premium and price of every future and perpetual, listed or not. */
    void refresh(final long timeNs) {
        dueNs = NEVER;
        for (int i = 0; i < table.futures.size(); i++) {
            refresh(table.futures.get(i), timeNs);
        }
        for (int i = 0; i < table.expiries.size(); i++) {
            final Expiry expiry = table.expiries.get(i);
            if (expiry.underlying.publishedE8() != Market.NONE) {
                dueNs = Math.min(dueNs, expiry.settlement.dueNs());
            }
        }
    }

    private void refresh(final Market market, final long timeNs) {
        final boolean bookless = !market.hasMid() || rule.venueMarks() && market.hasVenueMark();
        final boolean usable = !bookless && market.isFairUsable(timeNs, rule.maximumAgeNs());
        final long impliedE8 = usable ? Market.NONE : impliedE8(market, bookless, timeNs);
        final UnderlyingIndex index = market.underlying;
        market.modelImplied = impliedE8 != Market.NONE;
        market.modelHeld = false;
        if (index.publishedE8() == Market.NONE
                || bookless && !market.modelImplied && (market.hasVenueMark() || !market.premium.isKnown())) {
            market.modelE8 = market.modelImplied ? impliedE8 : market.ownPriceE8();
            market.modelStale = !market.modelImplied && (bookless ? market.isOwnPriceStale() : !usable);
            return;
        }
        final boolean trusted = (usable || market.modelImplied) && !index.publishedStale();
        if (trusted) {
            sample(market, impliedE8, timeNs);
        } else {
            market.premium.hold(timeNs);
        }
        if (!market.premium.hasArrived()) {
            dueNs = Math.min(dueNs, timeNs + STEP_NS);
        }
        market.modelE8 = market.premium.isKnown() ? market.premium.priceE8(index.publishedE8()) : market.ownPriceE8();
        market.modelStale = !trusted;
        market.modelHeld = !trusted;
        table.touch(market);
    }

    private void sample(final Market market, final long impliedE8, final long timeNs) {
        final long indexE8 = market.underlying.publishedE8();
        final boolean perpetual = market.terms().kind() == InstrumentKind.PERPETUAL;
        final long bandE8 = perpetual ? rule.perpetualBandE8() : rule.futureBandE8();
        long fairE8 = impliedE8;
        long saidNs = market.expiry == null ? Market.NONE : market.expiry.parityNs();
        if (impliedE8 == Market.NONE) {
            final long outsideE8 = market.fairE8(rule.depthUsdE8());
            fairE8 = perpetual ? table.ownTops.fairE8(market.instrumentId, outsideE8, indexE8, bandE8) : outsideE8;
            saidNs = market.heardNs;
        }
        market.premium.sample(fairE8, indexE8, bandE8, rule.averageNs(), timeNs);
        dueNs = Math.min(dueNs, saidNs + rule.maximumAgeNs() + 1);
    }

    /** The forward by calls and puts, for a dated future that needs it: its venue's own mark, where it can be trusted, goes before. */
    private static long impliedE8(final Market market, final boolean bookless, final long timeNs) {
        final boolean marked = bookless && market.hasVenueMark() && !market.isOwnPriceStale();
        return market.expiry == null || marked ? Market.NONE : market.expiry.freshParityE8(timeNs);
    }

    /** Fills the mark of a listed future or perpetual; false where there is none. */
    boolean price(final Market market, final long timeNs, final PublishedMark mark) {
        final boolean dated = market.terms().kind() == InstrumentKind.FUTURE;
        final UnderlyingIndex index = market.underlying;
        final boolean own = market.modelE8 != Market.NONE;
        final long priceE8 = own ? market.modelE8 : dated ? market.expiry.forwardE8 : index.publishedE8();
        if (priceE8 == Market.NONE) {
            return false;
        }
        mark.setFuture(
                own && dated ? market.expiry.settlement.blendE8(priceE8, timeNs) : priceE8,
                own ? market.modelStale : index.publishedStale() || dated && market.expiry.stale || market.isGapped(),
                own && market.modelHeld);
        return true;
    }

    /** Publishes the rate of a perpetual that has a mark, where it is due. */
    void refreshFunding(final Market market, final long timeNs, final MarkListener listener) {
        final long indexE8 = market.underlying.publishedE8();
        if (market.terms().kind() != InstrumentKind.PERPETUAL || indexE8 <= 0 || market.published.priceE8 <= 0) {
            return;
        }
        if (market.funding.refresh(
                market.published.priceE8, indexE8, rule.fundingDamperE12(), rule.fundingCapE12(), timeNs)) {
            table.touch(market);
            listener.onFunding(market.instrumentId, market.funding, market.published.stale);
        }
        dueNs = Math.min(dueNs, market.funding.dueNs());
    }

    /** Whether time alone may have changed a price, a rate or an average by now. */
    boolean due(final long timeNs) {
        return timeNs >= dueNs;
    }

    long refreshedNs() {
        return refreshedNs;
    }

    long dueNs() {
        return dueNs;
    }

    void restore(final long restoredNs, final long restoredDueNs) {
        refreshedNs = restoredNs;
        dueNs = restoredDueNs;
    }
}
