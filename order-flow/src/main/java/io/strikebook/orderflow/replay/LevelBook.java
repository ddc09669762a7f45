package io.strikebook.orderflow.replay;

import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.agrona.collections.Long2ObjectHashMap;

/** Resting orders in price-time order under the exchange's ids, and nothing else: it does not match. Notes which levels changed. */
final class LevelBook {
    /** A price level of one side. */
    record LevelKey(Side side, long priceE8) implements Comparable<LevelKey> {
        @Override
        public int compareTo(final LevelKey other) {
            final int bySide = Byte.compare((byte) side.value(), (byte) other.side.value());
            return bySide != 0 ? bySide : Long.compare(priceE8, other.priceE8);
        }
    }

    /** A resting order. */
    static final class Order {
        private final long id;
        private final Side side;
        private long priceE8;
        private long lots;

        private Order(final long id, final Side side, final long priceE8, final long lots) {
            this.id = id;
            this.side = side;
            this.priceE8 = priceE8;
            this.lots = lots;
        }

        long id() {
            return id;
        }

        Side side() {
            return side;
        }

        long priceE8() {
            return priceE8;
        }

        /** Open size. */
        long lots() {
            return lots;
        }
    }

    private final Long2ObjectHashMap<Order> orders = new Long2ObjectHashMap<>();
    private final NavigableMap<Long, List<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, List<Order>> asks = new TreeMap<>();
    private final Set<LevelKey> touched;

    /** A book that adds every level it changes to the set. */
    LevelBook(final Set<LevelKey> touched) {
        this.touched = touched;
    }

    Order get(final long id) {
        return orders.get(id);
    }

    void add(final long id, final Side side, final long priceE8, final long lots) {
        place(id, side, priceE8, lots, false);
    }

    void addInFront(final long id, final Side side, final long priceE8, final long lots) {
        place(id, side, priceE8, lots, true);
    }

    private void place(final long id, final Side side, final long priceE8, final long lots, final boolean inFront) {
        final Order order = new Order(id, side, priceE8, lots);
        if (orders.put(id, order) != null) {
            throw new IllegalStateException("order " + id + " is in the book already");
        }
        final List<Order> queue = levels(side).computeIfAbsent(priceE8, price -> new ArrayList<>());
        queue.add(inFront ? 0 : queue.size(), order);
        touch(order);
    }

    void remove(final Order order) {
        orders.remove(order.id);
        final List<Order> queue = levels(order.side).get(order.priceE8);
        queue.remove(order);
        if (queue.isEmpty()) {
            levels(order.side).remove(order.priceE8);
        }
        touch(order);
    }

    /** Takes size off; with nothing left the order is gone. */
    void reduce(final Order order, final long lots) {
        if (lots >= order.lots) {
            remove(order);
        } else {
            order.lots -= lots;
            touch(order);
        }
    }

    /** Sets price and open size; the order keeps its place only if told to. */
    void change(final Order order, final long priceE8, final long lots, final boolean keepPriority) {
        if (keepPriority) {
            order.lots = lots;
            touch(order);
        } else {
            remove(order);
            add(order.id, order.side, priceE8, lots);
        }
    }

    /**
     * What strict price-time priority fills of an incoming order: the best price first, and within a level the first in priority
     * first. Changes nothing.
     *
     * @param booked of each order id, how much of it was filled already though the book still shows it
     */
    List<Execution> priceTimeFills(
            final Side incoming, final long priceE8, final long lots, final LongUnaryOperator booked) {
        final List<Execution> fills = new ArrayList<>();
        long open = lots;
        for (final List<Order> queue : levels(incoming == Side.BUY ? Side.SELL : Side.BUY)
                .headMap(priceE8, true)
                .values()) {
            for (final Order order : queue) {
                final long filled = Math.min(open, order.lots - booked.applyAsLong(order.id));
                if (filled > 0) {
                    fills.add(new Execution(order.id, filled));
                    open -= filled;
                }
                if (open == 0) {
                    return fills;
                }
            }
        }
        return fills;
    }

    /** Orders of one level, first in priority first. */
    List<Order> level(final LevelKey key) {
        return levels(key.side()).getOrDefault(key.priceE8(), List.of());
    }

    /** Levels of one side, best first. */
    NavigableMap<Long, List<Order>> levels(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** Every level, buys first, best first. */
    List<LevelKey> keys() {
        final List<LevelKey> keys = new ArrayList<>();
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            levels(side).keySet().forEach(priceE8 -> keys.add(new LevelKey(side, priceE8)));
        }
        return keys;
    }

    /** Whether orders of both sides could trade with each other. */
    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey();
    }

    /** How many orders rest. */
    int size() {
        return orders.size();
    }

    private void touch(final Order order) {
        touched.add(new LevelKey(order.side, order.priceE8));
    }
}
