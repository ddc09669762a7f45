package io.strikebook.margin.standard;

import io.strikebook.common.venue.Currencies;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.PortfolioBooks;
import io.strikebook.margin.position.Position;

/** What must hold after every command, checked by walking the whole state. */
final class Invariants {
    private Invariants() {}

    static void check(final MarginCore core) {
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            require(core.ledger().sumOf(currency) == 0, "money does not sum to zero", Ledger.currency(currency));
            checkClearing(core, currency);
        }
        for (int id = 1; id <= core.instruments().lastId(); id++) {
            checkOpenInterest(core, id);
        }
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            checkWallet(core, core.wallets().get(slot));
        }
    }

    /**
     * Clearing paid what was realised: the cost of open futures, with the funding that is not counted in it yet, explains it up to what
     * rounding left with clearing, exactly.
     */
    private static void checkClearing(final MarginCore core, final int currency) {
        final WideSum open = new WideSum();
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            if (core.wallets().get(slot).currency() != Ledger.currency(currency)) {
                continue;
            }
            for (Position at = core.positions().first(slot); at != null; at = at.next()) {
                if (at.instrument().isPerpetual()) {
                    final long paidE12 =
                            core.funding().cumulativeE12(at.instrument().instrumentId());
                    open.addProduct(at.lots(), paidE12 - at.fundingE12());
                }
                if (at.instrument().isInverseFuture()) {
                    open.subtract(at.costE12());
                } else if (!at.instrument().isOption()) {
                    open.add(at.costE12());
                }
            }
        }
        final long unitE12 = Currencies.unitE12(Ledger.currency(currency));
        final WideSum explained = open.addProduct(core.ledger().balance(Ledger.clearing(currency)), unitE12);
        require(
                explained.isSame(new WideSum().add(core.roundingE12(currency))),
                "clearing is not explained by positions",
                Ledger.currency(currency));
    }

    private static void checkOpenInterest(final MarginCore core, final int instrumentId) {
        long longLots = 0;
        long shortLots = 0;
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            final Position position = core.positions().find(slot, instrumentId);
            if (position != null) {
                longLots += Math.max(position.lots(), 0);
                shortLots += Math.max(-position.lots(), 0);
            }
        }
        require(longLots == shortLots, "long and short open interest differ", instrumentId);
        require(longLots == core.positions().longLots(instrumentId), "long open interest is miscounted", instrumentId);
        require(
                shortLots == core.positions().shortLots(instrumentId),
                "short open interest is miscounted",
                instrumentId);
    }

    private static void checkWallet(final MarginCore core, final Wallet wallet) {
        final WideSum unrealised = new WideSum();
        final WideSum optionValue = new WideSum();
        final WideSum initial = new WideSum();
        final WideSum maintenance = new WideSum();
        int beyondRange = 0;
        for (Position at = core.positions().first(wallet.slot); at != null; at = at.next()) {
            unrealised.add(at.unrealisedE12());
            optionValue.add(at.optionValueE12());
            initial.add(at.initialMarginE12());
            maintenance.add(at.maintenanceMarginE12());
            beyondRange += at.isBeyondRange() ? 1 : 0;
        }
        final boolean margins = wallet.isPortfolio()
                || initial.isSame(wallet.initialMargin) && maintenance.isSame(wallet.maintenanceMargin);
        final boolean sums = unrealised.isSame(wallet.unrealised)
                && optionValue.isSame(wallet.optionValue)
                && margins
                && beyondRange == wallet.beyondRange;
        require(sums, "a wallet's sums are not those of its positions", wallet.accountId);
        if (wallet.isPortfolio() && wallet.marksEpoch == core.marks().epoch()) {
            final PortfolioBooks anew = core.portfolios().make();
            core.portfolios().remark(anew, wallet.slot);
            require(anew.isSame(wallet.portfolio), "a wallet's books are not those of its positions", wallet.accountId);
        }
        if (wallet.cross != null && wallet == wallet.cross.leader() && areNew(core, wallet)) {
            require(core.crosses().isUpToDate(wallet.cross), "cross margin is not of its wallets", wallet.accountId);
        }
        require(
                wallet.cash == core.ledger().balance(wallet.ledgerAccount),
                "a wallet's cash is not the ledger's",
                wallet.accountId);
    }

    private static boolean areNew(final MarginCore core, final Wallet leader) {
        boolean all = true;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = leader.cross.wallet(currency);
            all &= wallet == null || wallet.marksEpoch == core.marks().epoch();
        }
        return all;
    }

    private static void require(final boolean holds, final String what, final Object where) {
        if (!holds) {
            throw new IllegalStateException(what + ": " + where);
        }
    }
}
