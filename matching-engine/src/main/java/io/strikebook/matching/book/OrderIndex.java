package io.strikebook.matching.book;

import io.strikebook.common.order.OrderIds;

/**
 * Orders by id: a ring with a place for each of the newest commands, so that orders which came one after the other lie side by side, as
 * those that are wanted together mostly did. Where an older order still lives in the place of a newer one, it is moved to a table beside
 * the ring. The entries are the orders themselves. The ring has room for three times the orders, and grows by doubling; single-threaded.
 */
final class OrderIndex {
    private static final int INITIAL_CAPACITY = 1 << 14;

    /** Places per order, at least: so few orders are moved. */
    private static final int SPARSITY = 3;

    /** Between the places of orders that one command made. */
    private static final int ORDINAL_STEP = 0x9E37_79B1;

    private final ScatteredOrders older = new ScatteredOrders();
    private Order[] ring = new Order[INITIAL_CAPACITY];
    private int size;

    private static int place(final long orderId, final int capacity) {
        final int ordinal = (int) orderId & OrderIds.MAX_ORDINAL;
        return (int) OrderIds.sequenceOf(orderId) + ordinal * ORDINAL_STEP & capacity - 1;
    }

    Order get(final long orderId) {
        final Order order = ring[place(orderId, ring.length)];
        return order != null && order.orderId == orderId ? order : older.get(orderId);
    }

    /** Adds an order whose id is not there. */
    void add(final Order order) {
        if (size * SPARSITY >= ring.length) {
            grow();
        }
        put(ring, order);
        size++;
    }

    private void put(final Order[] places, final Order order) {
        final int at = place(order.orderId, places.length);
        final Order there = places[at];
        if (there == null) {
            places[at] = order;
        } else if (there.orderId < order.orderId) {
            places[at] = order;
            older.add(there);
        } else {
            older.add(order);
        }
    }

    /** Makes the ring twice as large; orders beside it stay there. */
    private void grow() {
        final Order[] larger = new Order[ring.length * 2];
        for (final Order order : ring) {
            if (order != null) {
                put(larger, order);
            }
        }
        ring = larger;
    }

    /** Removes the order of this id, and returns it, or null where there is none. */
    Order remove(final long orderId) {
        final int at = place(orderId, ring.length);
        final Order inRing = ring[at];
        final Order removed;
        if (inRing != null && inRing.orderId == orderId) {
            ring[at] = null;
            removed = inRing;
        } else {
            removed = older.remove(orderId);
        }
        if (removed != null) {
            size--;
        }
        return removed;
    }

    int size() {
        return size;
    }
}
