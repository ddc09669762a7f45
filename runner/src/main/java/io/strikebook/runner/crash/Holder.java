package io.strikebook.runner.crash;

import io.strikebook.schemas.Currency;

/** One account of the population. */
public final class Holder {
    final int accountId;
    final int underlyingId;
    final Currency currency;
    final HolderKind kind;

    /** Coins of its size. */
    final double coins;

    /** So much of the margin balance that it needs it keeps; the rest is paid out once it holds what it wants. */
    final double cushion;

    /** Instruments of its legs, and lots still to be traded, signed. */
    final int[] instrumentIds;

    final long[] openLots;
    int attempts;

    Holder(
            final int accountId,
            final int underlyingId,
            final Currency currency,
            final HolderKind kind,
            final double coins,
            final double cushion) {
        this.accountId = accountId;
        this.underlyingId = underlyingId;
        this.currency = currency;
        this.kind = kind;
        this.coins = coins;
        this.cushion = cushion;
        instrumentIds = new int[kind.legs().size()];
        openLots = new long[instrumentIds.length];
    }

    /** Its account. */
    public int accountId() {
        return accountId;
    }

    /** What it settles in. */
    public Currency currency() {
        return currency;
    }

    /** What it holds. */
    public HolderKind kind() {
        return kind;
    }

    /** Its size, coins. */
    public double coins() {
        return coins;
    }

    /** Whether it is under portfolio margin. */
    public boolean isPortfolio() {
        return kind.isPortfolio();
    }

    /** Whether it has traded all that it wants. */
    boolean isDone() {
        for (final long lots : openLots) {
            if (lots != 0) {
                return false;
            }
        }
        return true;
    }
}
