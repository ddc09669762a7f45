package io.strikebook.matching.book;

/**
 * Orders by id, anywhere in a table with open addressing whose entries are the orders themselves, so that a look-up touches one entry and
 * the order that is wanted anyway. Sparse, because a look at another order costs a cache miss. Grows by doubling; single-threaded.
 */
final class ScatteredOrders {
    private static final int INITIAL_CAPACITY = 1 << 10;

    /** Entries per order, at least. */
    private static final int SPARSITY = 3;

    /** 2^64 divided by the golden ratio: neighbouring ids come to lie far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Order[] table = new Order[INITIAL_CAPACITY];
    private int size;

    private static int home(final long orderId, final int capacity) {
        return (int) (orderId * SPREAD >>> Integer.numberOfLeadingZeros(capacity) + Integer.SIZE + 1);
    }

    Order get(final long orderId) {
        final Order[] entries = table;
        final int mask = entries.length - 1;
        int at = home(orderId, entries.length);
        Order order = entries[at];
        while (order != null && order.orderId != orderId) {
            at = at + 1 & mask;
            order = entries[at];
        }
        return order;
    }

    /** Adds an order whose id is not there. */
    void add(final Order order) {
        if (size * SPARSITY >= table.length) {
            grow();
        }
        put(table, order);
        size++;
    }

    private static void put(final Order[] entries, final Order order) {
        final int mask = entries.length - 1;
        int at = home(order.orderId, entries.length);
        while (entries[at] != null) {
            at = at + 1 & mask;
        }
        entries[at] = order;
    }

    private void grow() {
        final Order[] larger = new Order[table.length * 2];
        for (final Order order : table) {
            if (order != null) {
                put(larger, order);
            }
        }
        table = larger;
    }

    /** Removes the order of this id, and returns it, or null where there is none. */
    Order remove(final long orderId) {
        final Order[] entries = table;
        final int mask = entries.length - 1;
        int hole = home(orderId, entries.length);
        while (entries[hole] != null && entries[hole].orderId != orderId) {
            hole = hole + 1 & mask;
        }
        final Order removed = entries[hole];
        if (removed == null) {
            return null;
        }
        int at = hole + 1 & mask;
        while (entries[at] != null) {
            // one that would not be found any more behind the hole moves into it
            if ((at - home(entries[at].orderId, entries.length) & mask) >= (at - hole & mask)) {
                entries[hole] = entries[at];
                hole = at;
            }
            at = at + 1 & mask;
        }
        entries[hole] = null;
        size--;
        return removed;
    }

    int size() {
        return size;
    }
}
