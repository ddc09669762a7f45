package io.strikebook.feeder.consolidated;

/** Best levels of one kind of instrument over all venues whose books can be used. Refilled for each publication. */
public final class ConsolidatedLevels {
    private final long[] pricesE8;
    private final long[] quantitiesE8;
    private final int[] venues;
    private int bids;
    private int size;

    /** Room for so many levels of each side. */
    ConsolidatedLevels(final int depth) {
        pricesE8 = new long[2 * depth];
        quantitiesE8 = new long[2 * depth];
        venues = new int[2 * depth];
    }

    void clear() {
        bids = 0;
        size = 0;
    }

    void add(final boolean bid, final long priceE8, final long quantityE8, final int venueCount) {
        pricesE8[size] = priceE8;
        quantitiesE8[size] = quantityE8;
        venues[size] = venueCount;
        size++;
        bids += bid ? 1 : 0;
    }

    /** Number of levels: bids first, best first. */
    public int size() {
        return size;
    }

    /** Whether a level is a bid. */
    public boolean isBid(final int index) {
        return index < bids;
    }

    /** Price of a level, 1e-8. */
    public long priceE8(final int index) {
        return pricesE8[index];
    }

    /** Quantity over all venues, 1e-8 dollars or coins. */
    public long quantityE8(final int index) {
        return quantitiesE8[index];
    }

    /** How many venues have that price. */
    public int venues(final int index) {
        return venues[index];
    }

    /** Whether one venue's best bid is at or above another's best ask. */
    public boolean isCrossed() {
        return bids > 0 && size > bids && pricesE8[0] >= pricesE8[bids];
    }
}
