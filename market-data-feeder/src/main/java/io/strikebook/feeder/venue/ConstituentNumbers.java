package io.strikebook.feeder.venue;

import java.util.HashMap;
import java.util.Map;

/** Numbers of the prices that indices are made of, from 1 within each underlying in the order first asked for. */
public final class ConstituentNumbers {
    private final Map<Integer, Map<String, Integer>> byUnderlying = new HashMap<>();

    /** The number of a price within its underlying: the next one where it has none yet. */
    public int of(final int underlyingId, final String name) {
        final Map<String, Integer> numbers = byUnderlying.computeIfAbsent(underlyingId, id -> new HashMap<>());
        final Integer number = numbers.putIfAbsent(name, numbers.size() + 1);
        return number == null ? numbers.size() : number;
    }
}
