package io.strikebook.feeder.l3;

import io.strikebook.common.book.LevelNodes;
import io.strikebook.common.book.LevelTree;
import io.strikebook.common.book.TickGrid;
import io.strikebook.feeder.BookLevels;
import io.strikebook.schemas.Side;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/**
 * Every order of one outside instrument, in price-time order, and its levels. It matches nothing: it is told what happened. Entries are
 * checked before anything changes. What a source event changed is asked for once at its end ({@link #settle}). Single-threaded; allocates
 * nothing once its pools have grown.
 */
public final class OrderByOrderBook {
    private final TickGrid grid;
    private final LevelNodes nodes = new LevelNodes();
    private final LevelTree<OrderLevel> bids;
    private final LevelTree<OrderLevel> asks;
    private final Long2ObjectHashMap<BookedOrder> orders = new Long2ObjectHashMap<>();
    private BookedOrder freeOrder;
    private OrderLevel freeLevel;
    private OrderLevel firstTouched;
    private OrderLevel lastTouched;
    private boolean cleared;

    /** An empty book whose prices are multiples of a tick, 1e-8. */
    public OrderByOrderBook(final long tickE8) {
        grid = new TickGrid(tickE8);
        bids = new LevelTree<>(true, grid, nodes);
        asks = new LevelTree<>(false, grid, nodes);
    }

    /** A new order, behind all others of its price. */
    public EntryResult add(final long id, final Side side, final long priceE8, final long openE8) {
        if (orders.containsKey(id)) {
            return EntryResult.KNOWN_ORDER;
        }
        final EntryResult result = check(side, priceE8, openE8);
        if (result == EntryResult.DONE) {
            final BookedOrder order = acquireOrder();
            order.id = id;
            order.openE8 = openE8;
            orders.put(id, order);
            append(order, side == Side.BUY, priceE8);
        }
        return result;
    }

    /** An order has this price and open quantity now; it keeps its place only at the same price with no more than before. */
    public EntryResult modify(final long id, final long priceE8, final long openE8) {
        final BookedOrder order = orders.get(id);
        if (order == null) {
            return EntryResult.UNKNOWN_ORDER;
        }
        final OrderLevel level = order.level;
        if (priceE8 == level.priceE8() && openE8 > 0 && openE8 <= order.openE8) {
            level.quantityE8 -= order.openE8 - openE8;
            order.openE8 = openE8;
            touch(level);
            return EntryResult.DONE;
        }
        final EntryResult result = check(level.bid ? Side.BUY : Side.SELL, priceE8, openE8);
        if (result == EntryResult.DONE) {
            touch(level);
            level.unlink(order);
            order.openE8 = openE8;
            append(order, level.bid, priceE8);
        }
        return result;
    }

    /** So much was taken off an order, by a cancel or a trade; with nothing left it is gone. */
    public EntryResult reduce(final long id, final long quantityE8) {
        final BookedOrder order = orders.get(id);
        if (order == null) {
            return EntryResult.UNKNOWN_ORDER;
        }
        if (quantityE8 <= 0) {
            return EntryResult.NOT_POSITIVE;
        }
        if (quantityE8 > order.openE8) {
            return EntryResult.MORE_THAN_OPEN;
        }
        final OrderLevel level = order.level;
        touch(level);
        if (quantityE8 == order.openE8) {
            level.unlink(order);
            orders.remove(id);
            release(order);
        } else {
            level.quantityE8 -= quantityE8;
            order.openE8 -= quantityE8;
        }
        return EntryResult.DONE;
    }

    /** No order is left. */
    public void clear() {
        empty(bids.best());
        empty(asks.best());
        orders.clear();
        cleared = true;
    }

    private void empty(final OrderLevel best) {
        for (OrderLevel level = best; level != null; level = (OrderLevel) level.worse()) {
            touch(level);
            while (level.first != null) {
                final BookedOrder order = level.first;
                level.unlink(order);
                release(order);
            }
        }
    }

    /**
     * Ends an event: takes out the levels that are empty now, and tells which changed, each once.
     *
     * @param changes what changed is appended; after a {@link #clear} everything that is there now
     * @return whether the book was cleared in this event
     */
    public boolean settle(final BookLevels changes) {
        OrderLevel level = firstTouched;
        while (level != null) {
            final OrderLevel next = level.nextTouched;
            if (!cleared || level.orders > 0) {
                changes.add(level.bid, level.priceE8(), level.quantityE8);
            }
            level.touched = false;
            level.nextTouched = null;
            if (level.orders == 0) {
                (level.bid ? bids : asks).remove(level);
                level.close();
                level.nextTouched = freeLevel;
                freeLevel = level;
            }
            level = next;
        }
        firstTouched = null;
        lastTouched = null;
        final boolean snapshot = cleared;
        cleared = false;
        return snapshot;
    }

    /** Whether an order is in the book. */
    public boolean knows(final long id) {
        return orders.containsKey(id);
    }

