package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * One order, pooled ({@link Quote}s are not). It is a member of two intrusive lists at once: the queue of its price level and the live orders
 * of its account. Readers outside this package get the fields; only this package's containers change them.
 *
 * <p>Orders are small: 80 bytes (12 of header, 24 of ids and place in time, 8 of price and traits, 8 of quantities, which are unsigned, 24 of
 * references, 4 of nothing). What can be computed from these is not kept; whose it is, which many orders have in common, is in
 * {@link OrderOwner}, and what few have in {@link OrderDetails}.
 *
 * <p>A released order is poisoned, and every container checks for the poison, so that a use after release fails instead
 * of trading.
 */
public class Order {
    /** No bound of lots. */
    public static final long UNCLIPPED = Long.MAX_VALUE;

    static final long POISON = Long.MIN_VALUE;
    private static final long HASH_KIND = 1;
    private static final long WAITING_KIND = 20;

    long orderId = POISON;
    long clientOrderId;
    long priority;

    /** The price, above what {@link OrderTraits} take of one word. */
    private long priceAndTraits;

    PriceLevel level;
    Order previousInLevel;
    Order nextInLevel;
    Order previousOfAccount;
    Order nextOfAccount;

    /** Its {@link OrderDetails} where it has them. */
    private OrderOwner owner;

    /** Unsigned. */
    private int filled;

    /** Unsigned. */
    private int remaining;

    /** Id on every interface: the sequence of its command shifted left by 12. */
    public long orderId() {
        return orderId;
    }

    /** Id that the client chose. */
    public long clientOrderId() {
        return clientOrderId;
    }

    /** Limit; market orders: the edge of the price band. */
    public long priceE8() {
        return priceAndTraits >> OrderTraits.BITS;
    }

    /** Total, filled part included. */
    public long quantityLots() {
        return filledLots() + remainingLots();
    }

    /** Part that traded. */
    public long filledLots() {
        return Integer.toUnsignedLong(filled);
    }

    /** Open part. */
    public long remainingLots() {
        return Integer.toUnsignedLong(remaining);
    }

    /** Part of what is open that others see, and that trades before the order goes to the end of its queue; all of it but for icebergs. */
    public long shownLots() {
        return hasDetails() ? details().shownOf(remainingLots()) : remainingLots();
    }

    /** Place in time: less is earlier; the id of the command that put the order where it is. */
    public long priority() {
        return priority;
    }

    /** Owner. */
    public int accountId() {
        return owner.accountId();
    }

    /** Instrument of its book. */
    public int instrumentId() {
        return owner.instrumentId();
    }

    /** Source of the request that made it. */
    public int sourceId() {
        return owner.sourceId();
    }

    /** Buy or sell. */
    public Side side() {
        return OrderTraits.side(traits());
    }

    /** Limit or market. */
    public OrderType orderType() {
        return OrderTraits.orderType(traits());
    }

    /** How long the order may wait. */
    public TimeInForce timeInForce() {
        return OrderTraits.timeInForce(traits());
    }

    /** Whether what does not trade at once may wait. */
    public boolean mayRest() {
        return OrderTraits.mayRest(traits());
    }

    /** Whether, resting for the price of an auction, it ends with that. */
    public boolean endsWithAuction() {
        return orderType() == OrderType.MARKET || !mayRest();
    }

    /** Whether it must not trade on arrival. */
    public boolean postOnly() {
        return (priceAndTraits & OrderTraits.POST_ONLY) != 0;
    }

    /** Whether, post-only, it is cancelled where it would trade, in place of a better price. */
    public boolean rejectPostOnly() {
        return (priceAndTraits & OrderTraits.REJECT_POST_ONLY) != 0;
    }

    /** Whether it may only bring its account's position closer to zero. */
    public boolean reduceOnly() {
        return (priceAndTraits & OrderTraits.REDUCE_ONLY) != 0;
    }

    /** Whether its trades count for market-maker protection: quotes, and orders flagged so. */
    public boolean mmp() {
        return (priceAndTraits & OrderTraits.MMP) != 0;
    }

    /** Position of its account in its instrument. */
    public MirroredPosition position() {
        return owner.position();
    }

    /** Whether it has what only some orders have. */
    boolean hasDetails() {
        return (priceAndTraits & OrderTraits.DETAILED) != 0;
    }

    /** What only some orders have, or null. */
    public OrderDetails details() {
        return hasDetails() ? (OrderDetails) owner : null;
    }

    /** Next in the queue of its price level, or null. */
    public Order nextInLevel() {
        return nextInLevel;
    }

    /** Next live order of its account in order id order, or null. */
    public Order nextOfAccount() {
        return nextOfAccount;
    }

    /** Whether it waits in a book. */
    public boolean isResting() {
        return level != null;
    }

