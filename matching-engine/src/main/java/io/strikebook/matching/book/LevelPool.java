package io.strikebook.matching.book;

/** Free price levels of all books in a stack; never more than there are live orders. */
public final class LevelPool {
    private PriceLevel free;

    PriceLevel acquire(final OrderBook book, final long priceE8) {
        PriceLevel level = free;
        if (level == null) {
            level = new PriceLevel();
        } else {
            free = level.nextFree;
            level.nextFree = null;
        }
        level.open(book, priceE8);
        return level;
    }

    void release(final PriceLevel level) {
        if (level.book == null || level.first != null) {
            throw new IllegalStateException("a price level was released twice or with orders in it");
        }
        level.poison();
        level.nextFree = free;
        free = level;
    }
}
