package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerReference;

/**
 * The orders of one instrument that wait for one of its reference prices: those that fire when it rises to their trigger price, those that
 * fire when it falls to it, and trailing ones, whose trigger prices follow it.
 */
final class TriggerBook {
    private final TriggerHeap rising = new TriggerHeap(1);
    private final TriggerHeap falling = new TriggerHeap(-1);
    private final TrailingOrders buys;
    private final TrailingOrders sells;

    TriggerBook(final StateHash stateHash, final int instrumentId, final TriggerReference reference) {
        this.buys = new TrailingOrders(stateHash, instrumentId, reference, Side.BUY);
        this.sells = new TrailingOrders(stateHash, instrumentId, reference, Side.SELL);
    }

    int size() {
        return rising.size() + falling.size() + buys.size() + sells.size();
    }

    void add(final Order order) {
        if (order.details().trigger.isTrailing()) {
            trailing(order.side()).add(order);
        } else {
            heapOf(order).add(order);
        }
    }

    void remove(final Order order) {
        if (order.details().trigger.isTrailing()) {
            trailing(order.side()).remove(order);
        } else {
            heapOf(order).remove(order);
        }
    }

    /** Trailing orders of a side. */
    TrailingOrders trailing(final Side side) {
        return side == Side.BUY ? buys : sells;
    }

    /** Has trailing orders follow a reference price. */
    void follow(final long referenceE8) {
        buys.follow(referenceE8);
        sells.follow(referenceE8);
    }

    /** The next order that this reference price fires, or null. */
    Order next(final long referenceE8) {
        final Order up = rising.first();
        if (up != null && up.details().trigger.priceE8 <= referenceE8) {
            return up;
        }
        final Order down = falling.first();
        if (down != null && down.details().trigger.priceE8 >= referenceE8) {
            return down;
        }
        final Order buy = buys.next(referenceE8);
        return buy != null ? buy : sells.next(referenceE8);
    }

    private TriggerHeap heapOf(final Order order) {
        return order.details().trigger.firesUpwards(order.side()) ? rising : falling;
    }

    void check() {
        rising.check();
        falling.check();
        buys.check();
        sells.check();
    }
}
