package io.strikebook.margin.liquidation;

import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.Wallet;

/**
 * Liquidation of accounts with one margin over all currencies, as far as it is another: orders are taken off currency by currency, a step is
 * the best of all currencies, positions go currency by currency. They go at marks, so that no currency gains by it what another lacks. Cash
 * stays until nothing is left in any: then all of it, debts and what covers them, is the fund's where that took over the last; else what is owed
 * is paid by the fund and by all, who get as much, at index prices, of what the account has in other currencies.
 */
final class CrossLiquidation {
    private final MarginCore core;
    private final LossSharing losses;

    CrossLiquidation(final MarginCore core, final LossSharing losses) {
        this.core = core;
        this.losses = losses;
    }

    /** Whether there is no position in any currency. */
    boolean isFlat(final CrossAccount account) {
        boolean flat = true;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            flat &= wallet == null || core.positions().first(wallet.slot()) == null;
        }
        return flat;
    }

    /** The first wallet, in the ledger's order, that owes; null where none does. */
    Wallet owing(final CrossAccount account) {
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            if (wallet != null && wallet.cash() < 0) {
                return wallet;
            }
        }
        return null;
    }

    /** All cash and all debts to the fund, once there is no position in any currency. */
    void handOver(final CrossAccount account, final int fundId) {
        if (!isFlat(account)) {
            return;
        }
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            if (wallet != null && wallet.cash() != 0) {
                losses.handOver(wallet, core.obtain(fundId, wallet.currency()));
            }
        }
    }

    /** What a wallet's positions need by themselves. */
    long initialMarginE12(final Wallet wallet) {
        return wallet.cross() != null && wallet.isPortfolio()
                ? core.portfolios().initialOfE12(wallet.portfolio())
                : wallet.initialMarginE12();
    }
}
