package io.strikebook.feeder.consolidated;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.OrderEntries;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.Side;

/** Hands every call on, and shows those that are summed up. */
final class Observer implements MarketDataListener {
    private final SummarisingSource summary;
    MarketDataListener listener;

    Observer(final SummarisingSource summary) {
        this.summary = summary;
    }

    @Override
    public void beginEvent(final long timeNs) {
        summary.onTime(timeNs);
        listener.beginEvent(timeNs);
    }

    @Override
    public void instrument(final int externalInstrumentId, final String venue, final InstrumentTerms terms) {
        listener.instrument(externalInstrumentId, venue, terms);
        summary.books().onInstrument(externalInstrumentId, venue, terms);
    }

    @Override
    public void ticker(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8,
            final long markPriceE8,
            final long markIvE8,
            final long forwardE8,
            final long indexE8) {
        listener.ticker(
                externalInstrumentId,
                exchangeTimeNs,
                bidPriceE8,
                bidQuantityE8,
                askPriceE8,
                askQuantityE8,
                markPriceE8,
                markIvE8,
                forwardE8,
                indexE8);
        summary.onHeard(externalInstrumentId);
    }

    @Override
    public void trade(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final Side takerSide) {
        listener.trade(externalInstrumentId, exchangeTimeNs, tradeId, priceE8, quantityE8, takerSide);
        summary.onTrade(externalInstrumentId, priceE8, quantityE8);
        summary.onHeard(externalInstrumentId);
    }

    @Override
    public void constituent(final int underlyingId, final int constituentId, final long priceE8) {
        listener.constituent(underlyingId, constituentId, priceE8);
    }

    @Override
    public void orders(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final boolean snapshot,
            final boolean partialView,
            final OrderEntries entries) {
        listener.orders(externalInstrumentId, exchangeTimeNs, snapshot, partialView, entries);
    }

    @Override
    public void book(
            final int externalInstrumentId, final long exchangeTimeNs, final int flags, final BookLevels levels) {
        listener.book(externalInstrumentId, exchangeTimeNs, flags, levels);
        summary.books().onBook(externalInstrumentId, (flags & SNAPSHOT) != 0, (flags & ~SNAPSHOT) != 0, levels);
        summary.onHeard(externalInstrumentId);
    }

    @Override
    public void gap(final int externalInstrumentId, final long expected, final long received, final GapReason reason) {
        listener.gap(externalInstrumentId, expected, received, reason);
        summary.books().onGap(externalInstrumentId);
    }

    @Override
    public void externalIndex(
            final String venue,
            final int underlyingId,
            final ExternalIndexKind kind,
            final long exchangeTimeNs,
            final long valueE8) {
        listener.externalIndex(venue, underlyingId, kind, exchangeTimeNs, valueE8);
    }

    @Override
    public void endEvent() {
        listener.endEvent();
    }
}
