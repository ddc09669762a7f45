package io.strikebook.feeder.live;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A book as a map, slow and obvious, with a hash that does not depend on the order of changes. */
final class LevelMap {
    private final Map<Long, Long> bids = new HashMap<>();
    private final Map<Long, Long> asks = new HashMap<>();
    private long hash;

    void clear() {
        bids.clear();
        asks.clear();
        hash = 0;
    }

    void set(final boolean bid, final long priceE8, final long quantityE8) {
        final Map<Long, Long> side = bid ? bids : asks;
        final Long before = quantityE8 == 0 ? side.remove(priceE8) : side.put(priceE8, quantityE8);
        if (before != null) {
            hash ^= mix(bid, priceE8, before);
        }
        if (quantityE8 != 0) {
            hash ^= mix(bid, priceE8, quantityE8);
        }
    }

    long hash() {
        return hash;
    }

    int size() {
        return bids.size() + asks.size();
    }

    Map<Long, Long> sorted(final boolean bid) {
        return new TreeMap<>(bid ? bids : asks);
    }

    private static long mix(final boolean bid, final long priceE8, final long quantityE8) {
        long mixed = (priceE8 * 0x9E3779B97F4A7C15L ^ quantityE8) * 0xBF58476D1CE4E5B9L + (bid ? 1 : 2);
        mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 32;
    }
}
