package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.margin.StandardRates;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;

/**
 * What resting and in-flight orders require of a standard account, 1e-12 of the settlement currency; an order of a combination requires
 * nothing by itself, but what its legs do, and one in spot what {@link SpotReserves} says:
 *
 * <pre>
 * option buy   max(0, premium at limit + fee - initial margin released by the closing part)
 * option sell  initial margin of the opening part + fee; premium is not credited
 * future       initial margin of the opening part at the rate of the whole one-sided size
 *              + what that rate adds to the position's own margin
 *              + max(0, adverse limit against mark) + fee
 * </pre>
 *
 * The marks are those that the account's state was valued with, or of the last epoch that margin has finished where that is later: what
 * orders need is held against a balance and a margin of the same marks.
 *
 * <p>The closing capacity of the position (as of the account's state) is granted once, in the order of commands, and the requirement is
 * the sum. Only option buys against a short position depend on that order; everything else is computed from the totals of the two
 * sides, so adding an order costs the same however many there are. Per exposure and side the sums are kept; a side is computed again
 * when it changed or when its mark or index did. Overflow throws and leaves the side to be computed again.
 */
final class StandardRequirement {
    private static final long NOT_COMPUTED = -1;

    private final MarkHistory marks;
    private final StandardRates rates;
    private final FeeSchedule fees;
    private final boolean makerFeeIsHigher;

    /** What {@link #withOrder} computed last, to be taken over where that very order joins before anything else changes. */
    private Exposure checked;

    private boolean checkedBuy;
    private long checkedLots;
    private long checkedPriceE8;
    private boolean checkedLeg;
    private long checkedCostE12;
    private long checkedSideE12;
    private long checkedAt;

    /** Counts changes of any exposure. */
    private long changes;

    StandardRequirement(final VenueParameters parameters, final MarkHistory marks, final StandardRates rates) {
        this.marks = marks;
        this.rates = rates;
        this.fees = new FeeSchedule(parameters.fees());
        this.makerFeeIsHigher =
                parameters.fees().futureMakerRateE8() > parameters.fees().futureTakerRateE8();
    }

    /** The whole requirement of a view with every exposure up to date. */
    long ofView(final CurrencyView view) {
        final long epoch = epochOf(view);
        if (view.pricedEpoch != epoch) {
            for (Exposure exposure = view.firstActive; exposure != null; exposure = exposure.nextActive) {
                moveTo(exposure, epoch);
            }
            view.pricedEpoch = epoch;
        }
        while (view.firstDirty != null) {
            final Exposure exposure = view.firstDirty;
            compute(exposure, epoch);
            exposure.dirty = false;
            view.firstDirty = exposure.nextDirty;
            exposure.nextDirty = null;
        }
        return view.requirementE12;
    }

    /**
     * What stays of the margin balance above maintenance margin if the order that {@link #withOrder} was just asked about, and all of its
     * side, close what they can: they pay what they lose against the mark, or their premium, and fees, and take the maintenance margin
     * of what they close with them. Other orders count in full.
     *
     * @param balanceE12     margin balance that can be counted on
     * @param requirementE12 what {@link #withOrder} answered
     */
    long freeAfterClosingE12(final long balanceE12, final long requirementE12) {
        final Exposure exposure = checked;
        final long sideLots = add(checkedBuy ? exposure.buyLots : exposure.sellLots, checkedLots);
        final long sideCostE12 = add(checkedBuy ? exposure.buyCostE12 : exposure.sellCostE12, checkedCostE12);
        final long paidE12 = add(subtract(requirementE12, checkedSideE12), sideCostE12);
        final long heldLots = Math.max(0, checkedBuy ? -exposure.marginPosition : exposure.marginPosition);
        final long leftLots = Math.max(0, subtract(heldLots, sideLots));
        final long releasedE12 = subtract(maintenanceE12(exposure, heldLots), maintenanceE12(exposure, leftLots));
        final long remainingE12 = Math.max(0, subtract(exposure.view.maintenanceMarginE12, releasedE12));
        return subtract(balanceE12, add(paidE12, remainingE12));
    }

