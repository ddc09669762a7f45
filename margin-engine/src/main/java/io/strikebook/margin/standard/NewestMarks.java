package io.strikebook.margin.standard;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.margin.NumberRange;
import java.util.Arrays;

/**
 * Newest mark per instrument and index per underlying. Prices are 1e-8; where there is none yet, {@link #NONE}. One above
 * {@link NumberRange#MAX_PRICE_E8} counts as that.
 */
public final class NewestMarks {
    /** No price yet. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int MAX_ID = 1 << 20;
    private static final long HASH_KIND_MARK = 3;
    private static final long HASH_KIND_INDEX = 4;

    private final StateHash hash;
    private long[] marks = filled(256);
    private long[] indexes = filled(8);
    private int lastMark;
    private int lastIndex;
    private long epoch;

    /** No marks yet; the prices will be part of {@code hash}. */
    public NewestMarks(final StateHash hash) {
        this.hash = hash;
    }

    /** Newest epoch that prices came from; 0 before the first. */
    public long epoch() {
        return epoch;
    }

    /** Notes that frames of an epoch arrived; epochs do not go back. */
    public void epoch(final long newEpoch) {
        if (newEpoch < epoch) {
            throw new IllegalStateException("marks epoch " + newEpoch + " after " + epoch);
        }
        epoch = newEpoch;
    }

    /** Mark of an instrument or {@link #NONE}. */
    public long markE8(final int instrumentId) {
        return instrumentId <= lastMark ? marks[instrumentId] : NONE;
    }

    /** Index of an underlying or {@link #NONE}. */
    public long indexE8(final int underlyingId) {
        return underlyingId <= lastIndex ? indexes[underlyingId] : NONE;
    }

    /** Highest instrument id that had a mark. */
    public int lastMark() {
        return lastMark;
    }

    /** Highest underlying id that had an index. */
    public int lastIndex() {
        return lastIndex;
    }

    /** Sets the mark of an instrument; one below zero is no price, and the last one stands. */
    public void mark(final int instrumentId, final long newPriceE8) {
        requireId("instrument", instrumentId);
        if (newPriceE8 < 0) {
            return;
        }
        final long priceE8 = Math.min(newPriceE8, NumberRange.MAX_PRICE_E8);
        if (instrumentId >= marks.length) {
            marks = grown(marks, instrumentId);
        }
        lastMark = Math.max(lastMark, instrumentId);
        exchange(HASH_KIND_MARK, instrumentId, marks[instrumentId], priceE8);
        marks[instrumentId] = priceE8;
    }

    /** Sets the index of an underlying; margins divide by it, so that where it is not positive the last one stands. */
    public void index(final int underlyingId, final long newPriceE8) {
        requireId("underlying", underlyingId);
        if (newPriceE8 <= 0) {
            return;
        }
        final long priceE8 = Math.min(newPriceE8, NumberRange.MAX_PRICE_E8);
        if (underlyingId >= indexes.length) {
            indexes = grown(indexes, underlyingId);
        }
        lastIndex = Math.max(lastIndex, underlyingId);
        exchange(HASH_KIND_INDEX, underlyingId, indexes[underlyingId], priceE8);
        indexes[underlyingId] = priceE8;
    }

    private void exchange(final long kind, final int id, final long before, final long after) {
        if (before != NONE) {
            hash.remove(StateHash.of(kind, id, before, 0, 0));
        }
        hash.add(StateHash.of(kind, id, after, 0, 0));
    }

    private static void requireId(final String what, final int id) {
        if (id <= 0 || id > MAX_ID) {
            throw new IllegalStateException("marks name " + what + " " + id + ", ids are 1 to " + MAX_ID);
        }
    }

    private static long[] filled(final int length) {
        final long[] prices = new long[length];
        Arrays.fill(prices, NONE);
        return prices;
    }

    private static long[] grown(final long[] prices, final int id) {
        final long[] longer = filled(Math.max(id + 1, prices.length * 2));
        System.arraycopy(prices, 0, longer, 0, prices.length);
        return longer;
    }
}
