package io.strikebook.feeder.venue;

import io.strikebook.common.book.DepthSide;
import io.strikebook.feeder.BookLevels;

/** The book of one instrument of a venue, by price. Allocates only where it grows. */
public final class OutsideBook {
    private final DepthSide bids;
    private final DepthSide asks;

    /** An empty book that keeps the best levels of each side, at most so many. */
    public OutsideBook(final int maxLevels) {
        bids = new DepthSide(true, maxLevels, false);
        asks = new DepthSide(false, maxLevels, false);
    }

    /** Forgets every level. */
    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** Sets levels, in their order. */
    public void apply(final BookLevels levels) {
        levels.applyTo(bids, asks);
    }

    /** The bids. */
    public DepthSide bids() {
        return bids;
    }

    /** The asks. */
    public DepthSide asks() {
        return asks;
    }

    /** Whether there are both a best bid and a best ask. */
    public boolean isTwoSided() {
        return bids.size() > 0 && asks.size() > 0;
    }

    /** Whether the best bid is at or above the best ask. */
    public boolean isCrossed() {
        return isTwoSided() && bids.bestPriceE8() >= asks.bestPriceE8();
    }

    /** The middle of the best bid and ask, of a book that has both. */
    public long midE8() {
        return bids.bestPriceE8() / 2 + asks.bestPriceE8() / 2;
    }
}
