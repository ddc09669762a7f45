package io.strikebook.books;

/** Goes along the orders of one level, first come first. Reusable; not to be used over a change of the book. */
public final class OrderCursor {
    private final OrderStore orders;
    private int place;
    private int upcoming;

    OrderCursor(final OrderStore orders) {
        this.orders = orders;
    }

    /** Goes before the first order of a level. */
    public OrderCursor at(final FollowedLevel level) {
        place = 0;
        upcoming = level.first;
        return this;
    }

    /** Moves to the next order; false at the end. */
    public boolean next() {
        place = upcoming;
        if (place == 0) {
            return false;
        }
        upcoming = orders.next(place);
        return true;
    }

    /** Id of the order. */
    public long orderId() {
        return orders.orderId(place);
    }

    /** What it shows. */
    public long shownLots() {
        return orders.shownLots(place);
    }
}
