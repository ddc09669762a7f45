package io.strikebook.pricer.mark;

import io.strikebook.common.margin.VolatilityResponse;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricer.volatility.VolatilityWatch;
import io.strikebook.pricing.batch.BatchPricer;

/**
 * Makes an epoch's marks: indices, then forwards, then instruments in the order of their ids, then volatilities and listing requests. Only what
 * changed is handed to the listener. Allocates nothing.
 */
public final class MarkCalculator {
    private final MarketTable table;
    private final OptionMarks options;
    private final FutureMarks futures;
    private final QualityCheck quality;
    private final ExpiryRisks risks;
    private final boolean autoListing;
    private final PublishedMark fresh = new PublishedMark();
    private int nextToRequest;
    private long requests;

    /** A calculator over a table of the venue's underlyings. */
    public MarkCalculator(final MarketTable table, final VenueParameters venue, final BatchPricer pricer) {
        this.table = table;
        this.autoListing = venue.autoListing();
        this.options = new OptionMarks(table, venue.marks(), pricer);
        this.futures = new FutureMarks(table, venue.futures());
        this.risks = new ExpiryRisks(table);
        this.quality = new QualityCheck(table, venue.futures());
    }

    /** Whether a mark or an array that had to wait may be published by now. */
    public boolean isDue(final long timeNs) {
        return options.isDue(timeNs);
    }

    /** Whether time alone may have changed an index, a premium, a rate, a volatility or a settlement average by now. */
    public boolean timeDue(final long timeNs) {
        for (int i = 0; i < table.underlyings.size(); i++) {
            final VolatilityWatch watch = table.volatilities[i];
            if (timeNs >= table.underlyings.get(i).dueNs() || watch != null && watch.isDue(timeNs)) {
                return true;
            }
        }
        return futures.due(timeNs);
    }

    QualityCheck quality() {
        return quality;
    }

    /** Hash of what is wrong now, and how often it was. */
    public long qualityHash() {
        long sum = 0;
        for (int i = 0; i < quality.underlyings.size(); i++) {
            sum += quality.underlyings.get(i).hash();
        }
        return sum;
    }

    FutureMarks futures() {
        return futures;
    }

    /** How many listings and levels of margin were asked for so far. */
    public long requests() {
        return requests;
    }

    /** Computes everything as of a time and tells the listener what changed. */
    public void refresh(final long timeNs, final MarkListener listener) {
        futures.sampleSettlements(timeNs, listener);
        refreshIndices(timeNs, listener);
        options.prepare(timeNs);
        futures.refresh(timeNs);
        options.value(timeNs);
        for (int id = 1; id <= table.lastInstrumentId(); id++) {
            final Market market = table.listed(id);
            if (market != null && market.underlying != null) {
                if (market.isOption()) {
                    options.publish(market, timeNs, listener);
                } else {
                    refreshFuture(market, timeNs, listener);
                }
            }
        }
        quality.refresh(timeNs, listener);
        options.publishArrays(timeNs, listener);
        risks.refresh(timeNs, listener);
        measureVolatilities(timeNs, listener);
        request(listener);
        table.settled();
    }

    private void measureVolatilities(final long timeNs, final MarkListener listener) {
        for (int i = 0; i < table.volatilities.length; i++) {
            final VolatilityWatch watch = table.volatilities[i];
            if (watch != null && watch.isDue(timeNs)) {
                final UnderlyingIndex index = table.underlyings.get(i);
                final long indexE8 = index.publishedStale() ? Market.NONE : index.publishedE8();
                final long levelE8 = watch.sample(timeNs, indexE8, options.volatilityFor30Days(index, timeNs));
                listener.onVolatility(watch);
                if (levelE8 != VolatilityResponse.NONE) {
                    listener.onMarginLevel(++requests, watch, levelE8);
                }
            }
        }
    }

    private void refreshIndices(final long timeNs, final MarkListener listener) {
        for (int i = 0; i < table.underlyings.size(); i++) {
            final UnderlyingIndex index = table.underlyings.get(i);
            final Market substitute = table.substitutes.get(i);
            final long substituteE8 = substitute == null ? Market.NONE : substitute.ownPriceE8();
            index.refresh(timeNs, substituteE8, substitute != null && substitute.isOwnPriceStale(), listener);
        }
    }

    private void refreshFuture(final Market market, final long timeNs, final MarkListener listener) {
        if (futures.price(market, timeNs, fresh)) {
            publish(market, listener);
            if (market.expiry != null) {
                market.expiry.valued = true;
            }
            futures.refreshFunding(market, timeNs, listener);
        }
    }

    private void publish(final Market market, final MarkListener listener) {
        final boolean wasDirty = market.dirty;
        market.dirty = false;
        final boolean differs = market.published.take(fresh);
        if (differs) {
            listener.onMark(market.instrumentId, market.published);
        }
        if (differs || wasDirty) {
            table.touch(market);
        }
    }

    /** Asks once for every described instrument that can be listed, in the order of description. */
    private void request(final MarkListener listener) {
        for (; nextToRequest < table.markets.size(); nextToRequest++) {
            final Market market = table.markets.get(nextToRequest);
            if (!market.requested
                    && market.underlying != null
                    && market.terms().problem() == null
                    && table.isFirstOfItsSymbol(market)) {
                table.await(market);
                listener.onListingRequest(autoListing ? ++requests : 0, market.terms());
            }
        }
    }

    int nextToRequest() {
        return nextToRequest;
    }

    void restore(final int restoredNextToRequest, final long restoredRequests) {
        nextToRequest = restoredNextToRequest;
        requests = restoredRequests;
        options.restored();
    }
}