    /** Whether it is live outside the book, until its trigger has fired and the sequencer has decided. */
    public boolean isWaiting() {
        return hasDetails() && details().trigger.isSet();
    }

    /** Whether it is a part of a link. */
    public boolean isLinked() {
        return hasDetails() && details().link != null;
    }

    /** Whether it is a part that gets larger with each trade of the first one of its link. */
    public boolean isGrowing() {
        return isLinked() && details().part > 0 && details().link.grows();
    }

    /** Whether what it trades takes the other off, and the other way round. */
    public boolean isSiblingOf(final Order other) {
        return isLinked()
                && other.isLinked()
                && details().link == other.details().link
                && details().link.siblingOf(details().part) == other.details().part;
    }

    /** Whether it is live outside the book, until its speed bump or batch ends. */
    public boolean isHeld() {
        return (priceAndTraits & OrderTraits.HELD) != 0;
    }

    /** Whether at this limit it would trade with an opposite order at the other price. */
    public boolean reaches(final long oppositePriceE8) {
        return reaches(side(), priceE8(), oppositePriceE8);
    }

    /** Whether at a limit one would trade with an opposite order at the other price. */
    static boolean reaches(final Side side, final long limitE8, final long oppositePriceE8) {
        return side == Side.BUY ? limitE8 >= oppositePriceE8 : limitE8 <= oppositePriceE8;
    }

    /** Most that may trade now: a reduce-only order brings its position to zero and not beyond; else {@link #UNCLIPPED}. */
    public long clipLots() {
        return reduceOnly() ? position().reducibleLots(side()) : UNCLIPPED;
    }

    void checkNotReleased() {
        if (orderId == POISON) {
            throw new IllegalStateException("an order was used after its release");
        }
    }

    void poison() {
        orderId = POISON;
        priceAndTraits = 0;
        remaining = 0;
        level = null;
        previousInLevel = null;
        nextInLevel = null;
        previousOfAccount = null;
        nextOfAccount = null;
        owner = null;
    }

    /** Sets whose it is. */
    void owner(final OrderOwner newOwner) {
        owner = newOwner;
    }

    private int traits() {
        return (int) priceAndTraits & OrderTraits.MASK;
    }

    /** Sets what kind of order it is, see {@link OrderTraits}. */
    void traits(final int newTraits) {
        priceAndTraits = priceAndTraits & ~OrderTraits.MASK | newTraits;
    }

    void priceE8(final long newPriceE8) {
        final long word = newPriceE8 << OrderTraits.BITS;
        if (word >> OrderTraits.BITS != newPriceE8) {
            throw new IllegalArgumentException("order " + orderId + " cannot have a price of " + newPriceE8 + "e-8");
        }
        priceAndTraits = word | traits();
    }

    /** A market-to-limit order has become a limit order. */
    void becomeLimit() {
        traits(OrderTraits.with(traits(), OrderType.LIMIT));
    }

    /** It waits for the end of a speed bump or a batch, or no longer. */
    void held(final boolean newHeld) {
        traits(newHeld ? traits() | OrderTraits.HELD : traits() & ~OrderTraits.HELD);
    }

    void filledLots(final long lots) {
        filled = (int) lots;
    }

    void remainingLots(final long lots) {
        remaining = (int) lots;
    }

    /** Moves lots from what is open to what is filled. */
    void trade(final long lots) {
        filled += (int) lots;
        remaining -= (int) lots;
    }

    /** Hash of the order while it rests or is held: computed when it is wanted, which costs less than to keep it in the cache. */
    long entityHash() {
        final long hash = StateHash.of(
                HASH_KIND,
                orderId,
                clientOrderId,
                ownerHash(),
                identity(),
                priceE8(),
                priority,
                remainingLots(),
                filledLots());
        return hasDetails() ? details().hashInto(hash) : hash;
    }

    /** Hash of the order while it waits. */
    long waitingHash() {
        final long identity = StateHash.of(WAITING_KIND, orderId, clientOrderId, ownerHash(), identity());
        final long terms = StateHash.and(
                StateHash.and(identity, details().identityHash()), priceE8(), remainingLots(), filledLots(), 0);
        return details().trigger.hashInto(terms);
    }

    private long ownerHash() {
        return (long) accountId() << Integer.SIZE | instrumentId();
    }

    private long identity() {
        return OrderTraits.identity(traits()) | (long) sourceId() << OrderTraits.BITS;
    }

    @Override
    public String toString() {
        return orderId == POISON
                ? "released order"
                : "order " + orderId + " of account " + accountId() + ": " + side() + ' ' + remainingLots()
                        + " lots of instrument " + instrumentId() + " at " + priceE8() + "e-8";
    }
}
