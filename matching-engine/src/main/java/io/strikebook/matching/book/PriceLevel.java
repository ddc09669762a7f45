package io.strikebook.matching.book;

import io.strikebook.common.book.BookLevel;

/** The orders at one price of one side, first come first served. Pooled; poisoned while free. */
public final class PriceLevel extends BookLevel {
    private static final long POISON = Long.MIN_VALUE;

    OrderBook book;
    long lots = POISON;
    long hiddenLots;
    int orders;
    Order first;
    Order last;
    PriceLevel nextFree;

    /** At least the priority of the last order: to look at that order itself is a cache miss in a large book. */
    private long newestPriority;

    /** Shown lots of all orders here, those included that a reduce-only order may not be able to trade. */
    public long lots() {
        return lots;
    }

    /** Open lots of all orders here, those included that icebergs hide. */
    public long openLots() {
        return lots + hiddenLots;
    }

    /** Number of orders here. */
    public int orders() {
        return orders;
    }

    /** The order that trades first; never null while the level is in a book. */
    public Order first() {
        return first;
    }

    /** The next level of the side, further from the other side, or null. */
    @Override
    public PriceLevel worse() {
        return (PriceLevel) super.worse();
    }

    /** The next level of the side, closer to the other side, or null. */
    @Override
    public PriceLevel better() {
        return (PriceLevel) super.better();
    }

    void open(final OrderBook owner, final long price) {
        book = owner;
        price(price);
        lots = 0;
        hiddenLots = 0;
        orders = 0;
        newestPriority = Long.MIN_VALUE;
    }

    /** Puts an order at the end, with a place in time after all that are here. */
    void append(final Order order) {
        if (newestPriority >= order.priority && last != null && last.priority >= order.priority) {
            order.priority = last.priority + 1;
        }
        newestPriority = order.priority;
        order.level = this;
        order.previousInLevel = last;
        order.nextInLevel = null;
        if (last == null) {
            first = order;
        } else {
            last.nextInLevel = order;
        }
        last = order;
        with(order);
        orders++;
    }

    /** Counts an order's lots as they are now. */
    void with(final Order order) {
        final long shownLots = order.shownLots();
        lots += shownLots;
        hiddenLots += order.remainingLots() - shownLots;
    }

    /** Takes an order's lots, as they are still, out of the counts. */
    void without(final Order order) {
        final long shownLots = order.shownLots();
        lots -= shownLots;
        hiddenLots -= order.remainingLots() - shownLots;
    }

    void unlink(final Order order) {
        final Order previous = order.previousInLevel;
        final Order next = order.nextInLevel;
        if (previous == null) {
            first = next;
        } else {
            previous.nextInLevel = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.previousInLevel = previous;
        }
        order.level = null;
        order.previousInLevel = null;
        order.nextInLevel = null;
        without(order);
        orders--;
    }

    void poison() {
        book = null;
        unprice();
        lots = POISON;
    }

    /** Walks the queue and recomputes what is kept incrementally. */
    void check() {
        long sum = 0;
        long hidden = 0;
        int count = 0;
        Order previous = null;
        for (Order order = first; order != null; order = order.nextInLevel) {
            order.checkNotReleased();
            if (order.level != this || order.previousInLevel != previous || order.priceE8() != priceE8()) {
                throw new IllegalStateException("broken link at " + order + " in level " + priceE8());
            }
            if (order.remainingLots() <= 0) {
                throw new IllegalStateException("nothing left of " + order);
            }
            if (previous != null && previous.priority >= order.priority) {
                throw new IllegalStateException(order + " waits behind a later order, " + previous);
            }
            if (order.shownLots() <= 0 || order.shownLots() > order.remainingLots()) {
                throw new IllegalStateException(order + " shows " + order.shownLots());
            }
            sum += order.shownLots();
            hidden += order.remainingLots() - order.shownLots();
            count++;
            previous = order;
        }
        if (previous != last || count != orders || sum != lots || hidden != hiddenLots || count == 0) {
            throw new IllegalStateException("level " + priceE8() + " has " + count + " orders with " + sum
                    + " lots, but says " + orders + " with " + lots);
        }
    }
}
