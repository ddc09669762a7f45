package io.strikebook.margin.standard;

import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.schemas.RejectCode;

/**
 * Puts an account under another margin model, wallet by wallet, where each still has its initial margin then; else all stays as it was. The
 * sequencer asks only for accounts without orders. Either way the states of all wallets are reported.
 */
final class ModelChange {
    private final Wallets wallets;
    private final Portfolios portfolios;
    private final Reporting reporting;

    ModelChange(final Wallets wallets, final Portfolios portfolios, final Reporting reporting) {
        this.wallets = wallets;
        this.portfolios = portfolios;
        this.reporting = reporting;
    }

    RejectCode change(final int accountId, final boolean portfolio) {
        if (wallets.isPortfolio(accountId) == portfolio) {
            return RejectCode.ACCEPTED;
        }
        final boolean enough = apply(accountId, portfolio);
        if (enough) {
            wallets.setPortfolio(accountId, portfolio);
            return RejectCode.ACCEPTED;
        }
        apply(accountId, !portfolio);
        return RejectCode.INSUFFICIENT_MARGIN;
    }

    private boolean apply(final int accountId, final boolean portfolio) {
        boolean enough = true;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = wallets.find(accountId, Ledger.currency(currency));
            if (wallet != null) {
                if (wallet.isPortfolio()) {
                    wallet.portfolioMargin(0, 0);
                }
                wallet.portfolio = portfolio ? portfolios.make() : null;
                reporting.changeModel(wallet);
                wallet.reportNow = true;
                reporting.touch(wallet);
                enough &= (wallet.flags() & Wallet.BELOW_INITIAL) == 0;
            }
        }
        return enough;
    }
}
