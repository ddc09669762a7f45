package io.strikebook.runner.stress;

/**
 * One account in a scenario; dollars at the moved prices.
 *
 * @param initialUsd     initial margin of its positions before, at the prices before: how large it is
 * @param equityUsd      after the shock
 * @param profitUsd      what its positions gained
 * @param maintenanceUsd after the shock
 * @param toCloseUsd     net deltas of its wallets that are below maintenance margin, or of all where it defaults, by underlying, without sign
 * @param shortUsd       what its wallets below zero owe, at the moved marks
 * @param lostUsd        what is lost beyond its equity where those positions are closed
 * @param defaults       whether it is one of those that are taken to default
 */
public record AccountStress(
        int accountId,
        double initialUsd,
        double equityUsd,
        double profitUsd,
        double maintenanceUsd,
        double toCloseUsd,
        double shortUsd,
        double lostUsd,
        boolean belowInitial,
        boolean belowMaintenance,
        boolean defaults) {}
