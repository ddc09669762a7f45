package io.strikebook.margin.liquidation;

import io.strikebook.common.hash.StateHash;

/** How far the liquidation of one wallet is, or of an account with one margin over all of them, for which its oldest stands; or, of the insurance fund, the selling of what it took over. */
final class Liquidation {
    private static final long HASH_KIND = 31;

    final int slot;

    /** The fund's: its orders stay, and steps go on until it has no position. */
    final boolean unwinding;

    /** In so many currencies all orders have been taken off. */
    int cancelled;

    /** Positions were closed against others in a command that did not close all. */
    boolean partly;

    /** Steps in a row in which nothing traded. */
    int attempts;

    /** Number of the request that is not answered; 0: none. */
    long awaited;

    /** The next step is not before this time. */
    long nextNs;

    Liquidation(final int slot, final boolean unwinding) {
        this.slot = slot;
        this.unwinding = unwinding;
    }

    long hash() {
        final long flags = cancelled << 2 | (unwinding ? 2 : 0) | (partly ? 1 : 0);
        return StateHash.and(StateHash.of(HASH_KIND, slot, flags, attempts, awaited), nextNs);
    }
}
