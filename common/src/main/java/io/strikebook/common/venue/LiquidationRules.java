package io.strikebook.common.venue;

/**
 * How accounts below maintenance margin are brought back above it, or ended.
 *
 * @param insuranceAccountId account that takes over what nobody in the book wants, and pays first for what others owe; 0 for none
 * @param intervalNs         least venue time from the answer to one step of an account to its next step
 * @param stepE8             part of a position that one step reduces, at least one lot, 1e-8
 * @param priceStepE8        how far from the mark the first step may trade, and how much farther each one after a step that traded nothing:
 *                           of futures a ratio of the mark, of options of one coin or of the index, as price bands, 1e-8
 * @param attempts           so many steps in a row that traded nothing, and positions are taken over
 * @param feeE8              ratio of the value traded that the account pays to the insurance account, or without one to the venue, 1e-8
 * @param stepsPerCommand    accounts looked at for a step per command; 0: nobody is liquidated
 */
public record LiquidationRules(
        int insuranceAccountId,
        long intervalNs,
        long stepE8,
        long priceStepE8,
        int attempts,
        long feeE8,
        int stepsPerCommand) {

    /** Accounts below maintenance margin are left alone. */
    public static LiquidationRules none() {
        return new LiquidationRules(0, 0, 0, 0, 0, 0, 0);
    }

    /** Deribit's twenty rounds a second; steps of a twentieth, a quarter of a percent, a second of attempts and the fee are values of our own. */
    public static LiquidationRules defaults() {
        return new LiquidationRules(0, 50_000_000L, 5_000_000L, 250_000L, 20, 500_000L, 8);
    }
}
