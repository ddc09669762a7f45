package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.time.Deadline;
import io.strikebook.schemas.MarketMode;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The orders and quotes of one instrument that are live and wait outside the book for the end of a speed bump or of a batch, first in, first
 * out, and the mode that has them wait. Keeps its hash; who is held, and what becomes of it, is decided in {@code rules}. An order's place
 * in time is the command that held it, so the queue is in that order too. Grows as needed; allocates nothing once as many were held at
 * once. Single-threaded.
 */
public final class HeldOrders {
    private static final long MODE_KIND = 28;
    private static final long HELD_KIND = 29;

    private final OrderBook book;
    private final StateHash stateHash;
    private MarketMode mode = MarketMode.CONTINUOUS;
    private long delayNs;

    /** By order id: few orders are held, so that an order has no room for its place. */
    private final Long2ObjectHashMap<HeldOrder> places = new Long2ObjectHashMap<>();

    private HeldOrder first;
    private HeldOrder last;
    private HeldOrder free;
    private int size;
    private long hash;

    /** Fires at the time of the first; not part of the state. */
    private Deadline release;

    HeldOrders(final OrderBook book, final StateHash stateHash) {
        this.book = book;
        this.stateHash = stateHash;
    }

    /** How orders come to trade while the instrument is open. */
    public MarketMode mode() {
        return mode;
    }

    /** Whether all that arrives is held. */
    public boolean isBatch() {
        return mode == MarketMode.BATCH_AUCTION;
    }

    /** Speed bump: how long orders are held; batch auctions: from one to the next; else 0. */
    public long delayNs() {
        return delayNs;
    }

    /** Sets both, with nothing held. */
    public void mode(final MarketMode newMode, final long newDelayNs) {
        if (size != 0) {
            throw new IllegalStateException(size + " orders of instrument " + book.instrumentId() + " are held");
        }
        stateHash.remove(hash);
        mode = newMode;
        delayNs = newDelayNs;
        hash = mode == MarketMode.CONTINUOUS
                ? 0
                : StateHash.of(MODE_KIND, book.instrumentId(), mode.value(), delayNs, 0);
        stateHash.add(hash);
        book.session().changed();
    }

    /** How many are held. */
    public int size() {
        return size;
    }

    /** Who came first, or null. */
    public Order first() {
        return first == null ? null : first.order;
    }

    /** The next held after one, or null. */
    public Order after(final Order order) {
        return place(order).next == null ? null : place(order).next.order;
    }

    /** When the first is to be released. */
    public long releaseNs() {
        return first.releaseNs;
    }

    /** When one that is held is to be released, unless others before it are not. */
    public long releaseNs(final Order order) {
        return place(order).releaseNs;
    }

    /** Puts the first off. */
    public void putOff(final long releaseNs) {
        stateHash.remove(first.hash);
        first.releaseNs = releaseNs;
        hash(first);
    }

    /** The deadline of the first, or null. */
    public Deadline release() {
        return release;
    }

    /** Sets the deadline of the first; null for none. */
    public void release(final Deadline deadline) {
        release = deadline;
    }

    /** An order that is in no book waits behind all others. */
    public void add(final Order order, final long releaseNs) {
        order.checkNotReleased();
        if (order.level != null || order.isHeld() || order.remainingLots() <= 0) {
            throw new IllegalStateException(order + " cannot be held");
        }
        final HeldOrder place = acquire();
        place.order = order;
        place.releaseNs = releaseNs;
        place.previous = last;
        if (last == null) {
            first = place;
        } else {
            last.next = place;
        }
        last = place;
        order.held(true);
        places.put(order.orderId, place);
        hash(place);
        size++;
    }

    /** An order waits no longer. */
    public void remove(final Order order) {
        order.checkNotReleased();
        final HeldOrder place = place(order);
        if (place.previous == null) {
            first = place.next;
        } else {
            place.previous.next = place.next;
        }
        if (place.next == null) {
            last = place.previous;
        } else {
            place.next.previous = place.previous;
        }
        stateHash.remove(place.hash);
        order.held(false);
        places.remove(order.orderId);
        place.order = null;
        place.previous = null;
        place.next = free;
        free = place;
        size--;
    }

    /** Makes an order that is held smaller, in its place. */
    public void shrink(final Order order, final long newRemainingLots) {
        if (newRemainingLots <= 0 || newRemainingLots > order.remainingLots()) {
            throw new IllegalStateException("shrink to " + newRemainingLots + " lots of " + order);
        }
        final HeldOrder place = place(order);
        stateHash.remove(place.hash);
        order.remainingLots(newRemainingLots);
        hash(place);
    }

    private HeldOrder place(final Order order) {
        final HeldOrder place = order.isHeld() ? places.get(order.orderId) : null;
        if (place == null || place.order != order) {
            throw new IllegalStateException(order + " is not held by instrument " + book.instrumentId());
        }
        return place;
    }

    private void hash(final HeldOrder place) {
        place.hash = StateHash.of(HELD_KIND, place.releaseNs, place.order.entityHash(), 0, 0);
        stateHash.add(place.hash);
    }

    private HeldOrder acquire() {
        final HeldOrder place = free;
        if (place == null) {
            return new HeldOrder();
        }
        free = place.next;
        place.next = null;
        return place;
    }

    /** Walks the queue and throws where a link or the order in time is broken. */
    void check() {
        int count = 0;
        HeldOrder previous = null;
        for (HeldOrder place = first; place != null; place = place.next) {
            place.order.checkNotReleased();
            if (place(place.order) != place
                    || place.previous != previous
                    || place.order.isResting()
                    || place.order.instrumentId() != book.instrumentId()
                    || previous != null && previous.order.priority >= place.order.priority) {
                throw new IllegalStateException("held out of order: " + place.order);
            }
            previous = place;
            count++;
        }
        if (previous != last || count != size || count != places.size() || (release != null) != (size > 0)) {
            throw new IllegalStateException("instrument " + book.instrumentId() + " holds " + count
                    + " orders, counted " + size + (release == null ? ", without a deadline" : ""));
        }
    }
}
