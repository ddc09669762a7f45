package io.strikebook.common.margin.model;

/**
 * Numbers of the expiries of one underlying, which books have a place for each of: 0 is perpetuals', others get the lowest that is free and
 * give it back when they have ended. So numbers follow from the order of listings and expiries alone. Not thread safe; allocates nothing
 * after construction.
 */
public final class ExpirySlots {
    /** What an expiry gets that there is no place for. */
    public static final int NONE = -1;

    private static final long FREE = 0;

    private final long[] expiriesNs;

    /**
     * Places, all free.
     *
     * @param slots how many, perpetuals' included
     */
    public ExpirySlots(final int slots) {
        expiriesNs = new long[slots];
    }

    /** How many there are, perpetuals' included. */
    public int size() {
        return expiriesNs.length;
    }

    /** The number of an expiry that has one, else {@link #NONE}. */
    public int find(final long expiryNs) {
        if (expiryNs == 0) {
            return 0;
        }
        for (int slot = 1; slot < expiriesNs.length; slot++) {
            if (expiriesNs[slot] == expiryNs) {
                return slot;
            }
        }
        return NONE;
    }

    /**
     * The number of an expiry, which it gets here if it had none.
     *
     * @param expiryNs 0 for perpetuals
     * @return its number, or {@link #NONE} where all are taken
     */
    public int obtain(final long expiryNs) {
        final int found = find(expiryNs);
        if (found != NONE) {
            return found;
        }
        for (int slot = 1; slot < expiriesNs.length; slot++) {
            if (expiriesNs[slot] == FREE) {
                expiriesNs[slot] = expiryNs;
                return slot;
            }
        }
        return NONE;
    }

    /** The expiry that has a number, 0 for none. */
    public long expiryNs(final int slot) {
        return expiriesNs[slot];
    }

    /** Sets what a snapshot carried: the expiry that has a number, or 0. */
    public void restore(final int slot, final long expiryNs) {
        expiriesNs[slot] = expiryNs;
    }

    /** An expiry has ended, and no book has anything of it. */
    public void release(final long expiryNs) {
        final int slot = find(expiryNs);
        if (slot > 0) {
            expiriesNs[slot] = FREE;
        }
    }
}
