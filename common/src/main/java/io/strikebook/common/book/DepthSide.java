package io.strikebook.common.book;

import io.strikebook.common.hash.StateHash;

/**
 * One side of an outside book: prices in order, the best last. Beyond as many as it may have the worst level is dropped. Allocates only where it
 * grows.
 */
public final class DepthSide {
    /** As many levels as a side has at most, where nothing else is said. */
    public static final int MAX_LEVELS = 1 << 14;

    /** No price. */
    public static final long NONE = Long.MIN_VALUE;

    private final boolean bids;
    private final int maxLevels;
    private final boolean hashed;

    /** Prices, of asks negated, so that greater is better on both sides. */
    private final DepthPages levels = new DepthPages();

    private long hash;

    /** An empty side of at most {@link #MAX_LEVELS}. */
    public DepthSide(final boolean bids) {
        this(bids, MAX_LEVELS);
    }

    /** An empty side of at most so many levels. */
    public DepthSide(final boolean bids, final int maxLevels) {
        this(bids, maxLevels, true);
    }

    /**
     * An empty side of at most so many levels.
     *
     * @param hashed whether {@link #hash} will be asked for: it takes longer than all else that a change needs
     */
    public DepthSide(final boolean bids, final int maxLevels, final boolean hashed) {
        this.bids = bids;
        this.maxLevels = maxLevels;
        this.hashed = hashed;
    }

    /** Sets a level; quantity 0 removes it. */
    public void set(final long priceE8, final long quantityE8) {
        final long key = bids ? priceE8 : -priceE8;
        final long before = levels.set(key, quantityE8);
        if (hashed) {
            hash += levelHash(key, quantityE8) - levelHash(key, before);
        }
        if (levels.size() > maxLevels) {
            dropWorst();
        }
    }

    /** Forgets every level. */
    public void clear() {
        levels.clear();
        hash = 0;
    }

    /** Best price, or {@link #NONE} for an empty side. */
    public long bestPriceE8() {
        return levels.size() == 0 ? NONE : price(levels.greatest());
    }

    /** Number of levels. */
    public int size() {
        return levels.size();
    }

    /** Price of a level, the worst at 0; quickest for a level beside the one asked for before. */
    public long priceE8(final int index) {
        return price(levels.key(index));
    }

    /** Quantity of a level, the worst at 0. */
    public long quantityE8(final int index) {
        return levels.quantity(index);
    }

    /** Sum of the levels' hashes; 0 of a side that is not hashed. */
    public long hash() {
        return hash;
    }

    private void dropWorst() {
        final long worst = levels.least();
        final long quantityE8 = levels.set(worst, 0);
        if (hashed) {
            hash -= levelHash(worst, quantityE8);
        }
    }

    private long price(final long key) {
        return bids ? key : -key;
    }

    private long levelHash(final long key, final long quantityE8) {
        return quantityE8 == 0 ? 0 : StateHash.of(bids ? 1 : 2, price(key), quantityE8, 0, 0);
    }
}
