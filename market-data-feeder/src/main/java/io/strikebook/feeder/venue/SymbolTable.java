package io.strikebook.feeder.venue;

import io.strikebook.feeder.json.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Instruments by their symbols as bytes of a message: a look-up makes no string. Grows, never shrinks; iterates in the order added.
 *
 * @param <I> what is kept for each symbol
 */
public final class SymbolTable<I> {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private byte[][] symbols = new byte[16][];
    private Object[] values = new Object[16];
    private int[] slots = emptySlots(64);
    private int size;

    /** How many symbols there are. */
    public int size() {
        return size;
    }

    /** What was added at that place, from 0. */
    @SuppressWarnings("unchecked")
    public I at(final int index) {
        return (I) values[index];
    }

    /** What is kept for a symbol, or null. */
    public I find(final byte[] text, final int start, final int end) {
        int slot = hash(text, start, end) & slots.length - 1;
        while (slots[slot] >= 0) {
            final byte[] symbol = symbols[slots[slot]];
            if (Arrays.equals(symbol, 0, symbol.length, text, start, end)) {
                return at(slots[slot]);
            }
            slot = slot + 1 & slots.length - 1;
        }
        return null;
    }

    /** What is kept for a symbol, or null. */
    public I find(final String symbol) {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    /** Adds a symbol that is not there. */
    public void add(final String symbol, final I value) {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        if (find(bytes, 0, bytes.length) != null) {
            throw new IllegalStateException(symbol + " is there already");
        }
        if (size == symbols.length) {
            symbols = Arrays.copyOf(symbols, size * 2);
            values = Arrays.copyOf(values, size * 2);
            slots = emptySlots(slots.length * 2);
            for (int i = 0; i < size; i++) {
                enter(i);
            }
        }
        symbols[size] = bytes;
        values[size] = value;
        enter(size);
        size++;
    }

    private void enter(final int index) {
        int slot = hash(symbols[index], 0, symbols[index].length) & slots.length - 1;
        while (slots[slot] >= 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = index;
    }

    private static int[] emptySlots(final int count) {
        final int[] slots = new int[count];
        Arrays.fill(slots, -1);
        return slots;
    }

    /** Of eight bytes at a time, the last ones anew where they are fewer. */
    private static int hash(final byte[] text, final int start, final int end) {
        final int last = end - Long.BYTES;
        long hash = end - start;
        if (last < start) {
            for (int i = start; i < end; i++) {
                hash = hash << Byte.SIZE ^ text[i];
            }
            return spread(hash);
        }
        for (int i = start; i < last; i += Long.BYTES) {
            hash = (hash ^ Words.at(text, i)) * SPREAD;
        }
        return spread(hash ^ Words.at(text, last));
    }

    private static int spread(final long hash) {
        return (int) (hash * SPREAD >>> Integer.SIZE);
    }
}
