package io.strikebook.runner.stress;

import java.util.List;

/**
 * A scenario's outcome; dollars at the moved prices.
 *
 * @param accounts         who lost most first; without the insurance fund's own
 * @param gainedUsd        what positions of those who gain gained
 * @param openInterestUsd  all long positions in coins, at the moved prices
 * @param fundUsd          equity of the insurance fund after the shock
 * @param fundUsedUsd      what it pays, in each currency what it has there
 * @param uncoveredUsd     what nobody pays: it would be taken from those who gained
 */
public record StressResult(
        StressScenario scenario,
        List<AccountStress> accounts,
        double gainedUsd,
        double openInterestUsd,
        double fundUsd,
        double fundUsedUsd,
        double uncoveredUsd) {

    /** What positions of those who lose lost. */
    public double lossesUsd() {
        return accounts.stream()
                .mapToDouble(account -> Math.max(0, -account.profitUsd()))
                .sum();
    }

    /** What wallets below zero owe at the moved marks. */
    public double shortUsd() {
        return accounts.stream().mapToDouble(AccountStress::shortUsd).sum();
    }

    /** What is lost beyond equity where positions of accounts below maintenance margin, and of those that default, are closed. */
    public double lostUsd() {
        return accounts.stream().mapToDouble(AccountStress::lostUsd).sum();
    }

    /** Of that, of those that are taken to default. */
    public double lostInDefaultUsd() {
        return accounts.stream()
                .filter(AccountStress::defaults)
                .mapToDouble(AccountStress::lostUsd)
                .sum();
    }

    /** Net deltas that are to be closed. */
    public double toCloseUsd() {
        return accounts.stream().mapToDouble(AccountStress::toCloseUsd).sum();
    }

    /** How many accounts have a wallet below initial margin. */
    public long belowInitial() {
        return accounts.stream().filter(AccountStress::belowInitial).count();
    }

    /** How many have one below maintenance margin. */
    public long belowMaintenance() {
        return accounts.stream().filter(AccountStress::belowMaintenance).count();
    }

    /** How many owe. */
    public long bankrupt() {
        return accounts.stream().filter(account -> account.shortUsd() > 0).count();
    }

    /** The part of all losses that the largest of so many accounts have. */
    public double shareOfLargest(final int count) {
        final double losses = lossesUsd();
        return losses == 0
                ? 0
                : accounts.stream()
                                .limit(count)
                                .mapToDouble(account -> Math.max(0, -account.profitUsd()))
                                .sum()
                        / losses;
    }

    /** The part of what others gained that would have to be taken from them. */
    public double socialised() {
        return gainedUsd == 0 ? 0 : uncoveredUsd / gainedUsd;
    }
}
