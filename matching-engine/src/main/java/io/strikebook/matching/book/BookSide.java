package io.strikebook.matching.book;

import io.strikebook.schemas.Side;
import java.util.Arrays;

/**
 * The price levels of one side in a sorted array, the best at the end. A search gallops from the best over a dense
 * {@code long[]}, so the usual case (near the top) touches one cache line, and an insertion moves only what is better
 * than it: with thousands of levels still one short {@code arraycopy}, without the pointers of a tree or a second
 * look-up structure.
 */
final class BookSide {
    private static final int INITIAL_LEVELS = 16;

    private final Side side;
    private final long sign;
    private long[] keys = new long[INITIAL_LEVELS];
    private PriceLevel[] levels = new PriceLevel[INITIAL_LEVELS];
    private int size;

    BookSide(final Side side) {
        this.side = side;
        this.sign = side == Side.BUY ? 1 : -1;
    }

    PriceLevel best() {
        return size == 0 ? null : levels[size - 1];
    }

    int size() {
        return size;
    }

    /** Level by depth, 0 is the best. */
    PriceLevel level(final int depth) {
        return levels[size - 1 - depth];
    }

    /** The level at a price, made where there is none. */
    PriceLevel findOrInsert(final OrderBook book, final long priceE8, final LevelPool pool) {
        final long key = sign * priceE8;
        final int index = indexOf(key);
        if (index < size && keys[index] == key) {
            return levels[index];
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            levels = Arrays.copyOf(levels, size * 2);
        }
        System.arraycopy(keys, index, keys, index + 1, size - index);
        System.arraycopy(levels, index, levels, index + 1, size - index);
        final PriceLevel level = pool.acquire(book, priceE8);
        keys[index] = key;
        levels[index] = level;
        size++;
        return level;
    }

    void remove(final PriceLevel level) {
        final int index = indexOf(sign * level.priceE8);
        if (index >= size || levels[index] != level) {
            throw new IllegalStateException(side + " level " + level.priceE8 + " is not in its book");
        }
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(levels, index + 1, levels, index, size - index);
        levels[size] = null;
    }

    /** Lowest index whose key is not less than the given one; {@code size} where all are less. */
    private int indexOf(final long key) {
        int high = size;
        int low = size - 1;
        int step = 1;
        while (low >= 0 && keys[low] >= key) {
            high = low;
            low -= step;
            step <<= 1;
        }
        low = Math.max(low, -1);
        while (high - low > 1) {
            final int middle = low + high >>> 1;
            if (keys[middle] >= key) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    void check(final OrderBook book) {
        for (int i = 0; i < size; i++) {
            final PriceLevel level = levels[i];
            if (level.book != book || sign * level.priceE8 != keys[i]) {
                throw new IllegalStateException(side + " level " + i + " is filed under the wrong price or book");
            }
            if (i > 0 && keys[i - 1] >= keys[i]) {
                throw new IllegalStateException(side + " levels are out of order at " + level.priceE8);
            }
            if (level.first != null && level.first.side != side) {
                throw new IllegalStateException(level.first + " is on the wrong side");
            }
            level.check();
        }
    }
}
