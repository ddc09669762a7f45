package io.strikebook.matching.rules;

/** Best prices of a combination in its legs, 1e-8 and of whatever tick, and how many lots there are at them; 0 lots for none. */
public final class ImpliedTop {
    private long bidE8;
    private long bidLots;
    private long askE8;
    private long askLots;

    /** What it can be sold at. */
    public long bidE8() {
        return bidE8;
    }

    /** How much of it. */
    public long bidLots() {
        return bidLots;
    }

    /** What it can be bought at. */
    public long askE8() {
        return askE8;
    }

    /** How much of it. */
    public long askLots() {
        return askLots;
    }

    /** Whether the legs give neither. */
    public boolean isEmpty() {
        return bidLots == 0 && askLots == 0;
    }

    boolean isSame(final ImpliedTop other) {
        return bidE8 == other.bidE8 && bidLots == other.bidLots && askE8 == other.askE8 && askLots == other.askLots;
    }

    void set(final ImpliedTop other) {
        set(other.bidE8, other.bidLots, other.askE8, other.askLots);
    }

    void set(final long newBidE8, final long newBidLots, final long newAskE8, final long newAskLots) {
        bidE8 = newBidE8;
        bidLots = newBidLots;
        askE8 = newAskE8;
        askLots = newAskLots;
    }

    /** One side: the ask where it is what a buyer gets. */
    void set(final boolean ask, final long priceE8, final long lots) {
        if (ask) {
            askE8 = priceE8;
            askLots = lots;
        } else {
            bidE8 = priceE8;
            bidLots = lots;
        }
    }
}
