package io.strikebook.benchmarks.matching;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.rules.ExecutionListener;
import io.strikebook.matching.rules.ImpliedTop;
import io.strikebook.matching.rules.MassQuote;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.PhaseReason;

/** Counts trades, whoever tells of them. */
class Trades implements ExecutionListener {
    private long fills;
    private long lots;

    /** Forgets all. */
    final void reset() {
        fills = 0;
        lots = 0;
    }

    /** Counts one. */
    final void add(final long lotsTraded) {
        fills++;
        lots += lotsTraded;
    }

    /** What they and the orders left come to. */
    final Outcome with(final long orders) {
        return new Outcome(fills, lots, orders);
    }

    @Override
    public void onFill(final long tradeId, final Order maker, final Order taker, final long lotsTraded) {
        add(lotsTraded);
    }

    @Override
    public void onAccepted(final Order order) {}

    @Override
    public void onBlockFill(
            final long tradeId,
            final long blockId,
            final int leg,
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long priceE8,
            final long lotsTraded) {
        throw new IllegalStateException("nothing trades outside the books here");
    }

    @Override
    public void onLegFill(
            final long tradeId,
            final Instrument combo,
            final int leg,
            final int takerAccountId,
            final int makerAccountId,
            final long priceE8,
            final long lotsTraded,
            final boolean takerBuys) {
        throw new IllegalStateException("no combination trades here");
    }

    @Override
    public void onImpliedFill(
            final long tradeId, final Order order, final long lots, final long priceE8, final boolean rested) {
        throw new IllegalStateException("no combination trades here");
    }

    @Override
    public void onImpliedLegFill(
            final long tradeId,
            final long comboTradeId,
            final int comboId,
            final int leg,
            final Order maker,
            final Order taker,
            final long lots,
            final boolean takerRested) {
        throw new IllegalStateException("no combination trades here");
    }

    @Override
    public void onImpliedTop(final OrderBook combo, final ImpliedTop top) {}

    @Override
    public void onReplaced(final Order order, final boolean keptPriority) {}

    @Override
    public void onBecameLimit(final Order order) {}

    @Override
    public void onDecremented(final Order maker, final Order taker, final long lots) {
        throw new IllegalStateException("no account here prevents self-trades");
    }

    @Override
    public void onCancelled(final Order order, final CancelReason reason) {}

    @Override
    public void onListed(final OrderBook book) {}

    @Override
    public void onStatistics(final OrderBook book) {}

    @Override
    public void onAllocation(final OrderBook book) {
        throw new IllegalStateException("nobody sets it here");
    }

    @Override
    public void onLinkFired(final Order order) {}

    @Override
    public void onLinkedReduced(final Order order, final long lots) {}

    @Override
    public void onLinkedReleased(final Order order, final long lots, final boolean asks) {}

    @Override
    public void onLinkedIdle(final Order order, final long comingLots) {}

    @Override
    public void onNothingGrown(final Order order) {}

    @Override
    public void onNothingDecided(final Order order, final long comingLots) {}

    @Override
    public void onTriggerFired(final Order order, final long referenceE8) {}

    @Override
    public void onWaitingReplaced(final Order order) {}

    @Override
    public void onTriggered(final Order order) {}

    @Override
    public void onPhase(final OrderBook book, final PhaseReason reason) {}

    @Override
    public void onUncrossed(
            final long tradeId, final Order maker, final Order taker, final long lotsTraded, final long priceE8) {
        throw new IllegalStateException("there are no auctions here");
    }

    @Override
    public void onIndication(final OrderBook book) {}

    @Override
    public void onMarketMode(final OrderBook book) {}

    @Override
    public void onHeld(final Order order, final long releaseNs) {}

    @Override
    public void onReleased(final OrderBook book, final Order order) {}

    @Override
    public void onVolatilityBand(final OrderBook book) {}

    @Override
    public void onTopOfBook(final OrderBook book) {}

    @Override
    public void onQuotes(final MassQuote quotes) {}

    @Override
    public void onQuotesCancelled(
            final int accountId,
            final int underlyingId,
            final int group,
            final int instrumentId,
            final long quoteSetId,
            final int cancelled,
            final CancelReason reason) {}

    @Override
    public void onMmpTriggered(final QuoteGroup group, final int instrumentId, final int cancelled) {}

    @Override
    public void onMmpChanged(final QuoteGroup group, final long nowNs) {}
}
