package io.strikebook.matching.book;

import java.util.Arrays;

/**
 * The orders of one instrument that wait for one of its reference prices: those that fire when it rises to their trigger price, those that
 * fire when it falls to it, and trailing ones, whose trigger prices follow it; these are walked at every price.
 */
final class TriggerBook {
    private static final int INITIAL = 16;

    private final TriggerHeap rising = new TriggerHeap(1);
    private final TriggerHeap falling = new TriggerHeap(-1);
    private Order[] trailing = new Order[INITIAL];
    private int trailingCount;

    int size() {
        return rising.size() + falling.size() + trailingCount;
    }

    void add(final Order order) {
        final Trigger trigger = order.details.trigger;
        if (trigger.isTrailing()) {
            if (trailingCount == trailing.length) {
                trailing = Arrays.copyOf(trailing, trailingCount * 2);
            }
            trailing[trailingCount] = order;
            trigger.place = trailingCount++;
        } else {
            heapOf(order).add(order);
        }
    }

    void remove(final Order order) {
        final Trigger trigger = order.details.trigger;
        if (!trigger.isTrailing()) {
            heapOf(order).remove(order);
            return;
        }
        final int place = trigger.place;
        if (place < 0 || place >= trailingCount || trailing[place] != order) {
            throw new IllegalStateException(order + " does not wait here");
        }
        final Order last = trailing[--trailingCount];
        trailing[trailingCount] = null;
        if (last != order) {
            trailing[place] = last;
            last.details.trigger.place = place;
        }
        trigger.place = Trigger.NOWHERE;
    }

    /** Trailing orders are taken from the last one down, so that one that leaves moves none that is still to be looked at. */
    int trailingCount() {
        return trailingCount;
    }

    Order trailing(final int place) {
        return trailing[place];
    }

    /** The next order but trailing ones that this reference price fires, or null. */
    Order next(final long referenceE8) {
        final Order up = rising.first();
        if (up != null && up.details.trigger.priceE8 <= referenceE8) {
            return up;
        }
        final Order down = falling.first();
        return down != null && down.details.trigger.priceE8 >= referenceE8 ? down : null;
    }

    private TriggerHeap heapOf(final Order order) {
        return order.details.trigger.firesUpwards(order.side()) ? rising : falling;
    }

    void check() {
        rising.check();
        falling.check();
        for (int place = 0; place < trailingCount; place++) {
            trailing[place].checkNotReleased();
            if (trailing[place].details.trigger.place != place) {
                throw new IllegalStateException(trailing[place] + " trails in another place");
            }
        }
    }
}
