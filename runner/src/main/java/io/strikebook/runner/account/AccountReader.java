package io.strikebook.runner.account;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideHalfUp;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.common.margin.portfolio.PortfolioFigures;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.Currencies;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.runner.Moment;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.Currency;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.AccountInquiry;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads accounts from engines that stand still. Positions are valued at the marks that the moment's last command was decided on, whether
 * margin's re-marking had come to the account by then or not: that is what a trade of it would do first.
 */
public final class AccountReader {
    private static final long E8_TO_E12 = 10_000L;

    private final Moment moment;
    private final MarginCore margin;
    private final MarkDetails details;

    /** Of the accounts of a moment. */
    public AccountReader(final Moment moment, final MarkDetails details) {
        this.moment = moment;
        this.margin = moment.margin();
        this.details = details;
    }

    /** Whether there is such an account. */
    public boolean has(final int accountId) {
        return moment.sequencer().inquiry().account(accountId) != null
                && margin.wallets().hasAccount(accountId);
    }

    /** An account that there is. */
    public AccountReport read(final int accountId) {
        final AccountInquiry inquiry = moment.sequencer().inquiry();
        final Account account = inquiry.account(accountId);
        final AccountMarginModel model = inquiry.model(accountId);
        final AccountStanding standing = account.standing();
        final List<WalletReport> wallets = new ArrayList<>();
        for (int index = 0; index < Ledger.currencyCount(); index++) {
            final Wallet wallet = margin.wallets().find(accountId, Ledger.currency(index));
            if (wallet != null) {
                wallets.add(read(wallet, inquiry));
            }
        }
        return new AccountReport(
                accountId,
                standing,
                inquiry.isKilled(accountId),
                account.groupId(),
                model,
                inquiry.openOrders(accountId),
                wallets,
                cross(accountId, inquiry));
    }

    private CrossReport cross(final int accountId, final AccountInquiry inquiry) {
        final CrossAccount account = margin.wallets().cross(accountId);
        if (account == null || account.leader() == null) {
            return null;
        }
        margin.revalue(account.leader());
        final CrossFigures figures = account.figures();
        return new CrossReport(
                figures.equityE8(),
                figures.collateralE8(),
                figures.initialE8(),
                inquiry.crossOrdersE8(accountId, figures.initialE8()),
                figures.maintenanceE8(),
                inquiry.crossFreeE8(accountId),
                figures.worstCaseE8(),
                figures.rollShockE8(),
                figures.deltaShockE8(),
                figures.correlationContingencyE8(),
                (account.flags() & Wallet.BELOW_INITIAL) != 0,
                (account.flags() & Wallet.BELOW_MAINTENANCE) != 0);
    }

    private WalletReport read(final Wallet wallet, final AccountInquiry inquiry) {
        margin.revalue(wallet);
        final Currency currency = wallet.currency();
        final List<PositionReport> positions = new ArrayList<>();
        for (Position position = margin.positions().first(wallet.slot());
                position != null;
                position = position.next()) {
            positions.add(read(position));
        }
        final long protectionE12 = inquiry.protectionE12(wallet.accountId(), currency);
        final long spotE12 = inquiry.spotE12(wallet.accountId(), currency);
        final long positionsE12 = wallet.initialMarginE12();
        final boolean alone = wallet.cross() == null;
        final long ordersE12 = alone ? inquiry.ordersE12(wallet.accountId(), currency, positionsE12) : 0;
        final long equityE12 = wallet.equityE12();
        return new WalletReport(
                currency,
                wallet.cash() * Currencies.unitE12(currency),
                wallet.unrealisedE12(),
                equityE12 - wallet.cash() * Currencies.unitE12(currency) - wallet.unrealisedE12(),
                equityE12,
                wallet.marginBalanceE12(),
                positionsE12,
                ordersE12,
                protectionE12,
                spotE12,
                positionsE12 + ordersE12 + protectionE12 + spotE12,
                wallet.maintenanceMarginE12(),
                alone ? inquiry.freeE12(wallet.accountId(), currency) : wallet.availableE12(),
                (wallet.flags() & Wallet.BELOW_INITIAL) != 0,
                (wallet.flags() & Wallet.BELOW_MAINTENANCE) != 0,
                positions,
                wallet.isPortfolio() ? legs(wallet) : List.of());
    }

