package io.strikebook.margin.cross;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.common.margin.portfolio.CrossMargin;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.PortfolioBooks;
import io.strikebook.margin.portfolio.PortfolioRisks;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;

/** Computes margin over all currencies of an account, of wallets that are valued at the newest marks. Of one thread; allocates nothing. */
public final class CrossAccounts {
    private static final long NEWEST = Long.MAX_VALUE;

    private final CrossMargin margin;
    private final NewestMarks marks;
    private final PortfolioRisks risks;
    private final Portfolios portfolios;
    private final CrossFigures tried = new CrossFigures();

    /** Of wallets whose books these portfolios keep. */
    public CrossAccounts(
            final VenueParameters parameters,
            final NewestMarks marks,
            final PortfolioRisks risks,
            final Portfolios portfolios) {
        this.margin = new CrossMargin(parameters.underlyings(), parameters.cross());
        this.marks = marks;
        this.risks = risks;
        this.portfolios = portfolios;
    }

    /** Computes an account's margin. */
    public void evaluate(final CrossAccount account) {
        compute(account, null, 0, account.figures());
        final long[] perDollarE12 = account.perDollarE12();
        for (int currency = 0; currency < perDollarE12.length; currency++) {
            perDollarE12[currency] =
                    margin.inCurrencyE12(Ledger.currency(currency).value(), E8);
        }
    }

    /** Whether initial margin would be covered if a wallet had so much less. */
    public boolean couldPay(final Wallet wallet, final long amountE12) {
        compute(wallet.cross(), wallet, amountE12, tried);
        return !tried.isBeyondRange() && tried.collateralE8() >= tried.initialE8();
    }

    /**
     * Maintenance margin, dollars, 1e-8, of an account under portfolio margin if a position of one of its wallets were another; what it has stays
     * as it is.
     */
    public long maintenanceIfE8(
            final Wallet wallet, final Instrument instrument, final long fromLots, final long toLots) {
        if (!portfolios.tryMove(wallet.portfolio(), instrument, fromLots, toLots)) {
            return NumberRange.MAX_HELD_E12;
        }
        compute(wallet.cross(), null, 0, tried);
        portfolios.tryMove(wallet.portfolio(), instrument, toLots, fromLots);
        return tried.maintenanceE8();
    }

    /** Dollars that one of a currency is worth at the newest index, 1e-8; 0 where it has no price. */
    public long priceE8(final Currency currency) {
        takePrices();
        return margin.priceE8(currency.value());
    }

    /** Whether what an account was last computed to is what comes out now. */
    public boolean isUpToDate(final CrossAccount account) {
        compute(account, null, 0, tried);
        final CrossFigures known = account.figures();
        return known.collateralE8() == tried.collateralE8()
                && known.equityE8() == tried.equityE8()
                && known.initialE8() == tried.initialE8()
                && known.maintenanceE8() == tried.maintenanceE8();
    }

    private void takePrices() {
        margin.begin();
        for (int underlyingId = 1; underlyingId <= margin.underlyings(); underlyingId++) {
            margin.index(underlyingId, marks.indexE8(underlyingId));
        }
    }

    private void compute(
            final CrossAccount account, final Wallet payer, final long amountE12, final CrossFigures figures) {
        takePrices();
        long initialE8 = 0;
        long maintenanceE8 = 0;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            if (wallet == null) {
                continue;
            }
            final int value = wallet.currency().value();
            margin.equity(value, wallet.marginBalanceE12() - (wallet == payer ? amountE12 : 0));
            if (wallet.isBeyondRange()) {
                margin.beyondRange();
            } else if (account.isPortfolio()) {
                takeBooks(wallet.portfolio());
            } else {
                initialE8 = sumE8(initialE8, value, wallet.initialMarginE12());
                maintenanceE8 = sumE8(maintenanceE8, value, wallet.maintenanceMarginE12());
            }
        }
        if (account.isPortfolio()) {
            margin.portfolio(risks.legs(), NEWEST, 0, figures);
        } else {
            margin.standard(initialE8, maintenanceE8, figures);
        }
    }

    private void takeBooks(final PortfolioBooks books) {
        for (int leg = 0; leg < books.legs(); leg++) {
            if (books.book(leg) != null) {
                margin.book(leg, books.book(leg));
            }
        }
    }

    private long sumE8(final long sumE8, final int currencyValue, final long amountE12) {
        try {
            return add(sumE8, margin.dollarsE8(currencyValue, amountE12));
        } catch (final FixedPointOverflowException overflow) {
            margin.beyondRange();
            return 0;
        }
    }
}
