package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * One side of what a group quotes in one instrument: an order that stays with its group for ever, in a book or not. It is not among the
 * live orders, since its group finds it without a look-up. Every mass quote that names it gives it a new id and an open quantity with
 * nothing filled; its client order id is its quote set.
 */
public final class Quote extends Order {
    private static final long HASH_KIND = 10;

    /** A group quotes through whatever source it likes. */
    private static final int NO_SOURCE = 0;

    private final QuoteGroup group;
    private final long slotHash;

    Quote(final QuoteGroup group, final int instrumentId, final Side side, final MirroredPosition position) {
        this.group = group;
        this.slotHash = StateHash.of(HASH_KIND, group.accountId(), group.number(), instrumentId, side.value());
        owner(position.owner(NO_SOURCE));
        traits(OrderTraits.of(side, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED) | OrderTraits.MMP);
        this.orderId = 0;
    }

    /** Group that quotes it. */
    public QuoteGroup group() {
        return group;
    }

    /** What it quotes from now on, while it is in no book. */
    public void renew(final long id, final long quoteSetId, final long newPriceE8, final long lots) {
        if (level != null || lots <= 0) {
            throw new IllegalStateException(this + " cannot be renewed with " + lots + " lots");
        }
        orderId = id;
        clientOrderId = quoteSetId;
        priceE8(newPriceE8);
        remainingLots(lots);
        filledLots(0);
        priority = id;
    }

    /** Sets what a snapshot has beyond a renewed quote. */
    public void restore(final long savedFilledLots, final long savedPriority) {
        filledLots(savedFilledLots);
        priority = savedPriority;
    }

    @Override
    long entityHash() {
        return hash(slotHash, orderId, clientOrderId, priceE8(), priority, remainingLots(), filledLots());
    }

    /** Hash of a resting quote; public so that it can be computed anew. */
    public static long hash(
            final long slotHash,
            final long id,
            final long quoteSetId,
            final long priceE8,
            final long priority,
            final long remainingLots,
            final long filledLots) {
        return StateHash.of(HASH_KIND, slotHash, id, quoteSetId, priceE8, priority, remainingLots, filledLots, 0);
    }
}