    private long maintenanceE12(final Exposure exposure, final long lots) {
        return exposure.instrument.isOption()
                ? exposure.margin.shortOptionMaintenanceE12(
                        exposure.instrument, lots, exposure.markE8, exposure.indexE8)
                : exposure.margin.futureMaintenanceE12(exposure.instrument, lots, exposure.markE8, exposure.indexE8);
    }

    long epochOf(final CurrencyView view) {
        return Math.max(view.statedEpoch(), marks.floorEpoch());
    }

    private void compute(final Exposure exposure, final long epoch) {
        moveTo(exposure, epoch);
        if (exposure.costsStale) {
            price(exposure);
        }
        if (exposure.buysStale) {
            final long buysE12 = buySideE12(exposure, exposure.buyLots, exposure.buyCostE12);
            exposure.view.requirementE12 = add(subtract(exposure.view.requirementE12, exposure.buysE12), buysE12);
            exposure.buysE12 = buysE12;
            exposure.buysStale = false;
        }
        if (exposure.sellsStale) {
            final long sellsE12 = sellSideE12(exposure, exposure.sellLots, exposure.sellCostE12);
            exposure.view.requirementE12 = add(subtract(exposure.view.requirementE12, exposure.sellsE12), sellsE12);
            exposure.sellsE12 = sellsE12;
            exposure.sellsStale = false;
        }
    }

    /** The requirement of the view of an exposure if one more version were appended to it. */
    long withOrder(final Exposure exposure, final boolean buy, final long lots, final long priceE8) {
        return with(exposure, buy, lots, priceE8, false);
    }

    /**
     * The same, of an order or a leg of one.
     *
     * @param leg whether it is a leg of a combination's order
     */
    long with(final Exposure exposure, final boolean buy, final long lots, final long priceE8, final boolean leg) {
        moveTo(exposure, epochOf(exposure.view));
        final long nowE12 = ofView(exposure.view);
        if (exposure.costsStale) {
            price(exposure);
        }
        final long costE12 = costE12(exposure, buy, lots, priceE8, leg);
        final long sideE12;
        if (!buy) {
            sideE12 = sellSideE12(exposure, add(exposure.sellLots, lots), add(exposure.sellCostE12, costE12));
        } else if (closesShortOption(exposure)) {
            final long leftLots = Math.max(0, -exposure.marginPosition - exposure.buyLots);
            final long releasedE12 = releasedE12(exposure, leftLots, Math.min(lots, leftLots));
            sideE12 = add(exposure.buysE12, Math.max(0, subtract(costE12, releasedE12)));
        } else {
            sideE12 = buySideE12(exposure, add(exposure.buyLots, lots), add(exposure.buyCostE12, costE12));
        }
        checked = exposure;
        checkedBuy = buy;
        checkedLots = lots;
        checkedPriceE8 = priceE8;
        checkedLeg = leg;
        checkedCostE12 = costE12;
        checkedSideE12 = sideE12;
        checkedAt = changes;
        return add(nowE12, subtract(sideE12, buy ? exposure.buysE12 : exposure.sellsE12));
    }

    /** A version was appended or has other lots now: its cost joins the totals where they are up to date. */
    void joined(final OrderVersion version) {
        final Exposure exposure = version.exposure;
        final boolean asChecked = checkedAt == changes
                && checked == exposure
                && checkedBuy == version.buy
                && checkedLots == version.marginLots
                && checkedPriceE8 == version.priceE8
                && checkedLeg == LegNumbers.isOfCombination(version.sequence)
                && !exposure.dirty;
        changes++;
        try {
            if (asChecked) {
                version.costE12 = checkedCostE12;
                takeOverSide(exposure);
                addCost(exposure, version.buy, version.costE12);
                return;
            }
            sideChanged(exposure, version.buy);
            if (!exposure.costsStale) {
                version.costE12 = costE12(version);
                addCost(exposure, version.buy, version.costE12);
            }
        } catch (final FixedPointOverflowException overflow) {
            exposure.costsStale = true;
            sideChanged(exposure, version.buy);
        }
    }

