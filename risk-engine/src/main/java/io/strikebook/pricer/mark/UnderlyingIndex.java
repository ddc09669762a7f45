package io.strikebook.pricer.mark;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.math.FixedPoint;
import java.util.Arrays;

/**
 * Index of one underlying: every constituent's newest price is clamped to the median -/+ 0.5 %, and the clamped prices are averaged
 * with equal weights. Constituents silent for three minutes are left out while others are fresh; when all are silent the index
 * stands, flagged stale. Constituents are those the feeder numbers, and the index that each outside venue's tickers carry.
 */
final class UnderlyingIndex {
    static final int MAX_CONSTITUENTS = 64;

    private static final long FRESH_NS = 180_000_000_000L;
    private static final long LOWEST_E8 = 99_500_000L;
    private static final long HIGHEST_E8 = 100_500_000L;
    private static final long KIND = 0x494E4458;

    private final int underlyingId;
    private final long[] keys = new long[MAX_CONSTITUENTS];
    private final long[] pricesE8 = new long[MAX_CONSTITUENTS];
    private final long[] timesNs = new long[MAX_CONSTITUENTS];
    private final long[] sorted = new long[MAX_CONSTITUENTS];
    private int count;
    private long publishedE8 = Market.NONE;
    private boolean publishedStale;

    UnderlyingIndex(final int underlyingId) {
        this.underlyingId = underlyingId;
    }

    int underlyingId() {
        return underlyingId;
    }

    /** Index as of the newest epoch, or NONE. */
    long publishedE8() {
        return publishedE8;
    }

    boolean publishedStale() {
        return publishedStale;
    }

    /** Slot of a constituent, made on first sight; -1 where all slots are taken. */
    int slot(final long key) {
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        if (count == MAX_CONSTITUENTS) {
            return -1;
        }
        keys[count] = key;
        pricesE8[count] = Market.NONE;
        return count++;
    }

    /** Takes a constituent's price; returns whether it differs. */
    boolean onPrice(final int slot, final long priceE8, final long timeNs) {
        if (slot < 0 || priceE8 <= 0) {
            return false;
        }
        final boolean changed = pricesE8[slot] != priceE8;
        pricesE8[slot] = priceE8;
        timesNs[slot] = timeNs;
        return changed;
    }

    /**
     * Computes the index at a time.
     *
     * @param substituteE8 price to use where no constituent was ever seen, or NONE
     * @return whether price or flag differ from before
     */
    boolean refresh(final long timeNs, final long substituteE8, final boolean substituteStale) {
        final long before = publishedE8;
        final boolean wasStale = publishedStale;
        int used = gather(timeNs - FRESH_NS);
        publishedStale = used == 0;
        if (used == 0) {
            used = gather(Long.MIN_VALUE);
        }
        if (used > 0) {
            publishedE8 = clampedMean(used);
        } else if (substituteE8 != Market.NONE) {
            publishedE8 = substituteE8;
            publishedStale = substituteStale;
        }
        return publishedE8 != before || publishedE8 != Market.NONE && publishedStale != wasStale;
    }

    private int gather(final long notBeforeNs) {
        int used = 0;
        for (int i = 0; i < count; i++) {
            if (pricesE8[i] != Market.NONE && timesNs[i] >= notBeforeNs) {
                sorted[used++] = pricesE8[i];
            }
        }
        return used;
    }

    /** Rounded to the nearest; the median of an even number is the rounded middle of the two. */
    private long clampedMean(final int used) {
        Arrays.sort(sorted, 0, used);
        final long lowerE8 = sorted[used - 1 >> 1];
        final long medianE8 = lowerE8 + (sorted[used >> 1] - lowerE8 + 1 >> 1);
        final long lowE8 = FixedPoint.multiplyDivideHalfUp(medianE8, LOWEST_E8, FixedPoint.E8);
        final long highE8 = FixedPoint.multiplyDivideHalfUp(medianE8, HIGHEST_E8, FixedPoint.E8);
        long sumE8 = 0;
        for (int i = 0; i < used; i++) {
            sumE8 = FixedPoint.add(sumE8, Math.min(Math.max(sorted[i], lowE8), highE8));
        }
        return Math.floorDiv(sumE8 + (used >> 1), used);
    }

    int count() {
        return count;
    }

    long hash() {
        long hash = StateHash.of(KIND, underlyingId, publishedE8, publishedStale ? 1 : 0, count);
        for (int i = 0; i < count; i++) {
            hash = StateHash.and(StateHash.and(StateHash.and(hash, keys[i]), pricesE8[i]), timesNs[i]);
        }
        return hash;
    }

    long key(final int slot) {
        return keys[slot];
    }

    long priceE8(final int slot) {
        return pricesE8[slot];
    }

    long timeNs(final int slot) {
        return timesNs[slot];
    }

    void restore(final long restoredE8, final boolean restoredStale) {
        publishedE8 = restoredE8;
        publishedStale = restoredStale;
    }

    void restore(final long key, final long priceE8, final long timeNs) {
        final int slot = slot(key);
        pricesE8[slot] = priceE8;
        timesNs[slot] = timeNs;
    }
}
