package io.strikebook.matching.rules;

import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;

/**
 * Closes what has expired and is settled: instruments of one underlying and expiry, and combinations that ended with a leg of them. Whatever
 * may still be in their books is taken off, and positions of them end; margin does the same in its group of this command.
 */
public final class Settlements {
    private final Books books;
    private final Phases phases;
    private final PositionMirror positions;

    Settlements(final Books books, final Phases phases, final PositionMirror positions) {
        this.books = books;
        this.phases = phases;
        this.positions = positions;
    }

    /** An expiry is settled. */
    public void settle(final int underlyingId, final long expiryNs) {
        for (int id = 1; id <= books.lastId(); id++) {
            if (expires(books.get(id), underlyingId, expiryNs)) {
                phases.settled(books.get(id));
            }
        }
        positions.end(instrumentId -> expires(books.get(instrumentId), underlyingId, expiryNs));
    }

    private static boolean expires(final OrderBook book, final int underlyingId, final long expiryNs) {
        return book != null
                && book.instrument().underlyingId() == underlyingId
                && expiryNs != 0
                && book.instrument().terms().expiryNs() == expiryNs;
    }
}
