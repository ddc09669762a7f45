package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;

/**
 * What a conditional order waits for, as long as it does: part of its details. Prices are 1e-8 in the unit of the reference. A trailing
 * order's trigger price is its offset away from the best reference price since it was accepted, and {@link #NO_PRICE} until there is one.
 */
public final class Trigger {
    /** No price yet. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    /** Nearer to zero than what sums with an offset would leave 64 bits; references beyond count as this far. */
    private static final long FAR = 1L << 62;

    /** Null where the order waits for nothing. */
    TriggerKind kind;

    TriggerReference reference;
    long priceE8;
    long offsetE8;
    boolean fired;

    /** Waits, before all else, for another order to trigger it. */
    boolean held;

    /** Place in the heap or list that it is in. */
    int place = NOWHERE;

    /** Hash of the whole order, as it is in the state's hash. */
    long orderHash;

    static final int NOWHERE = -1;

    Trigger() {}

    /** How it fires, or null where the order waits for nothing. */
    public TriggerKind kind() {
        return kind;
    }

    /** The price that it looks at. */
    public TriggerReference reference() {
        return reference;
    }

    /** Trigger price as of now, or {@link #NO_PRICE}. */
    public long priceE8() {
        return priceE8;
    }

    /** Trailing: distance from the best reference price; else 0. */
    public long offsetE8() {
        return offsetE8;
    }

    /** Whether it fired, so that the order waits for the sequencer only. */
    public boolean hasFired() {
        return fired;
    }

    /** Whether another order is to trigger the order; one that has no kind then goes to the sequencer. */
    public boolean isHeld() {
        return held;
    }

    /** Whether it waits for another order and for nothing else yet. */
    public boolean isHeldBack() {
        return held && !fired;
    }

    /** Whether, held again, it goes on to wait for its price after that. */
    public boolean keepsKind() {
        return kind != null && !fired;
    }

    /** Has the order wait for another one first. */
    public void hold() {
        held = true;
    }

    /** Whether there is anything to wait for. */
    boolean isSet() {
        return kind != null || held;
    }

    /** Whether it looks at prices now. */
    boolean isWatching() {
        return !fired && !held;
    }

    /**
     * Sets what an order waits for.
     *
     * @param newPriceE8 trailing: {@link #NO_PRICE}, or as it was saved
     * @param newOffsetE8 0 unless trailing
     */
    public void set(
            final TriggerKind newKind,
            final TriggerReference newReference,
            final long newPriceE8,
            final long newOffsetE8,
            final boolean hasFired) {
        kind = newKind;
        reference = newReference;
        priceE8 = newPriceE8;
        offsetE8 = newOffsetE8;
        fired = hasFired;
        held = false;
    }

    void set(final Trigger other) {
        set(other.kind, other.reference, other.priceE8, other.offsetE8, other.fired);
        held = other.held;
        place = NOWHERE;
        orderHash = 0;
    }

    void clear() {
        set(null, null, 0, 0, false);
    }

    boolean isTrailing() {
        return kind == TriggerKind.TRAILING;
    }

    /** Whether it fires at its price or above, for an order of this side; else at it or below. */
    boolean firesUpwards(final Side side) {
        return kind == TriggerKind.TAKE ? side == Side.SELL : side == Side.BUY;
    }

    /** Whether this reference price fires it. */
    boolean firesAt(final long referenceE8, final Side side) {
        return priceE8 != NO_PRICE && (firesUpwards(side) ? referenceE8 >= priceE8 : referenceE8 <= priceE8);
    }

    /** Trailing: follows the reference price where that is the best so far; whether the trigger price moved. */
    boolean follow(final long referenceE8, final Side side) {
        final long near = Math.max(-FAR, Math.min(referenceE8, FAR));
        final long followedE8 = side == Side.BUY ? near + offsetE8 : near - offsetE8;
        final boolean moves = priceE8 == NO_PRICE || (side == Side.BUY ? followedE8 < priceE8 : followedE8 > priceE8);
        if (moves) {
            priceE8 = followedE8;
        }
        return moves;
    }

    /** Continues a hash with all of it. */
    long hashInto(final long hash) {
        final int what = kind == null ? 0 : kind.value() | reference.value() << 8;
        return StateHash.and(hash, priceE8, offsetE8, what, (fired ? 1 : 0) | (held ? 2 : 0));
    }
}
