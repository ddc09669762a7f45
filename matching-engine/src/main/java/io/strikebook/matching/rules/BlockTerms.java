package io.strikebook.matching.rules;

/**
 * An accepted block trade: filled anew for each one by whoever decodes it. Prices are 1e-8. Single-threaded.
 */
public final class BlockTerms {
    /** Most legs of one block trade. */
    public static final int MAX_LEGS = 16;

    long blockId;
    int accountId;
    int counterpartyId;
    int underlyingId;
    int count;
    final int[] instrumentIds = new int[MAX_LEGS];
    final boolean[] buys = new boolean[MAX_LEGS];
    final long[] pricesE8 = new long[MAX_LEGS];
    final long[] lots = new long[MAX_LEGS];

    /** Begins a block trade without legs. */
    public void begin(
            final long newBlockId, final int newAccountId, final int newCounterpartyId, final int newUnderlyingId) {
        blockId = newBlockId;
        accountId = newAccountId;
        counterpartyId = newCounterpartyId;
        underlyingId = newUnderlyingId;
        count = 0;
    }

    /** Adds a leg, of at most {@link #MAX_LEGS}; {@code accountBuys} or its counterparty does. */
    public void add(final int instrumentId, final boolean accountBuys, final long priceE8, final long quantityLots) {
        instrumentIds[count] = instrumentId;
        buys[count] = accountBuys;
        pricesE8[count] = priceE8;
        lots[count] = quantityLots;
        count++;
    }
}
