package io.strikebook.matching.rules;

import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.time.Deadline;
import io.strikebook.matching.time.DeadlineKind;
import io.strikebook.matching.time.Deadlines;
import io.strikebook.schemas.CancelReason;

/** Fires what is due before a command does anything else: ends of orders and of phases. */
final class Expiries {
    private final CurrentCommand command;
    private final Deadlines deadlines;
    private final LiveOrders orders;
    private final Cancels cancels;
    private final Phases phases;
    private final Holds holds;

    Expiries(
            final CurrentCommand command,
            final Deadlines deadlines,
            final LiveOrders orders,
            final Cancels cancels,
            final Phases phases,
            final Holds holds) {
        this.command = command;
        this.deadlines = deadlines;
        this.orders = orders;
        this.cancels = cancels;
        this.phases = phases;
        this.holds = holds;
    }

    /** Sets the end of an order that has just become live, where it has one. */
    void start(final OrderBook book, final Order order) {
        if (order.details() != null && order.details().expireNs() != 0) {
            orders.expires(
                    order,
                    deadlines.set(
                            book.instrument().underlyingId(),
                            DeadlineKind.ORDER_EXPIRY,
                            order.orderId(),
                            order.details().expireNs()));
        }
    }

    boolean isAnyDue() {
        return deadlines.isAnyDue(command.timestampNs());
    }

    void fire(final int underlyingId) {
        command.keepHalf();
        Deadline deadline = deadlines.due(underlyingId, command.timestampNs());
        while (deadline != null) {
            fire(deadline);
            deadline = deadlines.due(underlyingId, command.timestampNs());
        }
        command.keepNothing();
    }

    void fireAll() {
        command.keepHalf();
        Deadline deadline = deadlines.dueOfAll(command.timestampNs());
        while (deadline != null) {
            fire(deadline);
            deadline = deadlines.dueOfAll(command.timestampNs());
        }
        command.keepNothing();
    }

    /** Whatever it does, the deadline is gone afterwards. */
    private void fire(final Deadline deadline) {
        final long id = deadline.id();
        switch (deadline.kind()) {
            case ORDER_EXPIRY -> cancels.resting(orders.get(id), CancelReason.EXPIRED);
            case PHASE_END -> {
                deadline.cancel();
                phases.ended((int) id);
            }
            case HELD_ORDER -> {
                deadline.cancel();
                holds.due((int) id);
            }
            case INSTRUMENT_EXPIRY -> {
                deadline.cancel();
                phases.expired((int) id);
            }
            default -> throw new IllegalStateException("nothing is done at a deadline of kind " + deadline.kind());
        }
    }
}
