package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.venue.VenueParameters;

/**
 * What resting and in-flight orders require of an account, and what is left then, 1e-12 of the settlement currency: by
 * {@link StandardRequirement} beside the initial margin of its positions, or under portfolio margin by {@link PortfolioRequirement}, whose
 * requirement is that of positions and orders together. Which of the two is all that callers need not know.
 *
 * <p>Where an account has one margin over all its currencies, requirements and what is free are those of the whole account, in dollars, 1e-8,
 * whatever view is asked: see {@link CrossRequirement}. Callers compare them only with each other and with zero.
 *
 * <p>The marks are those that the account's state was valued with, or of the last epoch that margin has finished where that is later.
 */
final class Requirement {
    private final MarkHistory marks;
    private final StandardRequirement standard;
    private final PortfolioRequirement portfolio;
    private final SpotReserves spot;
    private final CrossRequirement cross;
    private final long thresholdE12;

    /** What {@link #withOrder} was asked about last. */
    private Exposure checked;

    private long checkedSignedLots;
    private long checkedOfViewE12;
    private long checkedCostE12;

    Requirement(final VenueParameters parameters, final MarkHistory marks, final RiskHistory risks) {
        this.marks = marks;
        this.standard = new StandardRequirement(parameters, marks, risks.legs().standard());
        this.cross = new CrossRequirement(parameters, marks, risks, standard);
        this.portfolio = new PortfolioRequirement(parameters, marks, risks, cross);
        this.spot = new SpotReserves(parameters.fees());
        this.thresholdE12 = parameters.margin().remarkThresholdE12();
    }

    /** Of accounts under standard margin. */
    StandardRequirement standard() {
        return standard;
    }

    /** Of accounts under portfolio margin. */
    PortfolioRequirement portfolio() {
        return portfolio;
    }

    /** What orders in spot hold. */
    SpotReserves spot() {
        return spot;
    }

    /** The epoch that a view is counted at. */
    long epochOf(final CurrencyView view) {
        return Math.max(view.statedEpoch(), marks.floorEpoch());
    }

    /** The whole requirement of a view. */
    long ofView(final CurrencyView view) {
        return view.portfolio == null ? ofAll(view, standard.ofView(view)) : portfolio.ofView(view, epochOf(view));
    }

    /** The whole requirement by standard margin, where orders of a view require so much in its currency. */
    long ofAll(final CurrencyView view, final long requirementE12) {
        return view.account.isCross() ? cross.ofStandardE8(view, requirementE12) : requirementE12;
    }

    /** Of accounts with one margin over all their currencies. */
    CrossRequirement cross() {
        return cross;
    }

    /** Whether so much may be paid out beside all orders; what margin does not report is kept free for orders only. */
    boolean coversWithdrawal(final CurrencyView view, final PairedRequirement paired, final long amountE12) {
        if (!view.account.isCross()) {
            final long freeE12 = freeE12(view, paired.ofView(view));
            final boolean still = view.firstActive == null && view.spotE12 == 0 || isStill(view, ofView(view));
            return subtract(add(freeE12, still ? thresholdE12 : 0), amountE12) >= 0;
        }
        if (view.spotE12 > 0 && subtract(view.cashForSpotE12(), amountE12) < 0) {
            return false;
        }
        view.withdrawalsE12 = add(view.withdrawalsE12, amountE12);
        try {
            return freeE12(view, paired.ofView(view)) >= 0;
        } finally {
            view.withdrawalsE12 = subtract(view.withdrawalsE12, amountE12);
        }
    }

    /**
     * What a view leaves free of what margin asks for, reserves of quotes included, if its orders required so much. A state that was not
     * reported again has moved by less than the re-mark threshold: so much is kept free. Nothing is free while margin has not answered a
     * change of the account's model.
     */
    long freeE12(final CurrencyView view, final long requirementE12) {
        if (view.account.isCross()) {
            return cross.freeE8(view.account, requirementE12);
        }
        return freeE12(view, requirementE12, balanceE12(view));
    }

    private static long freeE12(final CurrencyView view, final long requirementE12, final long balanceE12) {
        if (view.asOfSequence < view.account.marginModelSince) {
            return -NumberRange.MAX_HELD_E12;
        }
        final long heldE12 = view.portfolio == null ? add(view.initialMarginE12, view.reservedE12) : view.reservedE12;
        return subtract(balanceE12, add(heldE12, requirementE12));
    }

