package io.strikebook.pricer.quality;

import io.strikebook.common.hash.StateHash;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.QualityReason;

/**
 * Reasons not to trust the prices of an underlying and its instruments, one bit each at the reason's code, and how often each has begun.
 * Reasons of the underlying as a whole degrade it: from then on nobody may increase risk there.
 */
public final class UnderlyingQuality {
    /** Reasons by their codes, which are below this. */
    private static final int CODES = 8;

    private static final QualityReason[] REASONS = reasons();
    private static final long KIND = 0x5155414C;

    private final int underlyingId;
    private final long[] times = new long[CODES];
    private int active;

    /** Nothing is wrong yet. */
    public UnderlyingQuality(final int underlyingId) {
        this.underlyingId = underlyingId;
    }

    private static QualityReason[] reasons() {
        final QualityReason[] reasons = new QualityReason[CODES];
        for (final QualityReason reason : QualityReason.values()) {
            if (reason != QualityReason.NULL_VAL && reason != QualityReason.SBE_UNKNOWN) {
                reasons[reason.value()] = reason;
            }
        }
        return reasons;
    }

    /** A reason's bit, where it holds. */
    public static int bit(final QualityReason reason, final boolean holds) {
        return holds ? 1 << reason.value() : 0;
    }

    /** Takes the reasons that hold of the underlying as a whole, and tells which begin and end. */
    public void refresh(final int holds, final QualityListener listener) {
        final int before = active;
        active = holds;
        tell(0, before, holds, listener);
    }

    /** Tells which reasons of an instrument begin and end. */
    public void tell(final int instrumentId, final int before, final int holds, final QualityListener listener) {
        for (int code = 1; before != holds && code < CODES; code++) {
            final boolean held = (before >> code & 1) != 0;
            final boolean begins = (holds >> code & 1) != 0;
            if (held != begins) {
                times[code] += begins ? 1 : 0;
                listener.onQuality(this, instrumentId, 0, REASONS[code], begins);
            }
        }
    }

    /**
     * Tells which reasons of an expiry's options begin and end; a mark outside quotes counts with every option, told or not.
     *
     * @param newlyOutside how many of the options began to be marked outside their quotes
     */
    public void tellExpiry(
            final long expiryNs,
            final int newlyOutside,
            final int before,
            final int holds,
            final QualityListener listener) {
        times[QualityReason.MARK_OUTSIDE_QUOTES.value()] += newlyOutside;
        for (int code = 1; before != holds && code < CODES; code++) {
            final boolean held = (before >> code & 1) != 0;
            final boolean begins = (holds >> code & 1) != 0;
            if (held != begins) {
                times[code] += begins && code != QualityReason.MARK_OUTSIDE_QUOTES.value() ? 1 : 0;
                listener.onQuality(this, 0, expiryNs, REASONS[code], begins);
            }
        }
    }

    /** Id of the underlying. */
    public int underlyingId() {
        return underlyingId;
    }

    /** Whether a reason holds of the underlying as a whole. */
    public boolean isDegraded() {
        return active != 0;
    }

    /** How often a reason has begun so far, of the underlying, its expiries and its instruments together. */
    public long times(final QualityReason reason) {
        return times[reason.value()];
    }

    /** Hash of the reasons and counts. */
    public long hash() {
        long hash = StateHash.of(KIND, underlyingId, active, 0, 0);
        for (int code = 1; code < CODES; code++) {
            hash = StateHash.and(hash, times[code]);
        }
        return hash;
    }

    /** Writes the state. */
    public void save(final SnapshotOutput out) {
        out.putInt(active);
        for (int code = 1; code < CODES; code++) {
            out.putLong(times[code]);
        }
    }

    /** Reads the state. */
    public void load(final SnapshotInput in) {
        active = in.getInt();
        for (int code = 1; code < CODES; code++) {
            times[code] = in.getLong();
        }
    }
}
