package io.strikebook.matching.book;

/** Free price levels of all books in a stack; never more than there are live orders. Grows by chunks. */
public final class LevelPool {
    private static final int CHUNK = 512;

    private PriceLevel free;

    PriceLevel acquire(final OrderBook book, final long priceE8) {
        if (free == null) {
            for (int i = 0; i < CHUNK; i++) {
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
