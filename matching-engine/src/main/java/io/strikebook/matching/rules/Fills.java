package io.strikebook.matching.rules;

import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;

/** Makes one trade of an arriving order with a resting one, at the price of the latter. */
final class Fills {
    private final CurrentCommand command;
    private final LiveOrders orders;
    private final PositionMirror positions;
    private final Protections protections;
    private final ExecutionListener listener;
    private long lastPriceE8;

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

    /** Price of the last trade of all. */
    long lastPriceE8() {
        return lastPriceE8;
    }

    /** Trades so many lots; a maker with nothing left is out of the book, but still to be ended, and groups that it breached are to be stopped. */
    void fill(final OrderBook book, final Order taker, final Order maker, final long lots) {
        book.fill(maker, lots);
        orders.fillIncoming(taker, lots);
        positions.onFill(taker, maker, lots);
        lastPriceE8 = maker.priceE8();
        listener.onFill(command.nextTradeId(), maker, taker, lots);
        if (maker.mmp() || taker.mmp()) {
            protections.count(book, maker, taker, lots);
        }
    }
}
