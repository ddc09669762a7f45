package io.strikebook.matching.book;

import io.strikebook.schemas.Side;

/**
 * Brings what the next commands are about into the cache, in rounds over a few commands: the table's entries, the orders, then their levels,
 * their neighbours there and the ends of the queues that they will join. The loads of one round do not wait for each other, while a
 * command's own wait for the one before: with a million orders those are most of the time. Nothing is decided by what is read here, and
 * what is named need not exist. Single-threaded; allocates nothing.
 */
public final class LookAhead {
    /** Commands that are looked at together. */
    public static final int COMMANDS = 16;

    /** With fewer orders all is in the cache anyway. */
    private static final int LARGE = 1 << 14;

    private static final int NEAR = 3;

    private final LiveOrders orders;
    private final Order[] named = new Order[COMMANDS];
    private final OrderBook[] books = new OrderBook[COMMANDS];
    private final Side[] sides = new Side[COMMANDS];
    private final long[] pricesE8 = new long[COMMANDS];
    private final PriceLevel[] targets = new PriceLevel[COMMANDS];
    private final Order[] near = new Order[COMMANDS * NEAR];
    private int count;

    /** What was read comes here, so that it is read. */
    private long sink;

    /** Looks at these orders. */
    public LookAhead(final LiveOrders orders) {
        this.orders = orders;
    }

    /** Whether it pays to look ahead. */
    public boolean pays() {
        return orders.size() >= LARGE;
    }

    /** A command that names an order is to come. */
    public void cancel(final long orderId) {
        add(orderId, null, null, 0);
    }

    /** A command is to come that moves an order to a price of a book, which may be null. */
    public void replace(final long orderId, final OrderBook book, final long priceE8) {
        add(orderId, book, null, priceE8);
    }

    /** A command is to come that enters an order of this id at a price of a book, which may be null. */
    public void place(final long orderId, final OrderBook book, final Side side, final long priceE8) {
        add(orderId, book, side, priceE8);
    }

    private void add(final long orderId, final OrderBook book, final Side side, final long priceE8) {
        if (count < COMMANDS) {
            named[count] = orders.glance(orderId);
            books[count] = book;
            sides[count] = side;
            pricesE8[count] = priceE8;
            count++;
        }
    }

    /** Fetches what was said to come, and forgets it. */
    public void fetch() {
        long read = 0;
        for (int i = 0; i < count; i++) {
            final Order order = named[i];
            if (order != null) {
                near[i * NEAR] = order.previousInLevel;
                near[i * NEAR + 1] = order.nextInLevel;
                read += order.orderId;
            }
        }
        for (int i = 0; i < count; i++) {
            read += aim(i);
        }
        for (int i = 0; i < count; i++) {
            near[i * NEAR + NEAR - 1] = targets[i] == null ? null : targets[i].last;
        }
        for (int i = 0; i < count * NEAR; i++) {
            final Order order = near[i];
            // what will be written, and not just any field: an order does not lie in one line of the cache
            read += order == null || order.nextInLevel == null ? 0 : 1;
            near[i] = null;
        }
        count = 0;
        sink += read;
    }

    /** Finds the level that an order will join, and reads the one that it is in. */
    private long aim(final int i) {
        final Order order = named[i];
        final Side side = sides[i] == null && order != null ? order.side() : sides[i];
        targets[i] = books[i] == null || side == null ? null : books[i].level(side, pricesE8[i]);
        return order == null || order.level == null ? 0 : order.level.orders;
    }
}
