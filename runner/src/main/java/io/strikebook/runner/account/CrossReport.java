package io.strikebook.runner.account;

/**
 * One margin over all currencies of an account; dollars, 1e-8.
 *
 * @param equityE8        sum over currencies of equity at index prices; under standard margin options count as nothing
 * @param collateralE8    the same less haircuts: what margins are compared with
 * @param positionsE8     initial margin of the positions
 * @param ordersE8        what open orders add at their worst, and what is held for quotes, as the pre-trade checks count them
 * @param maintenanceE8   maintenance margin
 * @param availableE8     what a new order could use, as of {@link WalletReport}
 * @param worstCaseE8     portfolio margin: largest losses of the coins; and what follows
 */
public record CrossReport(
        long equityE8,
        long collateralE8,
        long positionsE8,
        long ordersE8,
        long maintenanceE8,
        long availableE8,
        long worstCaseE8,
        long rollShockE8,
        long deltaShockE8,
        long contingencyE8,
        boolean belowInitial,
        boolean belowMaintenance) {
    /** Initial margin of positions and orders. */
    public long initialE8() {
        return positionsE8 + ordersE8;
    }
}
