package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import java.util.Map;
import java.util.TreeMap;

/** Positions once more: a sum for each account and instrument. */
final class ReferencePositions {
    private final TreeMap<Long, Long> positions = new TreeMap<>();

    void move(final int account, final int instrument, final long lots) {
        positions.merge(key(account, instrument), lots, Long::sum);
    }

    long of(final int account, final int instrument) {
        return positions.getOrDefault(key(account, instrument), 0L);
    }

    void copy(final ReferencePositions others) {
        positions.putAll(others.positions);
    }

    /** Positions of an instrument over all accounts; must be zero, because each fill moves two of them. */
    long net(final int instrument) {
        long sum = 0;
        for (final Map.Entry<Long, Long> position : positions.entrySet()) {
            sum += position.getKey().intValue() == instrument ? position.getValue() : 0;
        }
        return sum;
    }

    long hash() {
        long hash = 0;
        for (final Map.Entry<Long, Long> position : positions.entrySet()) {
            if (position.getValue() != 0) {
                final long key = position.getKey();
                hash += StateHash.and(StateHash.of(2, key >> 32, (int) key, 0, 0), position.getValue());
            }
        }
        return hash;
    }

    private static long key(final int account, final int instrument) {
        return (long) account << 32 | instrument;
    }
}
