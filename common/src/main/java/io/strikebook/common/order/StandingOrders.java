package io.strikebook.common.order;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.Side;

/**
 * Who is told what stands in books between two commands: instrument by instrument in the order of their ids, each before its orders, these
 * side by side, best price first, first in priority first; at last what waits in no book.
 */
public interface StandingOrders {
    /** An instrument, what may happen in it now, and its orders from here on. */
    void onInstrument(Instrument instrument, InstrumentPhase phase);

    /** Of a combination, before its orders: what it can be sold and bought at in the books of its legs, as published last; 0 lots for nothing. */
    void onImpliedTop(long bidE8, long bidLots, long askE8, long askLots);

    /**
     * An order that rests.
     *
     * @param displayLots most that it shows at a time; 0: all
     */
    void onResting(long orderId, Side side, long priceE8, long shownLots, long hiddenLots, long displayLots);

    /** A quote that rests, of an account's group in an underlying. */
    void onQuote(
            long orderId,
            Side side,
            long priceE8,
            long lots,
            int accountId,
            int underlyingId,
            int group,
            long quoteSetId);

    /**
     * An order that waits for a trigger, or is held.
     *
     * @param displayLots most that it will show at a time; 0: all
     */
    void onWaiting(long orderId, Side side, long displayLots);
}
