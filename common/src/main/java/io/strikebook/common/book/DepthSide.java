package io.strikebook.common.book;

import io.strikebook.common.hash.StateHash;
import java.util.Arrays;

/**
 * One side of an outside book: sorted prices, the best last. Beyond as many as it may have the worst level is dropped. Allocates only where it
 * grows.
 */
public final class DepthSide {
    /** As many levels as a side has at most, where nothing else is said. */
    public static final int MAX_LEVELS = 1 << 14;

    /** No price. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int FIRST_CAPACITY = 64;

    private final boolean bids;
    private final int maxLevels;
    private final boolean hashed;

    /** Prices, of asks negated, so that greater is better on both sides; ascending. */
    private long[] keys = new long[FIRST_CAPACITY];

    private long[] quantitiesE8 = new long[FIRST_CAPACITY];
    private int size;
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
        final int at = indexOf(key);
        if (at < size && keys[at] == key) {
            hash -= levelHash(at);
            if (quantityE8 == 0) {
                remove(at);
            } else {
                quantitiesE8[at] = quantityE8;
                hash += levelHash(at);
            }
        } else if (quantityE8 != 0) {
            insert(at, key, quantityE8);
        }
    }

    /** Forgets every level. */
    public void clear() {
        size = 0;
        hash = 0;
    }

    /** Best price, or {@link #NONE} for an empty side. */
    public long bestPriceE8() {
        return size == 0 ? NONE : priceE8(size - 1);
    }

    /** Number of levels. */
    public int size() {
        return size;
    }

    /** Price of a level, the worst at 0. */
    public long priceE8(final int index) {
        return bids ? keys[index] : -keys[index];
    }

    /** Quantity of a level, the worst at 0. */
    public long quantityE8(final int index) {
        return quantitiesE8[index];
    }

    /** Sum of the levels' hashes; 0 of a side that is not hashed. */
    public long hash() {
        return hash;
    }

    /** First index whose key is not smaller. The halves are taken without a branch, which could not be predicted. */
    private int indexOf(final long key) {
        int from = 0;
        int left = size;
        while (left > 0) {
            final int half = left + 1 >>> 1;
            from += keys[from + half - 1] < key ? half : 0;
            left -= half;
        }
        return from;
    }

    private void insert(final int wanted, final long key, final long quantityE8) {
        int at = wanted;
        if (size == maxLevels) {
            if (at == 0) {
                return;
            }
            hash -= levelHash(0);
            remove(0);
            at--;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, size * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(quantitiesE8, at, quantitiesE8, at + 1, size - at);
        keys[at] = key;
        quantitiesE8[at] = quantityE8;
        size++;
        hash += levelHash(at);
    }

    private void remove(final int at) {
        size--;
        System.arraycopy(keys, at + 1, keys, at, size - at);
        System.arraycopy(quantitiesE8, at + 1, quantitiesE8, at, size - at);
    }

    private long levelHash(final int at) {
        return hashed ? StateHash.of(bids ? 1 : 2, priceE8(at), quantitiesE8[at], 0, 0) : 0;
    }
}
