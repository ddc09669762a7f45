package io.strikebook.matching.rules;

import io.strikebook.common.order.Label;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.CancelReason;

/** Takes live orders off: one, or all of an account or of the venue in order id order. */
final class Cancels {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final ExecutionListener listener;

    Cancels(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.listener = listener;
    }

    /** Ends a resting order. */
    void resting(final Order order, final CancelReason reason) {
        final OrderBook book = books.require(order.instrumentId(), command.sequence());
        command.touch(book);
        book.remove(order);
        listener.onCancelled(order, reason);
        orders.end(order);
    }

    /**
     * Ends the resting orders of an account that have exactly this label, in order id order.
     *
     * @param instrumentId 0: of every instrument
     */
    void labelled(final int accountId, final int instrumentId, final Label label) {
        Order order = orders.firstOfAccount(accountId);
        while (order != null) {
            final Order next = order.nextOfAccount();
            if ((instrumentId == 0 || order.instrumentId() == instrumentId)
                    && order.details() != null
                    && order.details().label().matches(label)) {
                resting(order, CancelReason.MASS_CANCEL);
            }
            order = next;
        }
    }

    /**
     * Ends resting orders.
     *
     * @param accountId    0: of every account
     * @param instrumentId 0: of every instrument
     */
    void all(final int accountId, final int instrumentId, final CancelReason reason) {
        Order order = accountId == 0 ? orders.first() : orders.firstOfAccount(accountId);
        while (order != null) {
            final Order next = accountId == 0 ? order.nextLive() : order.nextOfAccount();
            if (instrumentId == 0 || order.instrumentId() == instrumentId) {
                resting(order, reason);
            }
            order = next;
        }
    }
}
