package io.strikebook.pricer.mark;

import io.strikebook.common.hash.StateHash;
import java.util.Arrays;

/** One side of an outside book: sorted prices, the best last. At most {@link #MAX_LEVELS}; beyond them the worst level is dropped. */
final class BookSide {
    static final int MAX_LEVELS = 1 << 14;

    private static final int FIRST_CAPACITY = 64;

    private final boolean bids;
    private long[] pricesE8 = new long[FIRST_CAPACITY];
    private long[] quantitiesE8 = new long[FIRST_CAPACITY];
    private int size;
    private long hash;

    BookSide(final boolean bids) {
        this.bids = bids;
    }

    /** Sets a level; quantity 0 removes it. */
    void set(final long priceE8, final long quantityE8) {
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

    void clear() {
        size = 0;
        hash = 0;
    }

    /** Best price, or {@link Market#NONE} for an empty side. */
    long bestPriceE8() {
        return size == 0 ? Market.NONE : pricesE8[size - 1];
    }

    int size() {
        return size;
    }

    long priceE8(final int index) {
        return pricesE8[index];
    }

    long quantityE8(final int index) {
        return quantitiesE8[index];
    }

    /** Sum of the levels' hashes. */
    long hash() {
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
        if (size == MAX_LEVELS) {
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