    /** Open quantity of an order, 1e-8; 0 where it is not in the book. */
    public long openE8(final long id) {
        final BookedOrder order = orders.get(id);
        return order == null ? 0 : order.openE8;
    }

    /** Price of an order that is in the book, 1e-8. */
    public long priceE8(final long id) {
        return orders.get(id).level.priceE8();
    }

    /** Side of an order that is in the book. */
    public Side side(final long id) {
        return orders.get(id).level.bid ? Side.BUY : Side.SELL;
    }

    /** How many orders are in the book. */
    public int orders() {
        return orders.size();
    }

    /** Whether the best bid is at or above the best ask; of a settled book. */
    public boolean crossed() {
        final OrderLevel bid = bids.best();
        final OrderLevel ask = asks.best();
        return bid != null && ask != null && bid.priceE8() >= ask.priceE8();
    }

    /** Appends the best levels, bids first, best first; before the event is settled also levels that became empty, with 0. */
    public void copyLevels(final int depth, final BookLevels target) {
        copy(bids.best(), depth, target);
        copy(asks.best(), depth, target);
    }

    private static void copy(final OrderLevel best, final int depth, final BookLevels target) {
        int copied = 0;
        for (OrderLevel level = best; level != null && copied < depth; level = (OrderLevel) level.worse()) {
            target.add(level.bid, level.priceE8(), level.quantityE8);
            copied++;
        }
    }

    /** Appends the ids of the orders at a price, first come first. */
    public void copyOrderIds(final Side side, final long priceE8, final LongArrayList target) {
        final OrderLevel level = (side == Side.BUY ? bids : asks).find(priceE8);
        for (BookedOrder order = level == null ? null : level.first; order != null; order = order.behind) {
            target.addLong(order.id);
        }
    }

    /** Walks a settled book and throws where levels are not the sums of their orders or links are wrong. */
    public void checkInvariants() {
        bids.check();
        asks.check();
        final int walked = checkSide(bids.best(), true) + checkSide(asks.best(), false);
        if (walked != orders.size()) {
            throw new IllegalStateException(walked + " orders in levels, " + orders.size() + " by id");
        }
    }

    private int checkSide(final OrderLevel best, final boolean bid) {
        int walked = 0;
        for (OrderLevel level = best; level != null; level = (OrderLevel) level.worse()) {
            long sumE8 = 0;
            int count = 0;
            BookedOrder before = null;
            for (BookedOrder order = level.first; order != null; order = order.behind) {
                if (order.level != level || order.before != before || orders.get(order.id) != order) {
                    throw new IllegalStateException("order " + order.id + " is linked wrongly");
                }
                sumE8 = Math.addExact(sumE8, order.openE8);
                count++;
                before = order;
            }
            if (count == 0 || level.last != before || level.orders != count || level.quantityE8 != sumE8) {
                throw new IllegalStateException("level " + level.priceE8() + " is not the sum of its orders");
            }
            if (level.bid != bid || level.touched) {
                throw new IllegalStateException("level " + level.priceE8() + " is on the wrong side or not settled");
            }
            walked += count;
        }
        return walked;
    }

    private EntryResult check(final Side side, final long priceE8, final long openE8) {
        if (openE8 <= 0) {
            return EntryResult.NOT_POSITIVE;
        }
        if (!grid.holds(priceE8)) {
            return EntryResult.OFF_GRID;
        }
        final OrderLevel level = (side == Side.BUY ? bids : asks).find(priceE8);
        return level != null && level.quantityE8 > Long.MAX_VALUE - openE8 ? EntryResult.TOO_LARGE : EntryResult.DONE;
    }

    private void append(final BookedOrder order, final boolean bid, final long priceE8) {
        final LevelTree<OrderLevel> side = bid ? bids : asks;
        OrderLevel level = side.seek(priceE8);
        if (level == null) {
            level = acquireLevel();
            level.open(bid, priceE8);
            side.insert(level);
        }
        level.append(order);
        touch(level);
    }

    private void touch(final OrderLevel level) {
        if (level.touched) {
            return;
        }
        level.touched = true;
        if (lastTouched == null) {
            firstTouched = level;
        } else {
            lastTouched.nextTouched = level;
        }
        lastTouched = level;
    }

    private BookedOrder acquireOrder() {
        final BookedOrder order = freeOrder;
        if (order == null) {
            return new BookedOrder();
        }
        freeOrder = order.behind;
        order.behind = null;
        return order;
    }

    private void release(final BookedOrder order) {
        order.id = 0;
        order.openE8 = 0;
        order.before = null;
        order.behind = freeOrder;
        freeOrder = order;
    }

    private OrderLevel acquireLevel() {
        final OrderLevel level = freeLevel;
        if (level == null) {
            return new OrderLevel();
        }
        freeLevel = level.nextTouched;
        level.nextTouched = null;
        return level;
    }
}
