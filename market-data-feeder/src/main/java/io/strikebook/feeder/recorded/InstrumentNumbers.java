package io.strikebook.feeder.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers of outside instruments, from 1 in the order first asked for. A live feeder that starts again restores those it had. */
public final class InstrumentNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int last;

    /** Number of a symbol, or 0 where it has none yet. */
    public int find(final String symbol) {
        return numbers.getOrDefault(symbol, 0);
    }

    /** Gives the next number to a symbol that has none. */
    public int allot(final String symbol) {
        if (numbers.containsKey(symbol)) {
            throw new IllegalStateException(symbol + " has a number already");
        }
        restore(symbol, last + 1);
        return last;
    }

    /** Gives back a number that a symbol had; numbers go on behind the highest. The same again changes nothing. */
    public void restore(final String symbol, final int number) {
        final Integer before = numbers.putIfAbsent(symbol, number);
        if (before == null) {
            names.add(symbol);
            last = Math.max(last, number);
        } else if (before != number) {
            throw new IllegalStateException(symbol + " has two numbers, " + before + " and " + number);
        }
    }

    /** A number below which none is given any more. */
    public void goOnAfter(final int number) {
        last = Math.max(last, number);
    }

    /** How many symbols have a number. */
    public int size() {
        return names.size();
    }

    /** The symbol that got its number at that place, from 0. */
    public String nameAt(final int place) {
        return names.get(place);
    }
}
