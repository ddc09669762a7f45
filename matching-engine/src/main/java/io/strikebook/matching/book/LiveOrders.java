package io.strikebook.matching.book;

import io.strikebook.common.order.OrderIds;
import io.strikebook.matching.time.Deadline;
import io.strikebook.schemas.OrderType;
import java.util.Arrays;

/**
 * Every live order: by id, and in order id order for the venue and for each account. Ids grow, so adding at the end
 * keeps the lists sorted, and a mass cancel is a walk. Single-threaded.
 */
public final class LiveOrders {
    private static final int INITIAL_ACCOUNTS = 64;

    private final OrderIndex byId = new OrderIndex();
    private final OrderPool pool;
    private final PositionMirror positions;
    private final Links links;
    private final int maxAccounts;
    private Order[] firstOfAccount = new Order[INITIAL_ACCOUNTS];
    private Order[] lastOfAccount = new Order[INITIAL_ACCOUNTS];
    private Order first;
    private Order last;

    /**
     * No orders yet.
     *
     * @param maxOrders   bound on orders at once, one in flight included
     * @param maxAccounts highest account id
     */
    public LiveOrders(final int maxOrders, final int maxAccounts, final PositionMirror positions, final Links links) {
        this.pool = new OrderPool(maxOrders);
        this.positions = positions;
        this.links = links;
        this.maxAccounts = maxAccounts;
    }

    /** A new order with nothing filled, in no list yet; its priority is its id. */
    public Order create(final long orderId, final OrderTerms terms) {
        final MirroredPosition position = positions.of(terms.accountId, terms.instrumentId);
        final Order order = pool.acquire();
        order.orderId = orderId;
        order.clientOrderId = terms.clientOrderId;
        order.accountId = terms.accountId;
        order.instrumentId = terms.instrumentId;
        order.sourceId = (char) terms.sourceId;
        order.side = terms.side;
        order.orderType = terms.orderType;
        order.timeInForce = terms.timeInForce;
        order.priceE8 = terms.priceE8;
        order.filledLots = 0;
        order.remainingLots = terms.quantityLots;
        order.priority = orderId;
        order.postOnly = terms.postOnly;
        order.reduceOnly = terms.reduceOnly;
        order.rejectPostOnly = terms.rejectPostOnly;
        order.mmp = terms.mmp;
        order.position = position;
        if (terms.detailed) {
            order.details = pool.acquireDetails();
            order.details.set(terms.details);
        }
        return order;
    }

    /** Sets what a snapshot has beyond a new order. */
    public void restore(final Order order, final long filledLots, final long priority) {
        order.filledLots = filledLots;
        order.priority = priority;
    }

    /** Has a live order end at a deadline, which is cancelled when the order ends otherwise. */
    public void expires(final Order order, final Deadline deadline) {
        order.details.expiry = deadline;
    }

    /** Trades a part or all of an order that does not rest. */
    public void fillIncoming(final Order order, final long lots) {
        if (order.level != null || lots <= 0 || lots > order.remainingLots) {
            throw new IllegalStateException("fill of " + lots + " lots for incoming " + order);
        }
        order.filledLots += lots;
        order.remainingLots -= lots;
    }

    /** Takes a part or all of an order that does not rest away, without a trade. */
    public void decrementIncoming(final Order order, final long lots) {
        if (order.level != null || lots <= 0 || lots > order.remainingLots) {
            throw new IllegalStateException("incoming " + order + " cannot lose " + lots + " lots");
        }
        order.remainingLots -= lots;
    }

    /**
     * Gives an order that is out of its book a new price, open quantity and place in time: that of a command which may itself have released
     * the order before.
     */
    public void reenter(final Order order, final long priceE8, final long remainingLots, final long priority) {
        if (order.level != null || OrderIds.sequenceOf(priority) < OrderIds.sequenceOf(order.priority)) {
            throw new IllegalStateException(order + " cannot enter again with priority " + priority);
        }
        order.priceE8 = priceE8;
        order.remainingLots = remainingLots;
        order.priority = priority;
        if (order.details != null) {
            order.details.restoreShown(0);
        }
    }

    /** Gives an order that does not rest another price. */
    public void reprice(final Order order, final long priceE8) {
        if (order.level != null) {
            throw new IllegalStateException(order + " rests");
        }
        order.priceE8 = priceE8;
    }

    /** Makes a limit order of what is left of a market-to-limit order. */
    public void becomeLimit(final Order order, final long priceE8) {
        reprice(order, priceE8);
        order.orderType = OrderType.LIMIT;
    }

    /** The links that orders are parts of. */
    public Links links() {
        return links;
    }

    /** The live order, or null. */
    public Order get(final long orderId) {
        return byId.get(orderId);
    }

