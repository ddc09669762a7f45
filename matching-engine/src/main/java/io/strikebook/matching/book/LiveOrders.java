package io.strikebook.matching.book;

import io.strikebook.common.order.OrderIds;
import io.strikebook.matching.time.Deadline;
import java.util.Arrays;

/**
 * Every live order: by id, and for each account in order id order. Ids grow, so adding at the end keeps the lists sorted, and a mass cancel
 * is a walk. Single-threaded.
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

    /** No order is of a higher account. */
    private int lastAccount;

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
        order.traits(OrderTraits.of(terms));
        order.priceE8(terms.priceE8);
        order.filledLots(0);
        order.remainingLots(terms.quantityLots);
        order.priority = orderId;
        if (terms.detailed) {
            final OrderDetails details = pool.acquireDetails();
            details.set(terms.details);
            order.owner(details.own(position, terms.sourceId));
        } else {
            order.owner(position.owner(terms.sourceId));
        }
        return order;
    }

    /** Sets what a snapshot has beyond a new order. */
    public void restore(final Order order, final long filledLots, final long priority) {
        order.filledLots(filledLots);
        order.priority = priority;
    }

    /** Has a live order end at a deadline, which is cancelled when the order ends otherwise. */
    public void expires(final Order order, final Deadline deadline) {
        order.details().expiry = deadline;
    }

    /** Trades a part or all of an order that does not rest. */
    public void fillIncoming(final Order order, final long lots) {
        if (order.level != null || lots <= 0 || lots > order.remainingLots()) {
            throw new IllegalStateException("fill of " + lots + " lots for incoming " + order);
        }
        order.trade(lots);
    }

    /** Takes a part or all of an order that does not rest away, without a trade. */
    public void decrementIncoming(final Order order, final long lots) {
        if (order.level != null || lots <= 0 || lots > order.remainingLots()) {
            throw new IllegalStateException("incoming " + order + " cannot lose " + lots + " lots");
        }
        order.remainingLots(order.remainingLots() - lots);
    }

    /**
     * Gives an order that is out of its book a new price, open quantity and place in time: that of a command which may itself have released
     * the order before.
     */
    public void reenter(final Order order, final long priceE8, final long remainingLots, final long priority) {
        if (order.level != null || OrderIds.sequenceOf(priority) < OrderIds.sequenceOf(order.priority)) {
            throw new IllegalStateException(order + " cannot enter again with priority " + priority);
        }
        order.priceE8(priceE8);
        order.remainingLots(remainingLots);
        order.priority = priority;
        if (order.hasDetails()) {
            order.details().restoreShown(0);
        }
    }

    /** Gives an order that does not rest another price. */
    public void reprice(final Order order, final long priceE8) {
        if (order.level != null) {
            throw new IllegalStateException(order + " rests");
        }
        order.priceE8(priceE8);
    }

    /** Makes a limit order of what is left of a market-to-limit order. */
    public void becomeLimit(final Order order, final long priceE8) {
        reprice(order, priceE8);
        order.becomeLimit();
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
        return order == null
                        || order.accountId() != accountId
                        || instrumentId != 0 && order.instrumentId() != instrumentId
                ? null
                : order;
    }

    /** First live order of the venue, by account and then in order id order, or null. */
    public Order first() {
        return firstFrom(1);
    }

    /** The live order of the venue after one, in the same order, or null. */
    public Order after(final Order order) {
        return order.nextOfAccount != null ? order.nextOfAccount : firstFrom(order.accountId() + 1);
    }

    private Order firstFrom(final int accountId) {
        for (int account = accountId; account <= lastAccount; account++) {
            if (firstOfAccount[account] != null) {
                return firstOfAccount[account];
            }
        }
        return null;
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

    /** Makes an order live; its id must be greater than that of every live order of its account. */
    public void add(final Order order) {
        final int accountId = order.accountId();
        if (accountId >= firstOfAccount.length) {
            growAccounts(accountId);
        }
        final Order lastOwn = lastOfAccount[accountId];
        if (lastOwn != null && lastOwn.orderId >= order.orderId) {
            throw new IllegalStateException(order + " comes after " + lastOwn);
        }
        byId.add(order);
        order.previousOfAccount = lastOwn;
        if (lastOwn == null) {
            firstOfAccount[accountId] = order;
            lastAccount = Math.max(lastAccount, accountId);
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
        if (order.isLinked() && order.details().link.isIdle(order.details().part)) {
            links.waitAgain(order);
            return;
        }
        if (order.level != null || order.isHeld() || byId.remove(order.orderId) != order) {
            throw new IllegalStateException(order + " still rests or is not live");
        }
        unlinkFromAccount(order);
        release(order);
    }

    /** Takes back an order that never became live. */
    public void discard(final Order order) {
        if (order.level != null || order.previousOfAccount != null || firstOfAccount(order.accountId()) == order) {
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
        for (int account = 0; account < firstOfAccount.length; account++) {
            count += check(account);
        }
        if (count != byId.size() || count != pool.inUse()) {
            throw new IllegalStateException(
                    "accounts have " + count + " orders, look-up " + byId.size() + ", pool gave " + pool.inUse());
        }
        links.check(this);
    }

    private int check(final int account) {
        int count = 0;
        Order previous = null;
        for (Order order = firstOfAccount[account]; order != null; order = order.nextOfAccount) {
            order.checkNotReleased();
            if (order.accountId() != account
                    || order.previousOfAccount != previous
                    || byId.get(order.orderId) != order
                    || previous != null && previous.orderId >= order.orderId
                    || (order.level == null) != (order.isWaiting() || order.isHeld())) {
                throw new IllegalStateException("list of account " + account + " is broken at " + order);
            }
            previous = order;
            count++;
        }
        if (previous != lastOfAccount[account]) {
            throw new IllegalStateException("list of account " + account + " ends at " + previous);
        }
        return count;
    }

    private void unlinkFromAccount(final Order order) {
        final Order previous = order.previousOfAccount;
        final Order next = order.nextOfAccount;
        if (previous == null) {
            firstOfAccount[order.accountId()] = next;
        } else {
            previous.nextOfAccount = next;
        }
        if (next == null) {
            lastOfAccount[order.accountId()] = previous;
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
