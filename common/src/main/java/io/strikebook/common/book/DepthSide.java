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
    private long[] pricesE8 = new long[FIRST_CAPACITY];
    private long[] quantitiesE8 = new long[FIRST_CAPACITY];
    private int size;
    private long hash;

    /** An empty side of at most {@link #MAX_LEVELS}. */
    public DepthSide(final boolean bids) {
        this(bids, MAX_LEVELS);
    }

    /** An empty side of at most so many levels. */
    public DepthSide(final boolean bids, final int maxLevels) {
        this.bids = bids;
        this.maxLevels = maxLevels;
    }

    /** Sets a level; quantity 0 removes it. */
    public void set(final long priceE8, final long quantityE8) {
        final int at = indexOf(priceE8);
        if (at < size && pricesE8[at] == priceE8) {
            hash -= levelHash(at);
            if (quantityE8 == 0) {
                remove(at);
            } else {
                quantitiesE8[at] = quantityE8;
                hash += levelHash(at);
            }
        } else if (quantityE8 != 0) {
            insert(at, priceE8, quantityE8);
        }
    }

    /** Forgets every level. */
    public void clear() {
        size = 0;
        hash = 0;
    }

    /** Best price, or {@link #NONE} for an empty side. */
    public long bestPriceE8() {
        return size == 0 ? NONE : pricesE8[size - 1];
    }

    /** Number of levels. */
    public int size() {
        return size;
    }

    /** Price of a level, the worst at 0. */
    public long priceE8(final int index) {
        return pricesE8[index];
    }

    /** Quantity of a level, the worst at 0. */
    public long quantityE8(final int index) {
        return quantitiesE8[index];
    }

    /** Sum of the levels' hashes. */
    public long hash() {
        return hash;
    }

    /** First index whose price is not worse than the given one. */
    private int indexOf(final long priceE8) {
        if (size > 0 && isBetter(priceE8, pricesE8[size - 1])) {
            return size;
        }
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (isBetter(priceE8, pricesE8[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBetter(final long priceE8, final long thanE8) {
        return bids ? priceE8 > thanE8 : priceE8 < thanE8;
    }

    private void insert(final int wanted, final long priceE8, final long quantityE8) {
        int at = wanted;
        if (size == maxLevels) {
            if (at == 0) {
                return;
            }
            hash -= levelHash(0);
            remove(0);
            at--;
        }
        if (size == pricesE8.length) {
            pricesE8 = Arrays.copyOf(pricesE8, size * 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, size * 2);
        }
        System.arraycopy(pricesE8, at, pricesE8, at + 1, size - at);
        System.arraycopy(quantitiesE8, at, quantitiesE8, at + 1, size - at);
        pricesE8[at] = priceE8;
        quantitiesE8[at] = quantityE8;
        size++;
        hash += levelHash(at);
    }

    private void remove(final int at) {
        size--;
        System.arraycopy(pricesE8, at + 1, pricesE8, at, size - at);
        System.arraycopy(quantitiesE8, at + 1, quantitiesE8, at, size - at);
    }

    private long levelHash(final int at) {
        return StateHash.of(bids ? 1 : 2, pricesE8[at], quantitiesE8[at], 0, 0);
    }
}
