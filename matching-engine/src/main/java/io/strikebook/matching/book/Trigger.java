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

    /** Null where the order waits for nothing. */
    TriggerKind kind;

    TriggerReference reference;
    long priceE8;
    long offsetE8;
    boolean fired;

    /** Waits, before all else, for another order to trigger it. */
    boolean held;

    /** Trailing, and looks at prices now: those that saw the same best price, which has the trigger price then; else null. */
    TrailingGroup group;

    /** Place in the heap that it is in. */
    int place = NOWHERE;

    /** Hash of the whole order, as it is in the state's hash, or in the sum of its group. */
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
        return group == null ? priceE8 : group.triggerE8(offsetE8);
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

    /** Continues a hash with all of it, but for what its group has. */
    long hashInto(final long hash) {
        final int what = kind == null ? 0 : kind.value() | reference.value() << 8;
        return StateHash.and(hash, group == null ? priceE8 : 0, offsetE8, what, (fired ? 1 : 0) | (held ? 2 : 0));
    }
}
