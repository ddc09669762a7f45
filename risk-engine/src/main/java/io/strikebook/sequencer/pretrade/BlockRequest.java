package io.strikebook.sequencer.pretrade;

import io.strikebook.schemas.Side;

/** A block trade as asked for; filled anew for each request. Prices are 1e-8. */
public final class BlockRequest {
    /** Most legs of one block trade. */
    public static final int MAX_LEGS = 16;

    int accountId;
    int counterpartyId;
    int underlyingId;
    long validUntilNs;

    /** As many as were asked for, also where only the first {@link #MAX_LEGS} are kept. */
    int legs;

    final int[] instrumentIds = new int[MAX_LEGS];
    final Side[] sides = new Side[MAX_LEGS];
    final long[] pricesE8 = new long[MAX_LEGS];
    final long[] lots = new long[MAX_LEGS];

    /** Begins a block trade without legs; sides are those of the first account. */
    public void begin(
            final int newAccountId,
            final int newCounterpartyId,
            final int newUnderlyingId,
            final long newValidUntilNs,
            final int count) {
        accountId = newAccountId;
        counterpartyId = newCounterpartyId;
        underlyingId = newUnderlyingId;
        validUntilNs = newValidUntilNs;
        legs = count;
    }

    /** Sets a leg, counted from 0. */
    public void leg(
            final int leg, final int instrumentId, final Side side, final long priceE8, final long quantityLots) {
        instrumentIds[leg] = instrumentId;
        sides[leg] = side;
        pricesE8[leg] = priceE8;
        lots[leg] = quantityLots;
    }

    /** Whether a leg's instrument is that of one before it. */
    boolean isRepeated(final int leg) {
        for (int before = 0; before < leg; before++) {
            if (instrumentIds[before] == instrumentIds[leg]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the account, or the counterparty, buys a leg. */
    boolean buys(final int leg, final boolean counterparty) {
        return sides[leg] == Side.BUY != counterparty;
    }
}
