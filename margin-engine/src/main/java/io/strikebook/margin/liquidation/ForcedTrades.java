package io.strikebook.margin.liquidation;

/** Trades at marks that nobody asked for: what a takeover or a deleveraging is made of. */
public final class ForcedTrades {
    /** So many fit into one command. */
    public static final int MAX = 1_024;

    private final long[] pricesE8 = new long[MAX];
    private final long[] lots = new long[MAX];
    private final int[] instrumentIds = new int[MAX];
    private final int[] buyers = new int[MAX];
    private final int[] sellers = new int[MAX];
    private int count;

    ForcedTrades() {}

    void clear() {
        count = 0;
    }

    boolean isFull() {
        return count == MAX;
    }

    void add(
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long tradedLots,
            final long priceE8) {
        pricesE8[count] = priceE8;
        lots[count] = tradedLots;
        instrumentIds[count] = instrumentId;
        buyers[count] = buyerAccountId;
        sellers[count] = sellerAccountId;
        count++;
    }

    /** How many. */
    public int count() {
        return count;
    }

    /** The mark, 1e-8. */
    public long priceE8(final int index) {
        return pricesE8[index];
    }

    /** How much, positive. */
    public long lots(final int index) {
        return lots[index];
    }

    /** Of which instrument. */
    public int instrumentId(final int index) {
        return instrumentIds[index];
    }

    /** Who buys. */
    public int buyerAccountId(final int index) {
        return buyers[index];
    }

    /** Who sells. */
    public int sellerAccountId(final int index) {
        return sellers[index];
    }
}
