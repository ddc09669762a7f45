package io.strikebook.feeder.json;

/**
 * What stood between the values of the last object, from the end of one to behind the colon before the next: its names in their order, known
 * ones and others. A venue's messages of one kind differ in values only, so that where the next value begins is known without looking for where
 * the name before it ends. Single-threaded; allocates nothing after construction.
 */
public final class NameOrder {
    /** Bytes of what is kept: more are left to the reader. */
    static final int LONGEST = 32;

    private static final int WORDS = LONGEST / Words.BYTES;
    private static final int MOST = 64;

    /** What is kept, and which bits of it count. */
    private final long[] words = new long[MOST * WORDS];

    private final long[] masks = new long[MOST * WORDS];

    /** 0 where nothing is kept. */
    private final int[] lengths = new int[MOST];

    private final int[] names = new int[MOST];
    private int at;

    /** Goes on to the next name, which may be the first of its object; those beyond the most are kept in no place. */
    void next(final boolean first) {
        at = first ? 0 : Math.min(at + 1, MOST - 1);
    }

    /** Whether the text goes on as it did before. It has {@link #LONGEST} bytes. */
    boolean goesOn(final byte[] text, final int from) {
        final int length = lengths[at];
        final int word = at * WORDS;
        long different = (Words.at(text, from) ^ words[word]) & masks[word]
                | (Words.at(text, from + Words.BYTES) ^ words[word + 1]) & masks[word + 1];
        if (length > 2 * Words.BYTES) {
            different |= (Words.at(text, from + 2 * Words.BYTES) ^ words[word + 2]) & masks[word + 2]
                    | (Words.at(text, from + 3 * Words.BYTES) ^ words[word + 3]) & masks[word + 3];
        }
        return different == 0 && length > 0;
    }

    /** Bytes from the value before to the value of this name. */
    int length() {
        return lengths[at];
    }

    /** The name. */
    int take() {
        return names[at];
    }

    /** Keeps what came instead. */
    void keep(final byte[] text, final int from, final int end, final int name) {
        final int length = end - from;
        lengths[at] = 0;
        if (length > LONGEST || at == MOST - 1) {
            return;
        }
        for (int i = 0; i < WORDS; i++) {
            final int count = Math.max(0, Math.min(Words.BYTES, length - i * Words.BYTES));
            final int word = at * WORDS + i;
            masks[word] = Words.first(-1, count);
            words[word] = count == 0 ? 0 : Words.at(text, from + i * Words.BYTES) & masks[word];
        }
        names[at] = name;
        lengths[at] = length;
    }
}
