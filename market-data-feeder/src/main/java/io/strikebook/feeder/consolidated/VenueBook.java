package io.strikebook.feeder.consolidated;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.math.FixedPoint;

/** The book of one instrument of one venue, and whether it can be used now. */
final class VenueBook {
    final DepthSide bids = new DepthSide(true, DepthSide.MAX_LEVELS, false);
    final DepthSide asks = new DepthSide(false, DepthSide.MAX_LEVELS, false);

    /** The consolidated book that it is part of. */
    final BookGroup group;

    /** Place of its venue among venues. */
    final int venue;

    private final long unitsE8;
    private boolean complete;
    private boolean doubtful;

    /** When something was heard of it last. */
    long heardNs;

    /** Where the merge stands on the side that it goes through. */
    int cursor;

    VenueBook(final BookGroup group, final int venue, final long unitsE8) {
        this.group = group;
        this.venue = venue;
        this.unitsE8 = unitsE8;
    }

    DepthSide side(final boolean ofBids) {
        return ofBids ? bids : asks;
    }

    /** A snapshot begins. */
    void restart() {
        bids.clear();
        asks.clear();
        complete = true;
    }

    /** Nothing that came is trusted until the next snapshot. */
    void lose() {
        bids.clear();
        asks.clear();
        complete = false;
    }

    /** What the venue's rules think of it: crossed, broken or stale. */
    void doubt(final boolean nowDoubtful) {
        doubtful = nowDoubtful;
    }

    /** Whether its levels may be shown to others: whole, not doubted, and heard of since a time. */
    boolean isUsable(final long heardSinceNs) {
        return complete
                && heardNs >= heardSinceNs
                && !doubtful
                && (bids.size() == 0 || asks.size() == 0 || bids.bestPriceE8() < asks.bestPriceE8());
    }

    /** A quantity of this venue in dollars or coins, 1e-8, rounded down; the largest number where it does not fit. */
    long units(final long quantityE8) {
        if (unitsE8 == FixedPoint.E8) {
            return quantityE8;
        }
        return Math.multiplyHigh(quantityE8, unitsE8) >= FixedPoint.E8 / 4
                ? Long.MAX_VALUE
                : FixedPoint.multiplyDivideFloor(quantityE8, unitsE8, FixedPoint.E8);
    }
}