    /**
     * The same beside so much more that is held for spot. That is paid in cash: while anything is held, profit that was not realised counts
     * for nothing, and loss as ever. With one margin over all currencies: what cash is left if that does not suffice, else what is free of all.
     */
    long freeForSpotE12(final CurrencyView view, final PairedRequirement paired, final long moreE12) {
        if (view.account.isCross()) {
            return freeForCrossSpot(view, paired, moreE12);
        }
        final long requirementE12 = paired.ofView(view);
        final long cashE12 = Math.min(view.marginBalanceE12, view.cashE12);
        final long balanceE12 = subtract(subtract(cashE12, view.withdrawalsE12), add(view.spotE12, moreE12));
        return freeE12(view, requirementE12, subtract(balanceE12, isStill(view, requirementE12) ? 0 : thresholdE12));
    }

    private long freeForCrossSpot(final CurrencyView view, final PairedRequirement paired, final long moreE12) {
        final long leftE12 = subtract(view.cashForSpotE12(), moreE12);
        if (leftE12 < 0) {
            return leftE12;
        }
        view.spotE12 = add(view.spotE12, moreE12);
        try {
            return freeE12(view, paired.ofView(view));
        } finally {
            view.spotE12 = subtract(view.spotE12, moreE12);
        }
    }

    /** Whether no mark can move what a view has: there is nothing but cash, and orders in spot. */
    static boolean isStill(final CurrencyView view, final long requirementE12) {
        return view.portfolio == null
                && requirementE12 == 0
                && view.initialMarginE12 == 0
                && view.marginBalanceE12 == view.cashE12;
    }

    private long balanceE12(final CurrencyView view) {
        return subtract(view.countedE12(), thresholdE12);
    }

    /** What {@link #freeE12} keeps free. */
    long thresholdE12() {
        return thresholdE12;
    }

    /** The requirement of the view of an exposure if one more version were appended to it. */
    long withOrder(final Exposure exposure, final boolean buy, final long lots, final long priceE8) {
        final CurrencyView view = exposure.view;
        if (view.portfolio == null) {
            checkedOfViewE12 = standard.with(exposure, buy, lots, priceE8, false);
            return ofAll(view, checkedOfViewE12);
        }
        checked = exposure;
        checkedSignedLots = buy ? lots : -lots;
        final long requiredE12 = portfolio.withOrderE12(view, exposure.instrument, buy, lots, priceE8, epochOf(view));
        checkedCostE12 = portfolio.costOfLastE12();
        return requiredE12;
    }

    /**
     * Whether the order that {@link #withOrder} was just asked about, which only reduces, leaves the account no worse off: 0 or more. Under
     * standard margin that is what stays of the margin balance above maintenance margin; under portfolio margin by how much the initial margin
     * of positions falls, less what trading at its price loses against the mark and is charged.
     *
     * @param requirementE12 what {@link #withOrder} answered
     */
    long freeAfterClosingE12(final Exposure exposure, final long requirementE12) {
        final CurrencyView view = exposure.view;
        if (view.portfolio == null && view.account.isCross()) {
            return cross.freeAfterClosingE8(view, standard.freeAfterClosingE12(0, checkedOfViewE12));
        }
        if (view.portfolio == null) {
            return standard.freeAfterClosingE12(balanceE12(view), requirementE12);
        }
        final long epoch = epochOf(view);
        final long nowE12 = portfolio.afterFillE12(view, checked.instrument, 0, epoch);
        final long afterE12 = portfolio.afterFillE12(view, checked.instrument, checkedSignedLots, epoch);
        final long paid = view.account.isCross()
                ? cross.dollarsE8(view.account, view.currency.value(), checkedCostE12)
                : checkedCostE12;
        return subtract(nowE12, add(afterE12, paid));
    }

    /** A version was appended or has other lots now. */
    void joined(final OrderVersion version) {
        if (version.exposure.instrument.isSpot()) {
            spot.joined(version);
            return;
        }
        final CurrencyView view = version.exposure.view;
        if (view.portfolio == null) {
            standard.joined(version);
        } else {
            portfolio.joined(version, epochOf(view));
        }
    }

    /** A version is about to leave or to get other lots. */
    void leaving(final OrderVersion version) {
        if (version.exposure.instrument.isSpot()) {
            spot.leaving(version);
            return;
        }
        final CurrencyView view = version.exposure.view;
        if (view.portfolio == null) {
            standard.leaving(version);
        } else {
            portfolio.leaving(version, epochOf(view));
        }
    }

    /** The position that orders are held against changed. */
    void positionChanged(final Exposure exposure) {
        if (exposure.instrument.isSpot()) {
            return;
        }
        if (exposure.view.portfolio == null) {
            standard.positionChanged(exposure);
        } else {
            portfolio.positionChanged(exposure, epochOf(exposure.view));
        }
    }
}
