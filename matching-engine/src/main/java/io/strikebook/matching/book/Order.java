package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * One order, pooled ({@link Quote}s are not). It is a member of three intrusive lists at once: the queue of its price level, the live orders of
 * its account and the live orders of the venue. Readers outside this package get the fields; only this package's
 * containers change them.
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
    long priceE8;
    long filledLots;
    long remainingLots;
    long priority;
    int accountId;
    int instrumentId;
    char sourceId;
    Side side;
    OrderType orderType;
    TimeInForce timeInForce;
    boolean postOnly;
    boolean reduceOnly;
    boolean rejectPostOnly;
    boolean mmp;

    PriceLevel level;
    Order previousInLevel;
    Order nextInLevel;
    Order previousOfAccount;
    Order nextOfAccount;
    Order previousLive;
    Order nextLive;
    MirroredPosition position;
    OrderDetails details;

    /** Null unless it is held. */
    HeldOrder held;

    private long identityHash;
    long entityHash;

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
        return priceE8;
    }

    /** Total, filled part included. */
    public long quantityLots() {
        return filledLots + remainingLots;
    }

    /** Part that traded. */
    public long filledLots() {
        return filledLots;
    }

    /** Open part. */
    public long remainingLots() {
        return remainingLots;
    }

    /** Part of what is open that others see, and that trades before the order goes to the end of its queue; all of it but for icebergs. */
    public long shownLots() {
        return details == null ? remainingLots : details.shownOf(remainingLots);
    }

    /** Place in time: less is earlier; the id of the command that put the order where it is. */
    public long priority() {
        return priority;
    }

    /** Owner. */
    public int accountId() {
        return accountId;
    }

    /** Instrument of its book. */
    public int instrumentId() {
        return instrumentId;
    }

    /** Source of the request that made it. */
    public int sourceId() {
        return sourceId;
    }

    /** Buy or sell. */
    public Side side() {
        return side;
    }

    /** Limit or market. */
    public OrderType orderType() {
        return orderType;
    }

    /** How long the order may wait. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** Whether what does not trade at once may wait. */
    public boolean mayRest() {
        return timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL && timeInForce != TimeInForce.FILL_OR_KILL;
    }

    /** Whether, resting for the price of an auction, it ends with that. */
    public boolean endsWithAuction() {
        return orderType == OrderType.MARKET || !mayRest();
    }

    /** Whether it must not trade on arrival. */
    public boolean postOnly() {
        return postOnly;
    }

    /** Whether, post-only, it is cancelled where it would trade, in place of a better price. */
    public boolean rejectPostOnly() {
        return rejectPostOnly;
    }

    /** Whether it may only bring its account's position closer to zero. */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** Whether its trades count for market-maker protection: quotes, and orders flagged so. */
    public boolean mmp() {
        return mmp;
    }

    /** Position of its account in its instrument. */
    public MirroredPosition position() {
        return position;
    }

    /** What only some orders have, or null. */
    public OrderDetails details() {
        return details;
    }

    /** Next in the queue of its price level, or null. */
    public Order nextInLevel() {
        return nextInLevel;
    }

    /** Next live order of its account in order id order, or null. */
    public Order nextOfAccount() {
        return nextOfAccount;
    }

    /** Next live order of the venue in order id order, or null. */
    public Order nextLive() {
        return nextLive;
    }

    /** Whether it waits in a book. */
    public boolean isResting() {
        return level != null;
    }

    /** Whether it is live outside the book, until its trigger has fired and the sequencer has decided. */
    public boolean isWaiting() {
        return details != null && details.trigger.isSet();
    }

    /** Whether it is a part of a link. */
    public boolean isLinked() {
        return details != null && details.link != null;
    }

    /** Whether it is a part that gets larger with each trade of the first one of its link. */
    public boolean isGrowing() {
        return isLinked() && details.part > 0 && details.link.grows();
    }

    /** Whether what it trades takes the other off, and the other way round. */
    public boolean isSiblingOf(final Order other) {
        return isLinked()
                && other.isLinked()
                && details.link == other.details.link
                && details.link.siblingOf(details.part) == other.details.part;
    }

    /** Whether it is live outside the book, until its speed bump or batch ends. */
    public boolean isHeld() {
        return held != null;
    }

    /** Whether at this limit it would trade with an opposite order at the other price. */
    public boolean reaches(final long oppositePriceE8) {
        return reaches(side, priceE8, oppositePriceE8);
    }

    /** Whether at a limit one would trade with an opposite order at the other price. */
    static boolean reaches(final Side side, final long limitE8, final long oppositePriceE8) {
        return side == Side.BUY ? limitE8 >= oppositePriceE8 : limitE8 <= oppositePriceE8;
    }

    /** Most that may trade now: a reduce-only order brings its position to zero and not beyond; else {@link #UNCLIPPED}. */
    public long clipLots() {
        return reduceOnly ? position.reducibleLots(side) : UNCLIPPED;
    }

    void checkNotReleased() {
        if (orderId == POISON) {
            throw new IllegalStateException("an order was used after its release");
        }
    }

    void poison() {
        orderId = POISON;
        remainingLots = POISON;
        priceE8 = POISON;
        level = null;
        previousInLevel = null;
        nextInLevel = null;
        previousOfAccount = null;
        nextOfAccount = null;
        previousLive = null;
        nextLive = null;
        position = null;
        details = null;
        held = null;
    }

    /** To be called when the order enters a book; what never changes while it rests is hashed here. */
    void rehashPlace() {
        identityHash = StateHash.of(HASH_KIND, orderId, clientOrderId, (long) accountId << 32 | instrumentId, traits());
        if (details != null) {
            identityHash = StateHash.and(identityHash, details.identityHash());
        }
        rehashQuantity();
    }

    /** To be called after every change of quantity while the order rests. */
    void rehashQuantity() {
        entityHash = StateHash.and(identityHash, priceE8, priority, remainingLots, filledLots);
        if (details != null && details.isIceberg()) {
            entityHash = StateHash.and(entityHash, details.shownLots);
        }
    }

    /** Hash of the order while it waits. */
    long waitingHash() {
        final long identity =
                StateHash.of(WAITING_KIND, orderId, clientOrderId, (long) accountId << 32 | instrumentId, traits());
        final long terms =
                StateHash.and(StateHash.and(identity, details.identityHash()), priceE8, remainingLots, filledLots, 0);
        return details.trigger.hashInto(terms);
    }

    long entityHash() {
        return entityHash;
    }

    private long traits() {
        return (long) sourceId << 32
                | side.value()
                | orderType.value() << 8
                | timeInForce.value() << 16
                | (postOnly ? 1 << 24 : 0)
                | (reduceOnly ? 1 << 25 : 0)
                | (rejectPostOnly ? 1 << 27 : 0)
                | (mmp ? 1 << 26 : 0);
    }

    @Override
    public String toString() {
        return orderId == POISON
                ? "released order"
                : "order " + orderId + " of account " + accountId + ": " + side + ' ' + remainingLots
                        + " lots of instrument " + instrumentId + " at " + priceE8 + "e-8";
    }
}
