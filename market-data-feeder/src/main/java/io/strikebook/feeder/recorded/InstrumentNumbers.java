package io.strikebook.feeder.recorded;

import java.util.HashMap;
import java.util.Map;

/** Numbers of outside instruments, from 1 in the order first asked for. */
public final class InstrumentNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Number of a symbol, or 0 where it has none yet. */
    public int find(final String symbol) {
        return numbers.getOrDefault(symbol, 0);
    }

    /** Gives the next number to a symbol that has none. */
    public int allot(final String symbol) {
        final int number = numbers.size() + 1;
        if (numbers.putIfAbsent(symbol, number) != null) {
            throw new IllegalStateException(symbol + " has a number already");
        }
        return number;
    }
}
