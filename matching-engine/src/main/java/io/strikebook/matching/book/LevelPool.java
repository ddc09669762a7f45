package io.strikebook.matching.book;

/** Free price levels of all books, and what keeps them sorted, in stacks; never more than there are live orders. Grows by the hundred. */
public final class LevelPool {
    private static final int LEVELS = 512;

    private static final int CHUNKS = 16;

    private PriceLevel free;
    private LevelChunk freeChunk;

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

    LevelChunk acquireChunk() {
        if (freeChunk == null) {
            for (int i = 0; i < CHUNKS; i++) {
                release(new LevelChunk());
            }
        }
        final LevelChunk chunk = freeChunk;
        freeChunk = chunk.nextFree;
        chunk.nextFree = null;
        return chunk;
    }

    /** Takes an empty chunk back. */
    void release(final LevelChunk chunk) {
        chunk.nextFree = freeChunk;
        freeChunk = chunk;
    }

    private void push(final PriceLevel level) {
        level.nextFree = free;
        free = level;
    }
}