    private void takeOverSide(final Exposure exposure) {
        final CurrencyView view = exposure.view;
        final long beforeE12 = checkedBuy ? exposure.buysE12 : exposure.sellsE12;
        view.requirementE12 = add(view.requirementE12, subtract(checkedSideE12, beforeE12));
        if (checkedBuy) {
            exposure.buysE12 = checkedSideE12;
        } else {
            exposure.sellsE12 = checkedSideE12;
        }
    }

    /** A version is about to leave or to get other lots: its cost leaves the totals where they include it. */
    void leaving(final OrderVersion version) {
        if (version.marginLots != 0) {
            changes++;
            sideChanged(version.exposure, version.buy);
            if (!version.exposure.costsStale) {
                addCost(version.exposure, version.buy, -version.costE12);
            }
        }
    }

    /** The position that orders are held against changed. */
    void positionChanged(final Exposure exposure) {
        changes++;
        sidesChanged(exposure);
    }

    /** Something that both sides depend on changed; a side without orders requires nothing whatever it is. */
    private static void sidesChanged(final Exposure exposure) {
        if (exposure.buyLots != 0) {
            sideChanged(exposure, true);
        }
        if (exposure.sellLots != 0) {
            sideChanged(exposure, false);
        }
    }

    private static void sideChanged(final Exposure exposure, final boolean buy) {
        exposure.buysStale |= buy;
        exposure.sellsStale |= !buy;
        exposure.view.markDirty(exposure);
    }

    private static void addCost(final Exposure exposure, final boolean buy, final long costE12) {
        if (buy) {
            exposure.buyCostE12 = add(exposure.buyCostE12, costE12);
        } else {
            exposure.sellCostE12 = add(exposure.sellCostE12, costE12);
        }
    }

    private static boolean costsDependOnMarks(final Instrument instrument) {
        return !instrument.isOption() || instrument.terms().style() == ContractStyle.LINEAR;
    }

    /** Takes the prices of an epoch; where they differ, what depends on them is to be computed again. */
    void moveTo(final Exposure exposure, final long epoch) {
        if (exposure.pricedEpoch == epoch || exposure.instrument.isSpot()) {
            return;
        }
        final long markE8 = marks.markE8(exposure.instrument, epoch);
        final long indexE8 = marks.indexE8(exposure.instrument, epoch);
        final StandardMargin margin = rates.of(exposure.instrument.underlyingId(), epoch);
        exposure.pricedEpoch = epoch;
        if (markE8 != exposure.markE8 || indexE8 != exposure.indexE8 || margin != exposure.margin) {
            changes++;
            exposure.margin = margin;
            exposure.markE8 = markE8;
            exposure.indexE8 = indexE8;
            exposure.shortUnitE12 = NOT_COMPUTED;
            exposure.costsStale |= costsDependOnMarks(exposure.instrument);
            sidesChanged(exposure);
        }
    }

    void price(final Exposure exposure) {
        long buysE12 = 0;
        long sellsE12 = 0;
        for (OrderVersion version = exposure.first; version != null; version = version.next) {
            version.costE12 = costE12(version);
            if (version.buy) {
                buysE12 = add(buysE12, version.costE12);
            } else {
                sellsE12 = add(sellsE12, version.costE12);
            }
        }
        exposure.buyCostE12 = buysE12;
        exposure.sellCostE12 = sellsE12;
        exposure.costsStale = false;
    }

    private long costE12(final OrderVersion version) {
        return costE12(
                version.exposure,
                version.buy,
                version.marginLots,
                version.priceE8,
                LegNumbers.isOfCombination(version.sequence));
    }

    /** Requirement of an order apart from initial margin: option premium (buys), adverse limit (futures), fee. */
    long costE12(final Exposure exposure, final boolean buy, final long lots, final long priceE8, final boolean leg) {
        final Instrument instrument = exposure.instrument;
        if (lots == 0 || instrument.isCombo()) {
            return 0;
        }
        final long feeE12 = leg
                ? fees.mostE12(instrument, lots, priceE8, exposure.indexE8, makerFeeIsHigher)
                : fees.feeE12(instrument, lots, priceE8, exposure.indexE8, makerFeeIsHigher);
        if (instrument.isOption()) {
            return buy ? add(instrument.valueE12(lots, priceE8), feeE12) : feeE12;
        }
        final boolean adverse = buy ? priceE8 > exposure.markE8 : priceE8 < exposure.markE8;
        if (!adverse) {
            return feeE12;
        }
        final long atLimitE12 = instrument.valueE12(lots, priceE8);
        return add(Math.abs(subtract(atLimitE12, instrument.valueE12(lots, exposure.markE8))), feeE12);
    }

