package io.strikebook.feeder.venue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers of the prices that indices are made of, from 1 within each underlying in the order first asked for. */
public final class ConstituentNumbers {
    /**
     * What a number stands for.
     *
     * @param number within the underlying
     */
    public record Constituent(int underlyingId, String name, int number) {}

    private final Map<Integer, Map<String, Integer>> byUnderlying = new HashMap<>();
    private final List<Constituent> all = new ArrayList<>();

    /** The number of a price within its underlying: the next one where it has none yet. */
    public int of(final int underlyingId, final String name) {
        final Map<String, Integer> numbers = byUnderlying.computeIfAbsent(underlyingId, id -> new HashMap<>());
        final Integer number = numbers.get(name);
        if (number != null) {
            return number;
        }
        int next = 1;
        for (final int used : numbers.values()) {
            next = Math.max(next, used + 1);
        }
        restore(underlyingId, name, next);
        return next;
    }

    /** Gives back a number that a price had. The same again changes nothing. */
    public void restore(final int underlyingId, final String name, final int number) {
        final Integer before = byUnderlying
                .computeIfAbsent(underlyingId, id -> new HashMap<>())
                .putIfAbsent(name, number);
        if (before == null) {
            all.add(new Constituent(underlyingId, name, number));
        } else if (before != number) {
            throw new IllegalStateException(name + " has two numbers, " + before + " and " + number);
        }
    }

    /** How many prices have a number. */
    public int size() {
        return all.size();
    }

    /** The price that got its number at that place, from 0. */
    public Constituent at(final int place) {
        return all.get(place);
    }
}
