package io.strikebook.matching.book;

/** The orders at one price of one side, first come first served. Pooled; poisoned while free. */
public final class PriceLevel {
    private static final long POISON = Long.MIN_VALUE;

    OrderBook book;
    long priceE8 = POISON;
    long lots = POISON;
    int orders;
    Order first;
    Order last;
    PriceLevel worse;
    PriceLevel better;
    LevelNode leaf;
    int slot;
    PriceLevel nextFree;

    /** Price of every order here. */
    public long priceE8() {
        return priceE8;
    }

    /** Shown lots of all orders here, those included that a reduce-only order may not be able to trade. */
    public long lots() {
        return lots;
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
    public PriceLevel worse() {
        return worse;
    }

    void open(final OrderBook owner, final long price) {
        book = owner;
        priceE8 = price;
        lots = 0;
        orders = 0;
    }

    /** Puts an order at the end, with a place in time after all that are here. */
    void append(final Order order) {
        if (last != null && last.priority >= order.priority) {
            order.priority = last.priority + 1;
        }
        order.level = this;
        order.previousInLevel = last;
        order.nextInLevel = null;
        if (last == null) {
            first = order;
        } else {
            last.nextInLevel = order;
        }
        last = order;
        lots += order.shownLots();
        orders++;
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
        lots -= order.shownLots();
        orders--;
    }

    void poison() {
        book = null;
        leaf = null;
        worse = null;
        better = null;
        priceE8 = POISON;
        lots = POISON;
    }

    /** Walks the queue and recomputes what is kept incrementally. */
    void check() {
        long sum = 0;
        int count = 0;
        Order previous = null;
        for (Order order = first; order != null; order = order.nextInLevel) {
            order.checkNotReleased();
            if (order.level != this || order.previousInLevel != previous || order.priceE8 != priceE8) {
                throw new IllegalStateException("broken link at " + order + " in level " + priceE8);
            }
            if (order.remainingLots <= 0) {
                throw new IllegalStateException("nothing left of " + order);
            }
            if (previous != null && previous.priority >= order.priority) {
                throw new IllegalStateException(order + " waits behind a later order, " + previous);
            }
            if (order.shownLots() <= 0 || order.shownLots() > order.remainingLots) {
                throw new IllegalStateException(order + " shows " + order.shownLots());
            }
            sum += order.shownLots();
            count++;
            previous = order;
        }
        if (previous != last || count != orders || sum != lots || count == 0) {
            throw new IllegalStateException("level " + priceE8 + " has " + count + " orders with " + sum
                    + " lots, but says " + orders + " with " + lots);
        }
    }
}
