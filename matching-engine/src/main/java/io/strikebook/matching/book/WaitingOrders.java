package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerReference;

/**
 * The live orders that wait outside the books for a trigger, by instrument and reference price. An order that fired is in no such list any more, but is still waiting: for the sequencer. Keeps the hash of what waits.
 * Single-threaded.
 */
public final class WaitingOrders {
    private static final int REFERENCES = TriggerReference.LAST.value() + 1;

    private final StateHash stateHash;

    /** By instrument and reference; null where none ever waited. */
    private final TriggerBook[] books;

    /** Fired in what happens now, by order id. */
    private final TriggerHeap firing = new TriggerHeap(0);

    private int waiting;
    private int highestInstrument;

    /** Nothing waits. */
    public WaitingOrders(final int maxInstruments, final StateHash stateHash) {
        this.stateHash = stateHash;
        this.books = new TriggerBook[(maxInstruments + 1) * REFERENCES];
    }

    /** Whether any order waits for a price. */
    public boolean isAny() {
        return waiting > 0;
    }

    /** Whether an order of the instrument waits for this price of it. */
    public boolean isAny(final int instrumentId, final TriggerReference reference) {
        final TriggerBook book = books[at(instrumentId, reference)];
        return book != null && book.size() > 0;
    }

    /** Highest instrument that an order ever waited in. */
    public int highestInstrument() {
        return highestInstrument;
    }

    /** Lets a live order wait that rests nowhere; one that fired before waits for the sequencer only. */
    public void add(final Order order) {
        if (order.level != null || !order.isWaiting()) {
            throw new IllegalStateException(order + " has no trigger to wait for");
        }
        if (order.details().trigger.isWatching()) {
            join(order);
        }
        rehash(order);
    }

    /** An order that another one held may begin: to watch for its own trigger, or, without one, to wait for the sequencer. */
    public void release(final Order order) {
        final Trigger trigger = order.details().trigger;
        if (!trigger.held || trigger.fired) {
            throw new IllegalStateException(order + " waits for no other order");
        }
        if (trigger.kind == null) {
            trigger.fired = true;
        } else {
            trigger.held = false;
            join(order);
        }
        rehash(order);
    }

    /** The same for so many lots of one whose link grows. */
    public void release(final Order order, final long lots) {
        order.remainingLots(lots);
        release(order);
    }

    /** Has an order wait for another one again, since what was released of it is gone; one that watched a price will do so again. */
    public void hold(final Order order, final long lots) {
        final Trigger trigger = order.details().trigger;
        if (trigger.kind != null && trigger.isWatching()) {
            leave(order);
        } else {
            trigger.clear();
        }
        trigger.held = true;
        order.remainingLots(lots);
        rehash(order);
    }

    /** Has an order wait that was live and has nothing open: for the sequencer, where that was asked for more, else for another order. */
    void idle(final Order order, final long heldLots, final long askedLots) {
        final Trigger trigger = order.details().trigger;
        if (order.level != null || order.isHeld() || trigger.isSet() || order.remainingLots() != 0) {
            throw new IllegalStateException(order + " cannot wait again");
        }
        trigger.clear();
        trigger.held = true;
        trigger.fired = askedLots > 0;
        order.remainingLots(askedLots > 0 ? askedLots : heldLots);
        rehash(order);
    }

    /** Takes an order off that is cancelled or becomes live; it has no trigger any more. */
    public void remove(final Order order) {
        final Trigger trigger = order.details().trigger;
        if (trigger.isWatching()) {
            leave(order);
        }
        stateHash.remove(trigger.orderHash);
        trigger.orderHash = 0;
        trigger.clear();
    }

    /** Gives a waiting order a new price and quantity. */
    public void replace(final Order order, final long priceE8, final long lots) {
        if (!order.isWaiting() || lots <= 0) {
            throw new IllegalStateException(order + " cannot become one of " + lots + " lots while it waits");
        }
        order.priceE8(priceE8);
        order.remainingLots(lots);
        rehash(order);
    }

    /** Gives an order that has not fired another trigger of its kind; a trailing one forgets the prices that it saw. */
    public void retarget(final Order order, final long triggerPriceE8, final long offsetE8) {
        final Trigger trigger = order.details().trigger;
        if (!trigger.held) {
            leave(order);
        }
        trigger.priceE8 = trigger.isTrailing() ? Trigger.NO_PRICE : triggerPriceE8;
        trigger.offsetE8 = offsetE8;
        if (!trigger.held) {
            join(order);
        }
        rehash(order);
    }

    /** Has trailing orders follow a reference price, and collects what it fires. */
    public void price(final int instrumentId, final TriggerReference reference, final long priceE8) {
        final TriggerBook book = books[at(instrumentId, reference)];
        if (book == null) {
            return;
        }
        book.follow(priceE8);
        for (Order order = book.next(priceE8); order != null; order = book.next(priceE8)) {
            collect(order);
        }
    }

    /** The next order that fired and was not asked for yet, by order id; null for none. */
    public Order nextFired() {
        final Order order = firing.first();
        if (order != null) {
            firing.remove(order);
        }
        return order;
    }

    private void collect(final Order order) {
        leave(order);
        order.details().trigger.fired = true;
        rehash(order);
        firing.add(order);
    }

    private void join(final Order order) {
        final Trigger trigger = order.details().trigger;
        final int index = at(order.instrumentId(), trigger.reference);
        if (books[index] == null) {
            books[index] = new TriggerBook(stateHash, order.instrumentId(), trigger.reference);
        }
        stateHash.remove(trigger.orderHash);
        trigger.orderHash = 0;
        books[index].add(order);
        highestInstrument = Math.max(highestInstrument, order.instrumentId());
        waiting++;
    }

    private void leave(final Order order) {
        books[at(order.instrumentId(), order.details().trigger.reference)].remove(order);
        waiting--;
    }

    private void rehash(final Order order) {
        final Trigger trigger = order.details().trigger;
        final long before = trigger.orderHash;
        trigger.orderHash = order.waitingHash();
        if (trigger.group != null) {
            books[at(order.instrumentId(), trigger.reference)]
                    .trailing(order.side())
                    .hash(trigger.group, trigger.orderHash - before);
        } else {
            stateHash.remove(before);
            stateHash.add(trigger.orderHash);
        }
    }

    private static int at(final int instrumentId, final TriggerReference reference) {
        return instrumentId * REFERENCES + reference.value();
    }

    /** How many times a price had a trailing order change its group. */
    long trailingMoves() {
        long moves = 0;
        for (final TriggerBook book : books) {
            moves += book == null
                    ? 0
                    : book.trailing(Side.BUY).moves() + book.trailing(Side.SELL).moves();
        }
        return moves;
    }

    /** Walks everything and throws where an order does not know its place, or the count is another. */
    public void check() {
        int count = 0;
        for (final TriggerBook book : books) {
            if (book != null) {
                book.check();
                count += book.size();
            }
        }
        if (count != waiting || firing.size() != 0) {
            throw new IllegalStateException(count + " orders wait, counted were " + waiting);
        }
    }
}
