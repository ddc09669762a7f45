package io.strikebook.matching.rules;

import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.Quote;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.schemas.CancelReason;

/** Takes live orders off: one, or all of an account in order id order, or of the venue by account; of quotes only one that a taker met. */
final class Cancels {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final WaitingOrders waiting;
    private final Holds holds;
    private final ExecutionListener listener;

    Cancels(
            final CurrentCommand command,
            final Books books,
            final LiveOrders orders,
            final WaitingOrders waiting,
            final Holds holds,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.waiting = waiting;
        this.holds = holds;
        this.listener = listener;
    }

    /** Takes an order out of its book, or out of those held. */
    void takeOut(final OrderBook book, final Order order) {
        if (order.isHeld()) {
            holds.leave(book, order);
        } else {
            command.touch(book);
            book.remove(order);
        }
    }

    /** Ends an order that rests, is held, or waits for a trigger. */
    void resting(final Order order, final CancelReason reason) {
        if (order.isWaiting()) {
            waiting.remove(order);
        } else {
            takeOut(books.require(order.instrumentId(), command.sequence()), order);
        }
        listener.onCancelled(order, reason);
        end(order);
    }

    /** An order that is out of its book has nothing open: read what you need first. */
    void end(final Order order) {
        if (order instanceof Quote) {
            ((Quote) order).group().left();
        } else {
            orders.end(order);
        }
    }

    /** Ends an account's resting orders in an underlying that are flagged for market-maker protection, in order id order. */
    void flagged(final int accountId, final int underlyingId, final CancelReason reason) {
        Order order = orders.firstOfAccount(accountId);
        while (order != null) {
            final Order next = order.nextOfAccount();
            if (order.mmp()
                    && (order.isResting() || order.isHeld())
                    && books.get(order.instrumentId()).instrument().underlyingId() == underlyingId) {
                resting(order, reason);
            }
            order = next;
        }
    }

    /** Ends the resting orders that a filter fits, by account and then in order id order. */
    void fitting(final CancelFilter filter, final CancelReason reason) {
        final boolean ofVenue = filter.accountId() == 0;
        Order order = ofVenue ? orders.first() : orders.firstOfAccount(filter.accountId());
        while (order != null) {
            final Order next = ofVenue ? orders.after(order) : order.nextOfAccount();
            final OrderBook book = books.require(order.instrumentId(), command.sequence());
            if (filter.fits(order, book.instrument())) {
                resting(order, reason);
            }
            order = next;
        }
    }

    /** Ends what goes with a source that is lost, by account and then in order id order. */
    void disconnected(final int lostSourceId, final AccountSettings settings) {
        Order order = orders.first();
        while (order != null) {
            final Order next = orders.after(order);
            if (CancelFilter.isDisconnected(
                    order, settings.cancelOnDisconnect(lostSourceId, order.accountId()), lostSourceId)) {
                resting(order, CancelReason.DISCONNECTED);
            }
            order = next;
        }
    }
}
