package io.strikebook.common.book;

/** Quantities of sixty-four ticks in a row, and a bit for each tick that has one. */
final class DepthPage {
    static final int BITS = 6;
    static final int TICKS = 1 << BITS;

    /** By tick; 0 where there is none. */
    final long[] quantities = new long[TICKS];

    long occupied;

    /** The first tick's, without its last six bits. */
    long number;

    /** The next one in the same place of a table, or of those that are free. */
    DepthPage next;

    /** The greatest tick that has a quantity. */
    long greatest() {
        return tick(TICKS - 1 - Long.numberOfLeadingZeros(occupied));
    }

    /** The least tick that has a quantity. */
    long least() {
        return tick(Long.numberOfTrailingZeros(occupied));
    }

    /** How many ticks have a quantity. */
    int count() {
        return Long.bitCount(occupied);
    }

    /** Place of one of them, the least at 0. */
    int slot(final int index) {
        return Long.numberOfTrailingZeros(Long.expand(1L << index, occupied));
    }

    long tick(final int slot) {
        return number << BITS | slot;
    }

    static int slot(final long tick) {
        return (int) tick & TICKS - 1;
    }
}
