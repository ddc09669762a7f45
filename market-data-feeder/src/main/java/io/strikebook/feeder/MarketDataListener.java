package io.strikebook.feeder;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.consolidated.BookGroup;
import io.strikebook.feeder.consolidated.ConsolidatedLevels;
import io.strikebook.feeder.consolidated.DayStatistics;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.Side;

/**
 * Takes source events. An event is bracketed by {@link #beginEvent} and {@link #endEvent} and has at least one call in between. Absent
 * values are {@link #NONE}. Prices and outside quantities are 1e-8.
 */
public interface MarketDataListener {
    /** An absent price, quantity or time. */
    long NONE = Long.MIN_VALUE;

    /** The price of a constituent whose book is not to be trusted until its next one. */
    long NO_MIDDLE = 0;

    /** Of a book update: what was known of the book is forgotten first. */
    int SNAPSHOT = 1;

    /** Of a book update: the best bid is at or above the best ask behind it. */
    int CROSSED = 2;

    /** Of a book update: the book is not the venue's until its next snapshot. */
    int BROKEN = 4;

    /** Of a book update: nothing was heard of the instrument for long. */
    int STALE = 8;

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

    /** What a venue says of one instrument where it says no more than the best bid and ask. */
    default void quote(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8) {
        ticker(
                externalInstrumentId,
                exchangeTimeNs,
                bidPriceE8,
                bidQuantityE8,
                askPriceE8,
                askQuantityE8,
                NONE,
                NONE,
                NONE,
                NONE);
    }

    /** A trade on an outside venue. */
    void trade(
            int externalInstrumentId, long exchangeTimeNs, long tradeId, long priceE8, long quantityE8, Side takerSide);

    /**
     * One outside price that an index is made of, or {@link #NO_MIDDLE}; constituents are numbered from 1 within their underlying, and the
     * same price is given again where it stays for long.
     */
    void constituent(int underlyingId, int constituentId, long priceE8);

    /**
     * Levels that changed, or none where only the flags did; the levels may be reused by the caller after the call.
     *
     * @param flags sum of {@link #SNAPSHOT}, {@link #CROSSED}, {@link #BROKEN} and {@link #STALE}
     */
    void book(int externalInstrumentId, long exchangeTimeNs, int flags, BookLevels levels);

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

    /** Levels that changed in a book that can be trusted. */
    default void book(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final boolean snapshot,
            final boolean crossed,
            final BookLevels levels) {
        book(externalInstrumentId, exchangeTimeNs, (snapshot ? SNAPSHOT : 0) | (crossed ? CROSSED : 0), levels);
    }

    /** The source lost or refused input here: a book is not to be trusted until its next snapshot. Instrument 0 means all. */
    void gap(int externalInstrumentId, long expected, long received, GapReason reason);

    /** A gap whose reason is not said. */
    default void gap(final int externalInstrumentId, final long expected, final long received) {
        gap(externalInstrumentId, expected, received, GapReason.UNSPECIFIED);
    }

    /** A venue's own index of an underlying; a volatility of 1e8 is 100 percent a year. */
    void externalIndex(String venue, int underlyingId, ExternalIndexKind kind, long exchangeTimeNs, long valueE8);

    /** Best levels over venues; both may be reused by the caller after the call. */
    default void consolidatedBook(final BookGroup group, final ConsolidatedLevels levels) {}

    /** An instrument's trades of the day; may be reused by the caller after the call. */
    default void statistics(final DayStatistics day) {}

    /** Ends the event. */
    void endEvent();
}
