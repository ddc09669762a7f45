package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.common.margin.portfolio.CrossMargin;
import io.strikebook.common.venue.VenueParameters;

/**
 * What an account with one margin over all its currencies needs, and what is left then, dollars, 1e-8: see {@link CrossMargin}. Everything is
 * counted at one epoch, that of its newest state or the last one that margin has finished: margin reports its states together, so they are all
 * of the same sequence and marks, and orders in every currency count beside all of them.
 *
 * <p>Equity in each currency is the reported balance less withdrawals that it does not cover and what is held for spot, less the re-mark threshold. Where a coin never had
 * an index, see {@link CrossMargin}, nothing is free if the account owes it or has anything on it.
 */
final class CrossRequirement {
    private final CrossMargin margin;
    private final MarkHistory marks;
    private final RiskHistory risks;
    private final StandardRequirement standard;
    private final long thresholdE12;
    private final CrossFigures figures = new CrossFigures();

    CrossRequirement(
            final VenueParameters parameters,
            final MarkHistory marks,
            final RiskHistory risks,
            final StandardRequirement standard) {
        this.margin = new CrossMargin(parameters.underlyings(), parameters.cross());
        this.marks = marks;
        this.risks = risks;
        this.standard = standard;
        this.thresholdE12 = parameters.margin().remarkThresholdE12();
    }

    private long epochOf(final Account account) {
        return Math.max(account.newestEpoch(), marks.floorEpoch());
    }

    private void begin(final Account account) {
        margin.begin();
        final long epoch = epochOf(account);
        for (int underlyingId = 1; underlyingId <= margin.underlyings(); underlyingId++) {
            margin.index(underlyingId, marks.indexOfUnderlyingE8(underlyingId, epoch));
        }
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView view = account.view(currency);
            final long keptE12 = view.asOfSequence == 0 ? 0 : thresholdE12;
            margin.equity(currency, subtract(view.countedE12(), keptE12));
        }
    }

    /** An amount of a currency in dollars, rounded up; more than can be counted where the currency has no price. */
    long dollarsE8(final Account account, final int currencyValue, final long amountE12) {
        begin(account);
        final long dollarsE8 = margin.dollarsE8(currencyValue, amountE12);
        return margin.isUnpriced() ? NumberRange.MAX_HELD_E12 : dollarsE8;
    }

    /** What positions and orders need by portfolio margin. */
    long ofPortfolioE8(
            final Account account,
            final PortfolioView books,
            final long[][] orders,
            final long[] worseE12,
            final long[] betterE12) {
        begin(account);
        for (int leg = 0; leg < orders.length; leg++) {
            if (books.books[leg] != null) {
                margin.book(leg, books.books[leg]);
            }
            if (orders[leg] != null) {
                margin.orders(leg, orders[leg], worseE12[leg], betterE12[leg]);
            }
        }
        margin.portfolio(risks.legs(), books.epoch, 0, figures);
        return figures.initialE8();
    }

    /** What positions alone need by portfolio margin. */
    long ofPositionsE8(final Account account, final PortfolioView books) {
        begin(account);
        for (int leg = 0; leg < books.books.length; leg++) {
            if (books.books[leg] != null) {
                margin.book(leg, books.books[leg]);
            }
        }
        margin.portfolio(risks.legs(), books.epoch, 0, figures);
        return figures.initialE8();
    }

    /**
     * What orders need by standard margin in all currencies.
     *
     * @param requirementE12 what they need in the view's; in others what they need as they are
     */
    long ofStandardE8(final CurrencyView view, final long requirementE12) {
        begin(view.account);
        long sumE8 = 0;
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView other = view.account.view(currency);
            final long neededE12 = other == view ? requirementE12 : standard.ofView(other);
            sumE8 = add(sumE8, margin.dollarsE8(currency, neededE12));
        }
        return margin.isUnpriced() ? NumberRange.MAX_HELD_E12 : sumE8;
    }

    /** What is left of collateral if orders, and by portfolio margin positions, need so much; negative while margin has not answered. */
    long freeE8(final Account account, final long requirementE8) {
        if (!isAnswered(account) || requirementE8 >= NumberRange.MAX_HELD_E12) {
            return -NumberRange.MAX_HELD_E12;
        }
        begin(account);
        long heldE8 = requirementE8;
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView view = account.view(currency);
            final long positionsE12 = account.isStandard() ? view.initialMarginE12 : 0;
            heldE8 = add(heldE8, margin.dollarsE8(currency, add(positionsE12, view.reservedE12)));
        }
        final long collateralE8 = margin.collateralE8();
        return margin.isUnpriced() ? -NumberRange.MAX_HELD_E12 : subtract(collateralE8, heldE8);
    }

    /** What is held for quotes. */
    long reservedE8(final Account account) {
        begin(account);
        long heldE8 = 0;
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            heldE8 = add(heldE8, margin.dollarsE8(currency, account.view(currency).reservedE12));
        }
        return heldE8;
    }

    /** Whether the states of all currencies that there are follow the newest change of the model. */
    private static boolean isAnswered(final Account account) {
        boolean answered = true;
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final long asOf = account.view(currency).asOfSequence;
            answered &= asOf == 0 || asOf >= account.marginModelSince;
        }
        return answered;
    }

    /**
     * What stays of collateral above maintenance margin, by standard margin, where an order that only reduces trades.
     *
     * @param leftE12 what the view has left above maintenance margin then without its balance, so not positive
     */
    long freeAfterClosingE8(final CurrencyView view, final long leftE12) {
        begin(view.account);
        long neededE8 = margin.dollarsE8(view.currency.value(), Math.max(0, -leftE12));
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView other = view.account.view(currency);
            if (other != view) {
                final long neededE12 = add(other.maintenanceMarginE12, standard.ofView(other));
                neededE8 = add(neededE8, margin.dollarsE8(currency, neededE12));
            }
        }
        final long collateralE8 = margin.collateralE8();
        return margin.isUnpriced() ? -NumberRange.MAX_HELD_E12 : subtract(collateralE8, neededE8);
    }
}
