package io.strikebook.matching.book;

/** Some neighbouring price levels of one side, sorted, the best at the end. Pooled; {@link BookSide} keeps them in order. */
final class LevelChunk {
    /** Keys fill four cache lines, so that a search touches one or two and an insertion moves a few. */
    static final int CAPACITY = 32;

    final long[] keys = new long[CAPACITY];
    final PriceLevel[] levels = new PriceLevel[CAPACITY];
    int size;
    LevelChunk nextFree;

    /** Lowest index whose key is not less than the given one; {@code size} where all are less. */
    int indexOf(final long key) {
        int low = 0;
        int length = size;
        while (length > 0) {
            final int half = length >>> 1;
            low = keys[low + half] < key ? low + length - half : low;
            length = half;
        }
        return low;
    }

    void insert(final int index, final long key, final PriceLevel level) {
        for (int i = size; i > index; i--) {
            keys[i] = keys[i - 1];
            levels[i] = levels[i - 1];
        }
        keys[index] = key;
        levels[index] = level;
        level.chunk = this;
        size++;
    }

    void remove(final int index) {
        size--;
        for (int i = index; i < size; i++) {
            keys[i] = keys[i + 1];
            levels[i] = levels[i + 1];
        }
        levels[size] = null;
    }

    /** Takes over the levels of another one, all of them better, from an index on. */
    void append(final LevelChunk better, final int from) {
        for (int i = from; i < better.size; i++) {
            keys[size] = better.keys[i];
            levels[size] = better.levels[i];
            levels[size].chunk = this;
            better.levels[i] = null;
            size++;
        }
        better.size = from;
    }
}
