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
 * <p>The marks are those that the account's state was valued with, or of the last epoch that margin has finished where that is later.
 */
final class Requirement {
    private final MarkHistory marks;
    private final StandardRequirement standard;
    private final PortfolioRequirement portfolio;
    private final SpotReserves spot;
    private final long thresholdE12;

    /** What {@link #withOrder} was asked about last. */
    private Exposure checked;

    private long checkedSignedLots;
    private long checkedCostE12;

    Requirement(final VenueParameters parameters, final MarkHistory marks, final RiskHistory risks) {
        this.marks = marks;
        this.standard = new StandardRequirement(parameters, marks, risks.legs().standard());
        this.portfolio = new PortfolioRequirement(parameters, marks, risks);
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
        return Math.max(view.marksEpoch, marks.floorEpoch());
    }

    /** The whole requirement of a view. */
    long ofView(final CurrencyView view) {
        return view.portfolio == null ? standard.ofView(view) : portfolio.ofView(view, epochOf(view));
    }

    /**
     * What a view leaves free of what margin asks for, reserves of quotes included, if its orders required so much. A state that was not
     * reported again has moved by less than the re-mark threshold: so much is kept free. Nothing is free while margin has not answered a
     * change of the account's model.
     */
    long freeE12(final CurrencyView view, final long requirementE12) {
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
     * for nothing, and loss as ever.
     */
    long freeForSpotE12(final CurrencyView view, final long requirementE12, final long moreE12) {
        final long cashE12 = Math.min(view.marginBalanceE12, view.cashE12);
        final long balanceE12 = subtract(subtract(cashE12, view.withdrawalsE12), add(view.spotE12, moreE12));
        return freeE12(view, requirementE12, subtract(balanceE12, isStill(view, requirementE12) ? 0 : thresholdE12));
    }

    /** Whether no mark can move what a view has: there is nothing but cash, and orders in spot. */
    static boolean isStill(final CurrencyView view, final long requirementE12) {
        return view.portfolio == null
                && requirementE12 == 0
                && view.initialMarginE12 == 0
                && view.marginBalanceE12 == view.cashE12;
    }

    private long balanceE12(final CurrencyView view) {
        final long ownE12 = view.spotE12 == 0 ? view.marginBalanceE12 : Math.min(view.marginBalanceE12, view.cashE12);
        return subtract(subtract(ownE12, add(view.withdrawalsE12, view.spotE12)), thresholdE12);
    }

    /** What {@link #freeE12} keeps free. */
    long thresholdE12() {
        return thresholdE12;
    }

    /** The requirement of the view of an exposure if one more version were appended to it. */
    long withOrder(final Exposure exposure, final boolean buy, final long lots, final long priceE8) {
        final CurrencyView view = exposure.view;
        if (view.portfolio == null) {
            return standard.with(exposure, buy, lots, priceE8, false);
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
        if (view.portfolio == null) {
            return standard.freeAfterClosingE12(balanceE12(view), requirementE12);
        }
        final long epoch = epochOf(view);
        final long nowE12 = portfolio.afterFillE12(view, checked.instrument, 0, epoch);
        final long afterE12 = portfolio.afterFillE12(view, checked.instrument, checkedSignedLots, epoch);
        return subtract(nowE12, add(afterE12, checkedCostE12));
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
