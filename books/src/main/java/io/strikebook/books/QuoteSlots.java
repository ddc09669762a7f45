package io.strikebook.books;

import java.util.Arrays;

/** Where the quotes of one account, underlying and group are, by instrument and side. */
final class QuoteSlots {
    private static final int[] NO_PLACES = {};
    private static final long[] NO_SETS = {};
    private static final int INSTRUMENTS_AHEAD = 64;

    final int underlyingId;
    final int group;

    /** Another of the same account, or null. */
    final QuoteSlots nextOfAccount;

    /** Bid and ask of an instrument at twice its id and one more; 0 where there is none. */
    private int[] places = NO_PLACES;

    private long[] sets = NO_SETS;
    private int lowest = Integer.MAX_VALUE;
    private int highest;
    private int resting;

    QuoteSlots(final int underlyingId, final int group, final QuoteSlots nextOfAccount) {
        this.underlyingId = underlyingId;
        this.group = group;
        this.nextOfAccount = nextOfAccount;
    }

    static int slot(final int instrumentId, final boolean buy) {
        return 2 * instrumentId + (buy ? 0 : 1);
    }

    int place(final int slot) {
        return slot < places.length ? places[slot] : 0;
    }

    long set(final int slot) {
        return sets[slot];
    }

    void put(final int slot, final int place, final long setId) {
        if (slot >= places.length) {
            final int length = slot + 1 + 2 * INSTRUMENTS_AHEAD;
            places = Arrays.copyOf(places, length);
            sets = Arrays.copyOf(sets, length);
        }
        lowest = Math.min(lowest, slot);
        highest = Math.max(highest, slot);
        resting += places[slot] == 0 ? 1 : 0;
        places[slot] = place;
        sets[slot] = setId;
    }

    void clear(final int slot) {
        places[slot] = 0;
        resting--;
    }

    /** How many rest. */
    int resting() {
        return resting;
    }

    /** First slot ever used; above {@link #highest()} where there is none. */
    int lowest() {
        return lowest;
    }

    /** Last slot ever used. */
    int highest() {
        return highest;
    }
}
