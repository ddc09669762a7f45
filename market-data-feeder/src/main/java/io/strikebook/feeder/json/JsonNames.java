package io.strikebook.feeder.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The names that a reader knows, each as its place in the list. A look-up takes the first and the last eight bytes and the length, of which the
 * table is made without collisions: names that differ only between those sixteen bytes cannot be in one list. Immutable.
 */
public final class JsonNames {
    /** A name that is not in the list. */
    public static final int UNKNOWN = -1;

    private static final int ENTRIES_PER_NAME = 4;
    private static final int TRIES = 1_000_000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final byte[][] names;
    private final long[] firstWords;
    private final long[] lastWords;
    private final int[] table;
    private final long factor;
    private final int shift;

    private JsonNames(final byte[][] names, final long factor, final int shift) {
        this.names = names;
        this.factor = factor;
        this.shift = shift;
        this.firstWords = new long[names.length];
        this.lastWords = new long[names.length];
        this.table = new int[1 << Long.SIZE - shift];
        Arrays.fill(table, UNKNOWN);
        for (int i = 0; i < names.length; i++) {
            final byte[] name = Arrays.copyOf(names[i], names[i].length + Words.BYTES);
            firstWords[i] = firstWord(name, 0, names[i].length);
            lastWords[i] = lastWord(name, names[i].length, names[i].length);
            table[entry(firstWords[i], lastWords[i], names[i].length)] = i;
        }
    }

    /**
     * Names of printable US-ASCII characters without quotes and backslashes, no two alike.
     *
     * @throws IllegalArgumentException where one is not so
     */
    public static JsonNames of(final String... names) {
        if (names.length == 0 || Set.copyOf(Arrays.asList(names)).size() != names.length) {
            throw new IllegalArgumentException("no names, or the same twice: " + Arrays.toString(names));
        }
        final byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            if (names[i].isEmpty() || !names[i].chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\')) {
                throw new IllegalArgumentException("no plain name: '" + names[i] + "'");
            }
            bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        final int bits = Integer.SIZE - Integer.numberOfLeadingZeros(names.length * ENTRIES_PER_NAME - 1);
        return withoutCollisions(bytes, Long.SIZE - bits);
    }

    private static JsonNames withoutCollisions(final byte[][] names, final int shift) {
        long factor = SPREAD;
        for (int i = 0; i < TRIES; i++) {
            final JsonNames made = new JsonNames(names, factor, shift);
            if (made.isComplete()) {
                return made;
            }
            factor = factor * SPREAD + 2 | 1;
        }
        throw new IllegalArgumentException("names that are too much alike: give their reader fewer");
    }

    private boolean isComplete() {
        return Arrays.stream(table).filter(entry -> entry != UNKNOWN).count() == names.length;
    }

    private static long firstWord(final byte[] text, final int start, final int length) {
        return Words.first(Words.at(text, start), Math.min(length, Words.BYTES));
    }

    /** 0 where the first word has all of the name. */
    private static long lastWord(final byte[] text, final int end, final int length) {
        return length > Words.BYTES ? Words.at(text, end - Words.BYTES) : 0;
    }

    private int entry(final long firstWord, final long lastWord, final int length) {
        return (int) (((firstWord ^ lastWord * SPREAD) + length) * factor >>> shift);
    }

    /** Place of a name in the list, or {@link #UNKNOWN}. The array has eight bytes behind the name. */
    int indexOf(final byte[] text, final int start, final int end) {
        final int length = end - start;
        final long first = firstWord(text, start, length);
        final long last = lastWord(text, end, length);
        final int index = table[entry(first, last, length)];
        if (index == UNKNOWN
                || firstWords[index] != first
                || lastWords[index] != last
                || names[index].length != length) {
            return UNKNOWN;
        }
        return length <= 2 * Words.BYTES
                        || Arrays.equals(names[index], Words.BYTES, length, text, start + Words.BYTES, end)
                ? index
                : UNKNOWN;
    }

    /** The name at a place of the list. */
    public String name(final int index) {
        return new String(names[index], StandardCharsets.US_ASCII);
    }
}
