package io.strikebook.margin.standard;

import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.RejectCode;

/**
 * Puts an account under another margin model, where it still has its initial margin then, in each wallet or over all of them; else all stays as
 * it was. The sequencer asks only for accounts without orders. Either way the states of all wallets are reported. An account in liquidation
 * keeps its model.
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

    RejectCode change(final int accountId, final AccountMarginModel model) {
        final boolean portfolio = model == AccountMarginModel.PORTFOLIO || model == AccountMarginModel.CROSS_PORTFOLIO;
        final boolean cross = model == AccountMarginModel.CROSS_STANDARD || model == AccountMarginModel.CROSS_PORTFOLIO;
        final boolean wasPortfolio = wallets.isPortfolio(accountId);
        final boolean wasCross = wallets.cross(accountId) != null;
        if (wasPortfolio == portfolio && wasCross == cross) {
            return RejectCode.ACCEPTED;
        }
        if (isInLiquidation(accountId)) {
            report(accountId);
            return RejectCode.ACCOUNT_IN_LIQUIDATION;
        }
        if (apply(accountId, portfolio, cross)) {
            return RejectCode.ACCEPTED;
        }
        apply(accountId, wasPortfolio, wasCross);
        return RejectCode.INSUFFICIENT_MARGIN;
    }

    private boolean isInLiquidation(final int accountId) {
        boolean found = false;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = wallets.find(accountId, Ledger.currency(currency));
            found |= wallet != null && wallet.isInLiquidation();
        }
        return found;
    }

    private boolean apply(final int accountId, final boolean portfolio, final boolean cross) {
        wallets.setPortfolio(accountId, portfolio);
        wallets.setCross(accountId, cross);
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = wallets.find(accountId, Ledger.currency(currency));
            if (wallet != null) {
                if (wallet.isPortfolio()) {
                    wallet.portfolioMargin(0, 0);
                }
                wallet.portfolio = portfolio ? portfolios.make() : null;
                reporting.clearMargins(wallet);
            }
        }
        report(accountId);
        boolean enough = true;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = wallets.find(accountId, Ledger.currency(currency));
            enough &= wallet == null || (wallet.flags() & Wallet.BELOW_INITIAL) == 0;
        }
        return enough;
    }

    private void report(final int accountId) {
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = wallets.find(accountId, Ledger.currency(currency));
            if (wallet != null) {
                reporting.revalue(wallet);
                wallet.reportNow = true;
                reporting.touch(wallet);
            }
        }
    }
}