    static boolean closesShortOption(final Exposure exposure) {
        return exposure.marginPosition < 0 && exposure.instrument.isOption();
    }

    long buySideE12(final Exposure exposure, final long lots, final long costE12) {
        if (lots == 0 || exposure.instrument.isCombo()) {
            return 0;
        }
        if (!exposure.instrument.isOption()) {
            return add(futureMarginE12(exposure, exposure.marginPosition, lots), costE12);
        }
        return exposure.marginPosition < 0 ? buysAgainstShortE12(exposure, costE12) : costE12;
    }

    long sellSideE12(final Exposure exposure, final long lots, final long costE12) {
        if (lots == 0 || exposure.instrument.isCombo()) {
            return 0;
        }
        if (!exposure.instrument.isOption()) {
            return add(futureMarginE12(exposure, -exposure.marginPosition, lots), costE12);
        }
        final long openingLots = lots - Math.min(lots, Math.max(0, exposure.marginPosition));
        return add(shortInitialE12(exposure, openingLots), costE12);
    }

    /** Initial margin that one side's orders open, {@code heldLots} being the position counted positive in their direction. */
    private long futureMarginE12(final Exposure exposure, final long heldLots, final long lots) {
        final long wholeLots = add(heldLots, lots);
        final long openingLots = heldLots >= 0 ? lots : Math.max(0, wholeLots);
        if (openingLots == 0) {
            return 0;
        }
        final Instrument future = exposure.instrument;
        final StandardMargin margin = exposure.margin;
        final long markE8 = exposure.markE8;
        final long indexE8 = exposure.indexE8;
        final long openingE12 = margin.futureInitialE12(future, openingLots, wholeLots, markE8, indexE8);
        if (heldLots <= 0) {
            return openingE12;
        }
        final long heldAtWholeE12 = margin.futureInitialE12(future, heldLots, wholeLots, markE8, indexE8);
        final long heldE12 = margin.futureInitialE12(future, heldLots, heldLots, markE8, indexE8);
        return add(openingE12, subtract(heldAtWholeE12, heldE12));
    }

    /** Walks the buys that close, in their order; those behind them cost what they cost, and are not looked at. */
    private long buysAgainstShortE12(final Exposure exposure, final long costE12) {
        long leftLots = -exposure.marginPosition;
        long restE12 = costE12;
        long sumE12 = 0;
        for (OrderVersion version = exposure.first; version != null && leftLots > 0; version = version.next) {
            if (version.buy && version.marginLots > 0 && !version.setAside) {
                final long closingLots = Math.min(version.marginLots, leftLots);
                final long releasedE12 = releasedE12(exposure, leftLots, closingLots);
                sumE12 = add(sumE12, Math.max(0, subtract(version.costE12, releasedE12)));
                restE12 = subtract(restE12, version.costE12);
                leftLots -= closingLots;
            }
        }
        return add(sumE12, restE12);
    }

    /** Initial margin that a short position of {@code leftLots} gives back when {@code closingLots} of it are bought. */
    long releasedE12(final Exposure exposure, final long leftLots, final long closingLots) {
        return closingLots == 0
                ? 0
                : subtract(shortInitialE12(exposure, leftLots), shortInitialE12(exposure, leftLots - closingLots));
    }

    private long shortInitialE12(final Exposure exposure, final long lots) {
        if (lots == 0) {
            return 0;
        }
        final Instrument option = exposure.instrument;
        if (exposure.shortUnitE12 < 0) {
            exposure.shortUnitE12 =
                    exposure.margin.shortOptionUnitInitialE12(option, exposure.markE8, exposure.indexE8);
        }
        return StandardMargin.ofLotsE12(option, lots, exposure.shortUnitE12);
    }
}