    /**
     * The live order of an account, or null.
     *
     * @param instrumentId that it has to be of, or 0
     */
    public Order find(final long orderId, final int accountId, final int instrumentId) {
        final Order order = byId.get(orderId);
        return order == null || order.accountId != accountId || instrumentId != 0 && order.instrumentId != instrumentId
                ? null
                : order;
    }

    /** First live order of the venue in order id order, or null. */
    public Order first() {
        return first;
    }

    /** First live order of an account in order id order, or null. */
    public Order firstOfAccount(final int accountId) {
        return accountId > 0 && accountId < firstOfAccount.length ? firstOfAccount[accountId] : null;
    }

    /** Number of live orders. */
    public int size() {
        return byId.size();
    }

    /** Whether an account id is within the venue's bound. */
    public boolean isAccount(final int accountId) {
        return accountId > 0 && accountId <= maxAccounts;
    }

    /** Makes an order live; its id must be greater than that of every live order. */
    public void add(final Order order) {
        final int accountId = order.accountId;
        if (accountId >= firstOfAccount.length) {
            growAccounts(accountId);
        }
        if (last != null && last.orderId >= order.orderId) {
            throw new IllegalStateException(order + " comes after " + last);
        }
        byId.add(order);
        order.previousLive = last;
        if (last == null) {
            first = order;
        } else {
            last.nextLive = order;
        }
        last = order;
        final Order lastOwn = lastOfAccount[accountId];
        order.previousOfAccount = lastOwn;
        if (lastOwn == null) {
            firstOfAccount[accountId] = order;
        } else {
            lastOwn.nextOfAccount = order;
        }
        lastOfAccount[accountId] = order;
    }

    /**
     * Ends a live order that is out of its book, and takes the object back: read what you need first. One of which more is to come does not
     * end, but waits again.
     */
    public void end(final Order order) {
        if (order.isLinked() && order.details.link.isIdle(order.details.part)) {
            links.waitAgain(order);
            return;
        }
        if (order.level != null || order.held != null || byId.remove(order.orderId) != order) {
            throw new IllegalStateException(order + " still rests or is not live");
        }
        final Order previous = order.previousLive;
        final Order next = order.nextLive;
        if (previous == null) {
            first = next;
        } else {
            previous.nextLive = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.previousLive = previous;
        }
        unlinkFromAccount(order);
        release(order);
    }

    /** Takes back an order that never became live. */
    public void discard(final Order order) {
        if (order.level != null || order.previousLive != null || order.nextLive != null || first == order) {
            throw new IllegalStateException(order + " is live");
        }
        release(order);
    }

    private void release(final Order order) {
        if (order.isLinked()) {
            links.left(order);
        }
        pool.release(order);
    }

    /** Walks the lists and throws where they disagree with the look-up, the pool or the order of ids. */
    public void check() {
        int count = 0;
        Order previous = null;
        for (Order order = first; order != null; order = order.nextLive) {
            order.checkNotReleased();
            if (order.previousLive != previous
                    || byId.get(order.orderId) != order
                    || previous != null && previous.orderId >= order.orderId
                    || (order.level == null) != (order.isWaiting() || order.isHeld())) {
                throw new IllegalStateException("live list is broken at " + order);
            }
            previous = order;
            count++;
        }
        if (previous != last || count != byId.size() || count != pool.inUse()) {
            throw new IllegalStateException(
                    "live list has " + count + " orders, look-up " + byId.size() + ", pool gave " + pool.inUse());
        }
        checkAccounts(count);
        links.check(first);
    }

    private void checkAccounts(final int expected) {
        int count = 0;
        for (int account = 0; account < firstOfAccount.length; account++) {
            Order previous = null;
            for (Order order = firstOfAccount[account]; order != null; order = order.nextOfAccount) {
                if (order.accountId != account
                        || order.previousOfAccount != previous
                        || previous != null && previous.orderId >= order.orderId) {
                    throw new IllegalStateException("list of account " + account + " is broken at " + order);
                }
                previous = order;
                count++;
            }
            if (previous != lastOfAccount[account]) {
                throw new IllegalStateException("list of account " + account + " ends at " + previous);
            }
        }
        if (count != expected) {
            throw new IllegalStateException("account lists have " + count + " orders, the venue " + expected);
        }
    }

    private void unlinkFromAccount(final Order order) {
        final Order previous = order.previousOfAccount;
        final Order next = order.nextOfAccount;
        if (previous == null) {
            firstOfAccount[order.accountId] = next;
        } else {
            previous.nextOfAccount = next;
        }
        if (next == null) {
            lastOfAccount[order.accountId] = previous;
        } else {
            next.previousOfAccount = previous;
        }
    }

    private void growAccounts(final int accountId) {
        final int length = Math.max(accountId + 1, Math.min(maxAccounts + 1, firstOfAccount.length * 2));
        firstOfAccount = Arrays.copyOf(firstOfAccount, length);
        lastOfAccount = Arrays.copyOf(lastOfAccount, length);
    }
}
