package io.strikebook.benchmarks.matching;

import com.sun.management.ThreadMXBean;
import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.lang.management.ManagementFactory;

/** What an order takes of the heap, from what making many of them allocates; the table of their ids is not in it. */
final class OrderMemory {
    private static final int ORDERS = 1 << 17;

    private OrderMemory() {}

    /** Bytes of an order without details. */
    static long plainBytes() {
        return bytes(false);
    }

    /** Bytes of an order that has a label, a trigger, a display or an end. */
    static long detailedBytes() {
        return bytes(true);
    }

    private static long bytes(final boolean detailed) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final StateHash hash = new StateHash();
        final LiveOrders orders = new LiveOrders(ORDERS, 1, new PositionMirror(hash), new Links(hash));
        final OrderTerms terms = terms(detailed);
        final long before = threads.getCurrentThreadAllocatedBytes();
        Order last = null;
        for (int i = 0; i < ORDERS; i++) {
            last = orders.create(i + 1L, terms);
        }
        final long took = threads.getCurrentThreadAllocatedBytes() - before;
        if (last == null || last.orderId() != ORDERS) {
            throw new IllegalStateException("the last order is " + last);
        }
        return Math.round(took / (double) ORDERS);
    }

    private static OrderTerms terms(final boolean detailed) {
        final OrderTerms terms = new OrderTerms()
                .accountId(1)
                .instrumentId(1)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .priceE8(1)
                .quantityLots(1);
        if (detailed) {
            terms.withDetails();
        }
        return terms;
    }
}
