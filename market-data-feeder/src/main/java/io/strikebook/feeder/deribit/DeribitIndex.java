package io.strikebook.feeder.deribit;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataListener;

/** The venue's index of an underlying: one of the constituents of ours. */
final class DeribitIndex {
    private final Underlying underlying;
    private final int constituentId;
    private long valueE8;

    DeribitIndex(final Underlying underlying, final int constituentId) {
        this.underlying = underlying;
        this.constituentId = constituentId;
    }

    int underlyingId() {
        return underlying.underlyingId();
    }

    /** Notes a value; returns whether it is another than before. */
    boolean moves(final long newValueE8) {
        final boolean moves = newValueE8 != valueE8;
        valueE8 = newValueE8;
        return moves;
    }

    void giveConstituent(final MarketDataListener listener) {
        listener.constituent(underlying.underlyingId(), constituentId, valueE8);
    }
}
