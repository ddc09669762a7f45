package io.strikebook.matching.book;

import java.util.Arrays;

/** Waiting orders by trigger price, or trailing ones by offset, those of one by order id: a binary heap in which each knows its place. */
final class TriggerHeap {
    private static final int INITIAL = 16;

    /** Of trigger prices: 1 for the lowest first, -1 for the highest first, 0 to go by order id alone. */
    private final int sign;

    private final boolean byOffset;

    private Order[] heap = new Order[INITIAL];
    private int size;

    TriggerHeap(final int sign) {
        this(sign, false);
    }

    private TriggerHeap(final int sign, final boolean byOffset) {
        this.sign = sign;
        this.byOffset = byOffset;
    }

    /** The least offset first. */
    static TriggerHeap byOffset() {
        return new TriggerHeap(1, true);
    }

    int size() {
        return size;
    }

    /** The order at a place, in no order that means anything but that the first is at 0. */
    Order at(final int place) {
        return heap[place];
    }

    /** The one at the last place: that which is taken out with the least to do. */
    Order last() {
        return heap[size - 1];
    }

    /** The first, or null. */
    Order first() {
        return heap[0];
    }

    void add(final Order order) {
        if (order.details().trigger.place != Trigger.NOWHERE) {
            throw new IllegalStateException(order + " waits already");
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        size++;
        up(size - 1, order);
    }

    void remove(final Order order) {
        final int place = order.details().trigger.place;
        if (place < 0 || place >= size || heap[place] != order) {
            throw new IllegalStateException(order + " does not wait here");
        }
        size--;
        final Order last = heap[size];
        heap[size] = null;
        order.details().trigger.place = Trigger.NOWHERE;
        if (last != order) {
            if (place > 0 && isBefore(last, heap[(place - 1) / 2])) {
                up(place, last);
            } else {
                down(place, last);
            }
        }
    }

    private void up(final int from, final Order order) {
        int place = from;
        while (place > 0 && isBefore(order, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, order);
    }

    private void down(final int from, final Order order) {
        int place = from;
        int child = 2 * place + 1;
        while (child < size) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], order)) {
                break;
            }
            put(place, heap[child]);
            place = child;
            child = 2 * place + 1;
        }
        put(place, order);
    }

    private void put(final int place, final Order order) {
        heap[place] = order;
        order.details().trigger.place = place;
    }

    private boolean isBefore(final Order a, final Order b) {
        final long priceA = byOffset ? a.details().trigger.offsetE8 : a.details().trigger.priceE8;
        final long priceB = byOffset ? b.details().trigger.offsetE8 : b.details().trigger.priceE8;
        if (sign != 0 && priceA != priceB) {
            return sign > 0 ? priceA < priceB : priceA > priceB;
        }
        return a.orderId < b.orderId;
    }

    /** Throws where an order is before the one above it, or does not know its place. */
    void check() {
        for (int place = 0; place < size; place++) {
            final Order order = heap[place];
            order.checkNotReleased();
            if (order.details().trigger.place != place || place > 0 && isBefore(order, heap[(place - 1) / 2])) {
                throw new IllegalStateException("triggers are out of order at " + order);
            }
        }
    }
}
