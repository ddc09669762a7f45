package io.strikebook.feeder;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.Side;

/**
 * Takes source events. An event is bracketed by {@link #beginEvent} and {@link #endEvent} and has at least one call in between. Absent
 * values are {@link #NONE}. Prices and outside quantities are 1e-8.
 */
public interface MarketDataListener {
    /** An absent price, quantity or time. */
    long NONE = Long.MIN_VALUE;

    /** Opens an event; a time before that of the event before counts as the latter. */
    void beginEvent(long timeNs);

    /** An outside instrument, numbered from 1 in the order described. */
    void instrument(int externalInstrumentId, String venue, InstrumentTerms terms);

    /**
     * What a venue says of one instrument now.
     *
     * @param markIvE8  annualised volatility
     * @param forwardE8 forward of the instrument's expiry
     */
    void ticker(
            int externalInstrumentId,
            long exchangeTimeNs,
            long bidPriceE8,
            long bidQuantityE8,
            long askPriceE8,
            long askQuantityE8,
            long markPriceE8,
            long markIvE8,
            long forwardE8,
            long indexE8);

    /** A trade on an outside venue. */
    void trade(
            int externalInstrumentId, long exchangeTimeNs, long tradeId, long priceE8, long quantityE8, Side takerSide);

    /** One outside price that an index is made of; constituents are numbered from 1 within their underlying. */
    void constituent(int underlyingId, int constituentId, long priceE8);

    /** Levels that changed; the levels may be reused by the caller after the call. */
    void book(int externalInstrumentId, long exchangeTimeNs, boolean snapshot, boolean crossed, BookLevels levels);

    /**
     * What happened to single orders of an outside book; the levels that changed by it are a {@link #book} of the same event. Whoever looks
     * at levels only needs none of it.
     *
     * @param snapshot    whether the orders known before are to be forgotten first
     * @param partialView whether orders that rested before the recording began are unknown
     * @param entries     may be reused by the caller after the call
     */
    default void orders(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final boolean snapshot,
            final boolean partialView,
            final OrderEntries entries) {}

    /** The source lost or refused input here; instrument 0 means all. */
    void gap(int externalInstrumentId, long expected, long received);

    /** Ends the event. */
    void endEvent();
}
