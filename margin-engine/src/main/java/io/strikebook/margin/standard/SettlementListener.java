package io.strikebook.margin.standard;

/** Is told what became of each position in a settlement. Amounts are in the ledger unit, negative where the account paid. */
public interface SettlementListener {
    /**
     * A position ended at its expiry.
     *
     * @param signedLots       what was held
     * @param amount           what cash got, without the fee
     * @param balanceChangeE12 of the margin balance, the fee included
     */
    void onDelivered(
            int underlyingId,
            int accountId,
            int instrumentId,
            long signedLots,
            long amount,
            long fee,
            long balanceChangeE12);

    /** The profit of a position became cash, and it costs its mark from here on. */
    void onSettled(int underlyingId, int accountId, int instrumentId, long markPriceE8, long amount);
}
