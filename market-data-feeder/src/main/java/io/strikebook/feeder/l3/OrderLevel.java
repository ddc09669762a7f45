package io.strikebook.feeder.l3;

import io.strikebook.common.book.BookLevel;

/** The orders of one price and side, first come first; pooled by its book. */
final class OrderLevel extends BookLevel {
    boolean bid;
    long quantityE8;
    int orders;
    BookedOrder first;
    BookedOrder last;

    /** Whether the current event changed it: then it stays in its tree until the event ends, even without orders. */
    boolean touched;

    OrderLevel nextTouched;

    void open(final boolean ofBids, final long priceE8) {
        bid = ofBids;
        price(priceE8);
    }

    void close() {
        unprice();
    }

    void append(final BookedOrder order) {
        order.level = this;
        order.before = last;
        order.behind = null;
        if (last == null) {
            first = order;
        } else {
            last.behind = order;
        }
        last = order;
        orders++;
        quantityE8 += order.openE8;
    }

    void unlink(final BookedOrder order) {
        if (order.before == null) {
            first = order.behind;
        } else {
            order.before.behind = order.behind;
        }
        if (order.behind == null) {
            last = order.before;
        } else {
            order.behind.before = order.before;
        }
        order.level = null;
        orders--;
        quantityE8 -= order.openE8;
    }
}
