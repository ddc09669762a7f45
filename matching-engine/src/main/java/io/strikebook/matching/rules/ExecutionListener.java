package io.strikebook.matching.rules;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.PhaseReason;

/** What a command caused, in order. Orders are pooled: read them during the call, keep nothing. */
public interface ExecutionListener {
    /** What the fill of a combination that was told last is in one leg, counted from 0. */
    void onLegFill(
            long tradeId,
            Instrument combo,
            int leg,
            int takerAccountId,
            int makerAccountId,
            long priceE8,
            long lots,
            boolean takerBuys);

    /**
     * An order of a combination traded with orders of its legs, each of which is told next; it already shows what is left.
     *
     * @param priceE8 of one lot
     * @param rested  whether it had rested
     */
    void onImpliedFill(long tradeId, Order order, long lots, long priceE8, boolean rested);

    /**
     * What it traded with one resting order of a leg, counted from 0, at that order's price; the maker already shows what is left.
     *
     * @param takerRested whether the combination's order had rested
     */
    void onImpliedLegFill(
            long tradeId,
            long comboTradeId,
            int comboId,
            int leg,
            Order maker,
            Order taker,
            long lots,
            boolean takerRested);

    /** The best prices of a combination in its legs are not what was published before. */
    void onImpliedTop(OrderBook combo, ImpliedTop top);

    /** One leg, counted from 0, of a block trade. */
    void onBlockFill(
            long tradeId,
            long blockId,
            int leg,
            int instrumentId,
            int buyerAccountId,
            int sellerAccountId,
            long priceE8,
            long lots);

    /** An order was taken, as it came; first in what its command causes, but for what was due before it. */
    void onAccepted(Order order);

    /**
     * An order has a new price or quantity, before it trades at it.
     *
     * @param keptPriority whether it kept its place in the queue
     */
    void onReplaced(Order order, boolean keptPriority);

    /** What is left of a market-to-limit order, which just traded, is a limit order at the price of that trade. */
    void onBecameLimit(Order order);

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

    /** A book was opened. */
    void onListed(OrderBook book);

    /** What traded in an instrument in the last day has changed since it was last told; only with ticks. */
    void onStatistics(OrderBook book);

    /** How orders of one price share was set. */
    void onAllocation(OrderBook book);

    /** An order's trigger fired at a reference price; it waits for the sequencer from now on. */
    void onTriggerFired(Order order, long referenceE8);

    /** An order that waits for its trigger, or for the sequencer, has new terms. */
    void onWaitingReplaced(Order order);

    /** An order that waited is live, before it trades. */
    void onTriggered(Order order);

    /** What held an order has filled as asked: it waits for its own trigger, or for the sequencer, from now on. */
    void onLinkFired(Order order);

    /** A trade of another part of its link has made an order smaller by so many lots. */
    void onLinkedReduced(Order order, long lots);

    /**
     * The first part of an incremental link has traded: so many lots more of an order may begin; or, with none, the first part ended.
     *
     * @param asks whether the sequencer is to decide on them
     */
    void onLinkedReleased(Order order, long lots, boolean asks);

    /** Nothing is open of what was released of a part of an incremental link; so much is to come. */
    void onLinkedIdle(Order order, long comingLots);

    /** The growth that is the command was decided and is not to be: the order, which is live, stays as it is. */
    void onNothingGrown(Order order);

    /** What the command decided of a part was taken off before; so much is to come. */
    void onNothingDecided(Order order, long comingLots);

    /** The phase of an instrument was set; its book says which and until when. */
    void onPhase(OrderBook book, PhaseReason reason);

    /**
     * Two resting orders traded at the price of an auction; both already show what is left.
     *
     * @param maker the earlier one
     */
    void onUncrossed(long tradeId, Order maker, Order taker, long lots, long priceE8);

    /** What the auction of a book would trade now; after its top in its command. */
    void onIndication(OrderBook book);

    /** How orders come to trade in an instrument was set. */
    void onMarketMode(OrderBook book);

    /** A live order, or one side of a mass quote, waits outside the book from now on. */
    void onHeld(Order order, long releaseNs);

    /** What was held arrives, before it trades. */
    void onReleased(OrderBook book, Order order);

    /** The volatility band of an instrument was set. */
    void onVolatilityBand(OrderBook book);

    /** The best level of a side is not what it was after the command before; after everything else in its command. */
    void onTopOfBook(OrderBook book);

    /** A mass quote was taken, with a code for each side; always first in what it causes. */
    void onQuotes(MassQuote quotes);

    /**
     * Quotes of an account were taken off; the ids as they were asked for, 0 for all.
     *
     * @param cancelled how many
     */
    void onQuotesCancelled(
            int accountId,
            int underlyingId,
            int group,
            int instrumentId,
            long quoteSetId,
            int cancelled,
            CancelReason reason);

    /**
     * The last trade reached a limit of a group, all of whose quotes are off now.
     *
     * @param instrumentId what was traded
     * @param cancelled    how many quotes
     */
    void onMmpTriggered(QuoteGroup group, int instrumentId, int cancelled);

    /** The limits of a group were set or removed, or it was reset. */
    void onMmpChanged(QuoteGroup group, long nowNs);
}
