package io.strikebook.matching.rules;

import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.CancelReason;

/** What a command caused, in order. Orders are pooled: read them during the call, keep nothing. */
public interface ExecutionListener {
    /** An order was taken, as it came; always first in what its command causes. */
    void onAccepted(Order order);

    /**
     * An order has a new price or quantity, before it trades at it.
     *
     * @param keptPriority whether it kept its place in the queue
     */
    void onReplaced(Order order, boolean keptPriority);

    /**
     * Two orders traded at the maker's price; both already show what is left.
     *
     * @param tradeId unique on the venue
     * @param lots    positive
     */
    void onFill(long tradeId, Order maker, Order taker, long lots);

    /**
     * Two orders of one group met and were made smaller without a trade; both already show what is left.
     *
     * @param lots what both lost, positive
     */
    void onDecremented(Order maker, Order taker, long lots);

    /** The open part of an order was taken off. */
    void onCancelled(Order order, CancelReason reason);

    /** The phase of an instrument was set. */
    void onPhase(OrderBook book);

    /** The best level of a side is not what it was after the command before; after everything else in its command. */
    void onTopOfBook(OrderBook book);
}
