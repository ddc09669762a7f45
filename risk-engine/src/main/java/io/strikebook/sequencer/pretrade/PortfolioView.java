package io.strikebook.sequencer.pretrade;

import java.util.Arrays;

/**
 * Books of an account under portfolio margin in one settlement currency, or all of them, by leg: of its positions as of the account's state, and of its
 * orders, both as of one epoch. Follows from what the mirror keeps, so it is no part of hash or snapshot.
 */
final class PortfolioView {
    private static final Exposure[] NONE_HELD = {};
    private static final int FIRST_ROOM = 4;

    final long[][] books;
    final long[][] orders;

    /** By leg, what the orders cost at once if all trade, and what those gain at once whose price is better than the mark. */
    final long[] worseE12;

    final long[] betterE12;

    /** Exposures that may have a position as of the account's state, in the order in which they first had one. */
    Exposure[] held = NONE_HELD;

    int heldCount;

    /** Epoch of the books. */
    long epoch;

    /** The books have to be made anew. */
    boolean stale = true;

    /** Positions and orders that no book could take: margin is more than can be counted. */
    int untaken;

    PortfolioView(final int legs) {
        books = new long[legs][];
        orders = new long[legs][];
        worseE12 = new long[legs];
        betterE12 = new long[legs];
    }

    void hold(final Exposure exposure) {
        if (!exposure.held) {
            exposure.held = true;
            if (heldCount == held.length) {
                held = Arrays.copyOf(held, Math.max(FIRST_ROOM, heldCount * 2));
            }
            held[heldCount++] = exposure;
        }
    }

    /** Forgets exposures without a position. */
    void tidy() {
        int kept = 0;
        for (int i = 0; i < heldCount; i++) {
            final Exposure exposure = held[i];
            if (exposure.marginPosition == 0) {
                exposure.held = false;
            } else {
                held[kept++] = exposure;
            }
        }
        Arrays.fill(held, kept, heldCount, null);
        heldCount = kept;
    }

    /** The book of a leg, made where there is none. */
    static long[] of(final long[][] byLeg, final int leg, final int length) {
        if (byLeg[leg] == null) {
            byLeg[leg] = new long[length];
        }
        return byLeg[leg];
    }
}
