package io.strikebook.matching.book;

import io.strikebook.common.book.LevelTree;
import io.strikebook.common.book.TickGrid;
import io.strikebook.schemas.Side;

/** The price levels of one side, see {@link LevelTree}, from and back to the pool of all books. */
final class BookSide {
    private final Side side;
    private final LevelPool pool;
    private final LevelTree<PriceLevel> levels;

    BookSide(final Side side, final TickGrid grid, final LevelPool pool) {
        this.side = side;
        this.pool = pool;
        this.levels = new LevelTree<>(side == Side.BUY, grid, pool.nodes());
    }

    PriceLevel best() {
        return levels.best();
    }

    /** The level at a price, or null. */
    PriceLevel find(final long priceE8) {
        return levels.find(priceE8);
    }

    /** The level at a price, made where there is none. */
    PriceLevel findOrInsert(final OrderBook book, final long priceE8) {
        final PriceLevel level = levels.seek(priceE8);
        return level != null ? level : insert(book, priceE8);
    }

    private PriceLevel insert(final OrderBook book, final long priceE8) {
        final PriceLevel level = pool.acquire(book, priceE8);
        levels.insert(level);
        return level;
    }

    /** Takes an empty level out and back. */
    void remove(final PriceLevel level) {
        levels.remove(level);
        pool.release(level);
    }

    void check(final OrderBook book) {
        levels.check();
        for (PriceLevel level = levels.best(); level != null; level = level.worse()) {
            if (level.book != book || level.first != null && level.first.side() != side) {
                throw new IllegalStateException(
                        side + " level " + level.priceE8() + " is of another book, or on the wrong side");
            }
            level.check();
        }
    }
}
