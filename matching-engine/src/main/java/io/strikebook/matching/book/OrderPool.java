package io.strikebook.matching.book;

/** Free orders in a stack; grows by chunks up to its bound, so that after warm-up nothing is allocated. */
public final class OrderPool {
    private static final int CHUNK = 1_024;
    private static final int DETAILS_CHUNK = 128;

    private final int maxOrders;
    private Order free;
    private OrderDetails freeDetails;
    private int created;
    private int inUse;

    /** A pool that fails rather than exceed the bound. */
    public OrderPool(final int maxOrders) {
        this.maxOrders = maxOrders;
    }

    /** An order whose fields the caller sets. */
    Order acquire() {
        if (free == null) {
            grow();
        }
        final Order order = free;
        free = order.nextInLevel;
        order.nextInLevel = null;
        inUse++;
        return order;
    }

    /** Details that the caller sets, and hangs on an order that it acquired. */
    OrderDetails acquireDetails() {
        if (freeDetails == null) {
            for (int i = 0; i < DETAILS_CHUNK; i++) {
                push(new OrderDetails());
            }
        }
        final OrderDetails details = freeDetails;
        freeDetails = details.nextFree;
        details.nextFree = null;
        return details;
    }

    /** Poisons the order and takes it back with its details. It must be out of every list. */
    void release(final Order order) {
        order.checkNotReleased();
        if (order.hasDetails()) {
            order.details().end();
            push(order.details());
        }
        order.poison();
        order.nextInLevel = free;
        free = order;
        inUse--;
    }

    /** Orders handed out and not yet back. */
    public int inUse() {
        return inUse;
    }

    private void push(final OrderDetails details) {
        details.nextFree = freeDetails;
        freeDetails = details;
    }

    private void grow() {
        final int chunk = Math.min(CHUNK, maxOrders - created);
        if (chunk <= 0) {
            throw new IllegalStateException("more than " + maxOrders
                    + " orders at once: the sequencer accepted an order beyond preTrade.maxLiveOrders");
        }
        for (int i = 0; i < chunk; i++) {
            final Order order = new Order();
            order.nextInLevel = free;
            free = order;
        }
        created += chunk;
    }
}
