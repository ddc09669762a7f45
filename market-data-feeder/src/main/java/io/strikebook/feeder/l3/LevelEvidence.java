package io.strikebook.feeder.l3;

import io.strikebook.schemas.Side;

/** What is recorded of levels beside a recording of single orders, which does not hold all of them. Used by one thread. */
public interface LevelEvidence extends AutoCloseable {
    /** Nothing is recorded of levels. */
    LevelEvidence NONE = new LevelEvidence() {
        @Override
        public boolean takeUnseen(
                final Side side,
                final long priceE8,
                final long quantityE8,
                final boolean executed,
                final OrderByOrderBook book,
                final OrderBookEvent event) {
            return false;
        }

        @Override
        public void after(final long line, final OrderByOrderBook book, final OrderBookEvent event) {}

        @Override
        public void close() {}
    };

    /** Takes so much off what is known to rest at a price without its orders having been seen; false where that is less. */
    boolean takeUnseen(
            Side side, long priceE8, long quantityE8, boolean executed, OrderByOrderBook book, OrderBookEvent event);

    /** The line was the last of an event: the book's levels are made those recorded after it. */
    void after(long line, OrderByOrderBook book, OrderBookEvent event);

    @Override
    void close();
}
