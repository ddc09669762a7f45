package io.strikebook.feeder.bitstamp;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.recorded.GzipLines;

/** One line of a recording, in one of its two forms; refilled for each. */
abstract class BitstampLine {
    /** What a line says. */
    enum Kind {
        CREATED,
        CHANGED,
        DELETED,
        TRADE,
        /** Nothing of a single order: levels of the best twenty prices. */
        OTHER
    }

    Kind kind;
    long timeMs;
    long id;
    boolean bid;
    long priceE8;

    /** What the order has left, 1e-8 coins; of a deleted one, what it had left. */
    long quantityE8;

    /** Reads a line. */
    abstract void read(GzipLines line) throws BadMessageException;

    final void require(final boolean condition, final String problem) throws BadMessageException {
        if (!condition) {
            throw new BadMessageException(problem);
        }
    }

    /** What every line of an order or a trade has to be. */
    final void check() throws BadMessageException {
        require(timeMs > 0 && timeMs < Long.MAX_VALUE / 1_000_000, "no time in milliseconds");
        if (kind != Kind.OTHER) {
            require(id > 0, "no id");
            require(priceE8 > 0, "a price that is not positive");
            require(quantityE8 >= 0, "a negative quantity");
            require(quantityE8 > 0 || kind == Kind.DELETED, "no quantity");
        }
    }
}
