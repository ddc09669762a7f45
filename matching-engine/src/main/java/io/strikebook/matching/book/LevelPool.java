package io.strikebook.matching.book;

import io.strikebook.common.book.LevelNodes;

/** Free price levels of all books, and the nodes that they are found by, in stacks; never more than there are live orders. Grows by many at once. */
public final class LevelPool {
    private static final int LEVELS = 512;

    private final LevelNodes nodes = new LevelNodes();
    private PriceLevel free;

    LevelNodes nodes() {
        return nodes;
    }

    PriceLevel acquire(final OrderBook book, final long priceE8) {
        if (free == null) {
            for (int i = 0; i < LEVELS; i++) {
                push(new PriceLevel());
            }
        }
        final PriceLevel level = free;
        free = level.nextFree;
        level.nextFree = null;
        level.open(book, priceE8);
        return level;
    }

    void release(final PriceLevel level) {
        if (level.book == null || level.first != null) {
            throw new IllegalStateException("a price level was released twice or with orders in it");
        }
        level.poison();
        push(level);
    }

    private void push(final PriceLevel level) {
        level.nextFree = free;
        free = level;
    }
}