    private PositionReport read(final Position position) {
        final Instrument instrument = position.instrument();
        final long knownE8 = margin.marks().markE8(instrument.instrumentId());
        final boolean marked = knownE8 != NewestMarks.NONE;
        final long markE8 = marked ? knownE8 : position.lastPriceE8();
        final long costE12 = position.costE12();
        final long unrealisedE12 = position.unrealisedE12();
        final long valueE12 = instrument.isOption()
                ? position.optionValueE12()
                : instrument.isInverseFuture() ? costE12 - unrealisedE12 : costE12 + unrealisedE12;
        return new PositionReport(
                instrument,
                position.lots(),
                averageE8(instrument, position.lots(), costE12),
                markE8,
                marked,
                instrument.isOption() ? valueE12 - costE12 : unrealisedE12,
                valueE12,
                deltaE9(instrument, position.lots(), markE8),
                position.initialMarginE12(),
                position.maintenanceMarginE12());
    }

    private static long averageE8(final Instrument instrument, final long lots, final long costE12) {
        final long unitsE8 = lots * instrument.terms().lotSizeE8();
        try {
            if (instrument.isInverseFuture()) {
                return costE12 == 0 ? 0 : multiplyDivideHalfUp(Math.abs(unitsE8), E8 * E8_TO_E12, Math.abs(costE12));
            }
            return unitsE8 == 0 ? 0 : multiplyDivideHalfUp(Math.abs(costE12), E8_TO_E12, Math.abs(unitsE8));
        } catch (final FixedPointOverflowException beyondCounting) {
            return 0;
        }
    }

    private long deltaE9(final Instrument instrument, final long lots, final long markE8) {
        final long coinsE8 = instrument.coinsE8(lots, markE8);
        final long unitE9 = instrument.isOption() ? details.deltaE9(instrument.instrumentId()) : 1_000_000_000L;
        return multiplyDivideHalfUp(coinsE8, unitE9, E8);
    }

    private List<LegReport> legs(final Wallet wallet) {
        final List<LegReport> legs = new ArrayList<>();
        final PortfolioLegs models = margin.risks().legs();
        for (int leg = 0; leg < models.count(); leg++) {
            final PortfolioFigures figures = new PortfolioFigures();
            if (margin.portfolios().explain(wallet.portfolio(), leg, figures) && isHeld(wallet, leg)) {
                legs.add(read(leg, figures));
            }
        }
        return legs;
    }

    /** A book of a leg stays when its last position has gone. */
    private boolean isHeld(final Wallet wallet, final int leg) {
        for (Position position = margin.positions().first(wallet.slot());
                position != null;
                position = position.next()) {
            if (PortfolioLegs.legOf(position.instrument()) == leg) {
                return true;
            }
        }
        return false;
    }

    private LegReport read(final int leg, final PortfolioFigures figures) {
        final int underlyingId = PortfolioLegs.underlyingOf(leg);
        final boolean inverse = leg % 2 == 0;
        return new LegReport(
                moment.recording()
                        .manifest()
                        .venue()
                        .underlyings()
                        .get(underlyingId - 1)
                        .code(),
                inverse,
                figures.worstCaseE12(),
                figures.worstCaseE12() == 0
                        ? ""
                        : ScenarioNames.of(figures, margin.risks().legs().inForce(), underlyingId),
                figures.isWorstExtended(),
                figures.rollShockE12(),
                figures.deltaShockE12(),
                figures.correlationContingencyE12(),
                figures.riskMatrixE12(),
                figures.initialE12(),
                figures.maintenanceE12());
    }
}
