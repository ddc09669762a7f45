package io.strikebook.matching.rules;

import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.schemas.Side;

/** Makes one trade: of an arriving order with a resting one, at the price of the latter; or of two resting ones, at that of an auction. */
final class Fills {
    private final CurrentCommand command;
    private final LiveOrders orders;
    private final PositionMirror positions;
    private final Protections protections;
    private final ExecutionListener listener;
    private Triggers triggers;
    private LinkedOrders links;
    private Combos combos;

    Fills(
            final CurrentCommand command,
            final LiveOrders orders,
            final PositionMirror positions,
            final Protections protections,
            final ExecutionListener listener) {
        this.command = command;
        this.orders = orders;
        this.positions = positions;
        this.protections = protections;
        this.listener = listener;
    }

    /** Who is told of every trade, and who of those of combinations; to be set once, before the first. */
    void tell(final Triggers newTriggers, final LinkedOrders newLinks, final Combos newCombos) {
        triggers = newTriggers;
        links = newLinks;
        combos = newCombos;
    }

    /** Whether linked orders became smaller, or were taken off, by trades since this was asked last. */
    boolean hasLinkActed() {
        return links.hasActed();
    }

    /** Trades so many lots; a maker with nothing left is out of the book, but still to be ended, and groups that it breached are to be stopped. */
    void fill(final OrderBook book, final Order taker, final Order maker, final long lots) {
        book.fill(maker, lots);
        orders.fillIncoming(taker, lots);
        final long priceE8 = maker.priceE8();
        book.countTrade(priceE8, lots);
        listener.onFill(command.nextTradeId(), maker, taker, lots);
        if (book.isCombo()) {
            combos.trade(book.instrument(), command.lastTradeId(), taker, maker, lots, priceE8);
            return;
        }
        positions.onFill(taker, maker, lots);
        if (maker.mmp() || taker.mmp()) {
            protections.count(book, maker, taker, lots, priceE8);
        }
        triggers.onTrade(book, priceE8);
        links.onFill(maker, lots);
        links.onFill(taker, lots);
    }

    /**
     * Trades so many lots of an order of a combination, which arrives or rests, with its legs; their trades are to follow.
     *
     * @return id of the trade
     */
    long implied(final OrderBook combo, final Order order, final long lots, final long priceE8, final boolean rested) {
        if (rested) {
            combo.fill(order, lots);
        } else {
            orders.fillIncoming(order, lots);
        }
        combo.countTrade(priceE8, lots);
        final long tradeId = command.nextTradeId();
        listener.onImpliedFill(tradeId, order, lots, priceE8, rested);
        return tradeId;
    }

    /** Trades so many lots of a resting order of a leg with an order of a combination; one with nothing left is out of the book, but still to be ended. */
    void impliedLeg(
            final long comboTradeId,
            final OrderBook combo,
            final int leg,
            final OrderBook book,
            final Order taker,
            final Order maker,
            final long lots,
            final boolean rested) {
        book.fill(maker, lots);
        final long priceE8 = maker.priceE8();
        book.countTrade(priceE8, lots);
        final boolean takerBuys = maker.side() == Side.SELL;
        positions.move(taker.accountId(), book.instrumentId(), takerBuys ? lots : -lots);
        positions.move(maker.accountId(), book.instrumentId(), takerBuys ? -lots : lots);
        listener.onImpliedLegFill(
                command.nextTradeId(), comboTradeId, combo.instrumentId(), leg, maker, taker, lots, rested);
        if (maker.mmp()) {
            protections.count(book, maker, taker, lots, priceE8);
        }
        triggers.onTrade(book, priceE8);
        links.onFill(maker, lots);
    }

    /** Trades so many lots of two resting orders in an auction; who has nothing left is out of the book, but still to be ended. */
    void uncross(final OrderBook book, final Order taker, final Order maker, final long lots, final long priceE8) {
        book.uncross(maker, lots);
        book.uncross(taker, lots);
        positions.onFill(taker, maker, lots);
        book.countTrade(priceE8, lots);
        listener.onUncrossed(command.nextTradeId(), maker, taker, lots, priceE8);
        if (maker.mmp() || taker.mmp()) {
            protections.count(book, maker, taker, lots, priceE8);
        }
        triggers.onTrade(book, priceE8);
        links.onFill(maker, lots);
        links.onFill(taker, lots);
    }
}
