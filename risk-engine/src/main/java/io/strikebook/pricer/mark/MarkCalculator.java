package io.strikebook.pricer.mark;

import io.strikebook.schemas.InstrumentKind;

/**
 * Makes an epoch's marks: indices, then forwards, then instruments in the order of their ids, then listing requests. Only what
 * changed is handed to the listener. Allocates nothing.
 */
public final class MarkCalculator {
    private final MarketTable table;
    private final long riskArrayIntervalNs;
    private final OptionValuation valuation = new OptionValuation();
    private final RiskArrays arrays = new RiskArrays();
    private final PublishedMark fresh = new PublishedMark();
    private int nextToRequest;
    private long requests;
    private long nextArrayNs = Long.MAX_VALUE;

    /**
     * A calculator over a table.
     *
     * @param riskArrayIntervalNs least time between two arrays of one instrument
     */
    public MarkCalculator(final MarketTable table, final long riskArrayIntervalNs) {
        this.table = table;
        this.riskArrayIntervalNs = riskArrayIntervalNs;
    }

    /** Whether an array that had to wait may be published by now. */
    public boolean arrayDue(final long timeNs) {
        return timeNs >= nextArrayNs;
    }

    /** How many instruments were asked to be listed so far. */
    public long requests() {
        return requests;
    }

    /** Computes everything as of a time and tells the listener what changed. */
    public void refresh(final long timeNs, final MarkListener listener) {
        refreshIndices(timeNs, listener);
        for (int i = 0; i < table.expiries.size(); i++) {
            table.expiries.get(i).refresh();
        }
        nextArrayNs = Long.MAX_VALUE;
        for (int id = 1; id <= table.lastInstrumentId(); id++) {
            final Market market = table.listed(id);
            if (market.underlying == null) {
                continue;
            }
            if (market.isOption()) {
                refreshOption(market, timeNs, listener);
            } else {
                refreshFuture(market, listener);
            }
        }
        request(listener);
        table.settled();
    }

    private void refreshIndices(final long timeNs, final MarkListener listener) {
        for (int i = 0; i < table.underlyings.size(); i++) {
            final UnderlyingIndex index = table.underlyings.get(i);
            final Market substitute = table.substitutes.get(i);
            final long substituteE8 = substitute == null ? Market.NONE : substitute.ownPriceE8();
            if (index.refresh(timeNs, substituteE8, substitute != null && substitute.isOwnPriceStale())) {
                listener.onIndex(index.underlyingId(), index.publishedE8(), index.publishedStale());
            }
        }
    }

    private void refreshFuture(final Market market, final MarkListener listener) {
        final long ownE8 = market.ownPriceE8();
        final UnderlyingIndex index = market.underlying;
        final long priceE8 = ownE8 != Market.NONE ? ownE8 : forwardOrIndex(market, index);
        if (priceE8 == Market.NONE) {
            return;
        }
        fresh.setFuture(priceE8, ownE8 != Market.NONE ? market.isOwnPriceStale() : index.publishedStale());
        publish(market, listener);
    }

    private static long forwardOrIndex(final Market market, final UnderlyingIndex index) {
        return market.terms().kind() == InstrumentKind.FUTURE ? market.expiry.forwardE8 : index.publishedE8();
    }

    private void refreshOption(final Market market, final long timeNs, final MarkListener listener) {
        final Expiry expiry = market.expiry;
        if (expiry.forwardE8 == Market.NONE || expiry.forwardE8 <= 0 || market.ivE8() == Market.NONE) {
            return;
        }
        if (market.dirty || expiry.moved) {
            valuation.value(market.terms(), market.isCall(), expiry.forwardE8, market.ivE8(), timeNs, fresh);
            fresh.stale = expiry.stale || market.isOwnPriceStale();
            if (publish(market, listener)) {
                market.arrayPending = true;
            }
        }
        if (market.arrayPending) {
            publishArray(market, timeNs, listener);
        }
    }

    private boolean publish(final Market market, final MarkListener listener) {
        final boolean wasDirty = market.dirty;
        market.dirty = false;
        final boolean differs = market.published.take(fresh);
        if (differs) {
            listener.onMark(market.instrumentId, market.published);
        }
        if (differs || wasDirty) {
            table.touch(market);
        }
        return differs;
    }

    private void publishArray(final Market market, final long timeNs, final MarkListener listener) {
        final long dueNs = market.arrayTimeNs == Market.NONE ? timeNs : market.arrayTimeNs + riskArrayIntervalNs;
        if (timeNs < dueNs) {
            nextArrayNs = Math.min(nextArrayNs, dueNs);
            return;
        }
        market.arrayPending = false;
        arrays.compute(
                table.scenarios.get(market.underlying.underlyingId() - 1),
                market.terms(),
                market.isCall(),
                market.expiry.forwardE8,
                market.ivE8(),
                timeNs);
        table.touch(market);
        if (market.arrayTimeNs == Market.NONE || arrays.hash() != market.arrayHash) {
            market.arrayTimeNs = timeNs;
            market.arrayHash = arrays.hash();
            listener.onRiskArray(market.instrumentId, arrays.unitE12(), arrays.values());
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
                listener.onListingRequest(++requests, market.terms());
            }
        }
    }

    int nextToRequest() {
        return nextToRequest;
    }

    long nextArrayNs() {
        return nextArrayNs;
    }

    void restore(final int restoredNextToRequest, final long restoredRequests, final long restoredNextArrayNs) {
        nextToRequest = restoredNextToRequest;
        requests = restoredRequests;
        nextArrayNs = restoredNextArrayNs;
    }
}
