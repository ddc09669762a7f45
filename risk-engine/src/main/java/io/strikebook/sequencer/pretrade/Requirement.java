package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;

/**
 * What resting and in-flight orders require of a standard account, 1e-12 of the settlement currency, at the newest marks:
 *
 * <pre>
 * option buy   max(0, premium at limit + fee - initial margin released by the closing part)
 * option sell  initial margin of the opening part + fee; premium is not credited
 * future       initial margin of the opening part at the rate of the whole one-sided size
 *              + what that rate adds to the position's own margin
 *              + max(0, adverse limit against mark) + fee
 * </pre>
 *
 * The closing capacity of the position (as of the account's state) is granted once, in the order of commands, and the requirement is
 * the sum. Only option buys against a short position depend on that order; everything else is computed from the totals of the two
 * sides, so adding an order costs the same however many there are. Per exposure the totals are kept; an exposure is computed again
 * when it changed or when its mark or index did. Overflow throws and leaves the exposure to be computed again.
 */
final class Requirement {
    private final MarkTable marks;
    private final StandardMargin margin;
    private final FeeSchedule fees;
    private final boolean makerFeeIsHigher;

    Requirement(final VenueParameters parameters, final MarkTable marks) {
        this.marks = marks;
        this.margin = new StandardMargin(parameters.margin());
        this.fees = new FeeSchedule(parameters.fees());
        this.makerFeeIsHigher =
                parameters.fees().futureMakerRateE8() > parameters.fees().futureTakerRateE8();
    }

    /** The whole requirement of a view with every exposure up to date. */
    long ofView(final CurrencyView view) {
        if (view.pricedVersion != marks.version()) {
            for (Exposure exposure = view.firstActive; exposure != null; exposure = exposure.nextActive) {
                markDirtyIfMoved(exposure);
            }
            view.pricedVersion = marks.version();
        }
        while (view.firstDirty != null) {
            final Exposure exposure = view.firstDirty;
            final long requirementE12 = compute(exposure);
            view.requirementE12 = add(subtract(view.requirementE12, exposure.requirementE12), requirementE12);
            exposure.requirementE12 = requirementE12;
            exposure.dirty = false;
            view.firstDirty = exposure.nextDirty;
            exposure.nextDirty = null;
        }
        return view.requirementE12;
    }

    /** The requirement of the view of an exposure if one more version were appended to it. */
    long withOrder(final Exposure exposure, final boolean buy, final long lots, final long priceE8) {
        final CurrencyView view = exposure.view;
        final long nowE12 = ofView(view);
        if (exposure.first == null) {
            price(exposure);
        }
        final long costE12 = costE12(exposure.instrument, buy, lots, priceE8);
        final long ofExposureE12;
        if (buy && exposure.instrument.isOption() && exposure.marginPosition < 0) {
            final long leftLots = Math.max(0, -exposure.marginPosition - exposure.buyLots);
            final long closingLots = Math.min(lots, leftLots);
            final long releasedE12 = releasedE12(exposure, leftLots, closingLots);
            ofExposureE12 = add(exposure.requirementE12, Math.max(0, subtract(costE12, releasedE12)));
        } else if (buy) {
            ofExposureE12 = fromTotals(
                    exposure,
                    add(exposure.buyLots, lots),
                    exposure.sellLots,
                    add(exposure.buyCostE12, costE12),
                    exposure.sellCostE12);
        } else {
            ofExposureE12 = add(
                    subtract(exposure.requirementE12, sellSideE12(exposure, exposure.sellLots, exposure.sellCostE12)),
                    sellSideE12(exposure, add(exposure.sellLots, lots), add(exposure.sellCostE12, costE12)));
        }
        return add(subtract(nowE12, exposure.requirementE12), ofExposureE12);
    }

    /** A version was appended or has other lots now: its cost joins the totals where they are up to date. */
    void joined(final OrderVersion version) {
        final Exposure exposure = version.exposure;
        if (exposure.costsStale || exposure.pricedVersion != marks.version()) {
            exposure.costsStale = true;
            return;
        }
        try {
            version.costE12 = costE12(exposure.instrument, version.buy, version.marginLots, version.priceE8);
            addCost(exposure, version.buy, version.costE12);
        } catch (final FixedPointOverflowException overflow) {
            exposure.costsStale = true;
        }
    }

    /** A version is about to leave or to get other lots: its cost leaves the totals where they include it. */
    void leaving(final OrderVersion version) {
        if (!version.exposure.costsStale) {
            addCost(version.exposure, version.buy, -version.costE12);
        }
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

    private void markDirtyIfMoved(final Exposure exposure) {
        final boolean moved = marks.markE8(exposure.instrument) != exposure.pricedMarkE8
                || marks.indexE8(exposure.instrument) != exposure.pricedIndexE8;
        if (moved) {
            exposure.costsStale |= costsDependOnMarks(exposure.instrument);
            exposure.pricedMarkE8 = marks.markE8(exposure.instrument);
            exposure.pricedIndexE8 = marks.indexE8(exposure.instrument);
            exposure.view.markDirty(exposure);
        }
        exposure.pricedVersion = marks.version();
    }

    private long compute(final Exposure exposure) {
        if (exposure.costsStale || exposure.pricedVersion != marks.version()) {
            price(exposure);
        }
        if (exposure.instrument.isOption() && exposure.marginPosition < 0) {
            return add(buysAgainstShort(exposure), sellSideE12(exposure, exposure.sellLots, exposure.sellCostE12));
        }
        return fromTotals(exposure, exposure.buyLots, exposure.sellLots, exposure.buyCostE12, exposure.sellCostE12);
    }

    private void price(final Exposure exposure) {
        long buysE12 = 0;
        long sellsE12 = 0;
        exposure.costsStale = true;
        for (OrderVersion version = exposure.first; version != null; version = version.next) {
            version.costE12 = costE12(exposure.instrument, version.buy, version.marginLots, version.priceE8);
            if (version.buy) {
                buysE12 = add(buysE12, version.costE12);
            } else {
                sellsE12 = add(sellsE12, version.costE12);
            }
        }
        exposure.buyCostE12 = buysE12;
        exposure.sellCostE12 = sellsE12;
        exposure.pricedVersion = marks.version();
        exposure.pricedMarkE8 = marks.markE8(exposure.instrument);
        exposure.pricedIndexE8 = marks.indexE8(exposure.instrument);
        exposure.costsStale = false;
    }

    /** Requirement of an order apart from initial margin: option premium (buys), adverse limit (futures), fee. */
    private long costE12(final Instrument instrument, final boolean buy, final long lots, final long priceE8) {
        final long markE8 = marks.markE8(instrument);
        final long feeE12 = fees.feeE12(instrument, lots, priceE8, marks.indexE8(instrument), makerFeeIsHigher);
        if (instrument.isOption()) {
            return buy ? add(instrument.valueE12(lots, priceE8), feeE12) : feeE12;
        }
        final boolean adverse = buy ? priceE8 > markE8 : priceE8 < markE8;
        if (!adverse) {
            return feeE12;
        }
        return add(Math.abs(subtract(instrument.valueE12(lots, priceE8), instrument.valueE12(lots, markE8))), feeE12);
    }

    private long fromTotals(
            final Exposure exposure,
            final long buyLots,
            final long sellLots,
            final long buyCostE12,
            final long sellCostE12) {
        final long buysE12 = exposure.instrument.isOption()
                ? buyCostE12
                : add(futureMarginE12(exposure, exposure.marginPosition, buyLots), buyCostE12);
        return add(buysE12, sellSideE12(exposure, sellLots, sellCostE12));
    }

    private long sellSideE12(final Exposure exposure, final long sellLots, final long sellCostE12) {
        if (sellLots == 0) {
            return sellCostE12;
        }
        if (!exposure.instrument.isOption()) {
            return add(futureMarginE12(exposure, -exposure.marginPosition, sellLots), sellCostE12);
        }
        final long openingLots = sellLots - Math.min(sellLots, Math.max(0, exposure.marginPosition));
        return add(shortInitialE12(exposure, openingLots), sellCostE12);
    }

    /** Initial margin that one side's orders open, {@code heldLots} being the position counted positive in their direction. */
    private long futureMarginE12(final Exposure exposure, final long heldLots, final long lots) {
        final long wholeLots = add(heldLots, lots);
        final long openingLots = heldLots >= 0 ? lots : Math.max(0, wholeLots);
        if (openingLots == 0) {
            return 0;
        }
        final Instrument future = exposure.instrument;
        final long markE8 = marks.markE8(future);
        final long indexE8 = marks.indexE8(future);
        final long openingE12 = margin.futureInitialE12(future, openingLots, wholeLots, markE8, indexE8);
        if (heldLots <= 0) {
            return openingE12;
        }
        final long heldAtWholeE12 = margin.futureInitialE12(future, heldLots, wholeLots, markE8, indexE8);
        final long heldE12 = margin.futureInitialE12(future, heldLots, heldLots, markE8, indexE8);
        return add(openingE12, subtract(heldAtWholeE12, heldE12));
    }

    private long buysAgainstShort(final Exposure exposure) {
        long leftLots = -exposure.marginPosition;
        long sumE12 = 0;
        for (OrderVersion version = exposure.first; version != null; version = version.next) {
            if (version.buy) {
                final long closingLots = Math.min(version.marginLots, leftLots);
                final long releasedE12 = releasedE12(exposure, leftLots, closingLots);
                sumE12 = add(sumE12, Math.max(0, subtract(version.costE12, releasedE12)));
                leftLots -= closingLots;
            }
        }
        return sumE12;
    }

    /** Initial margin that a short position of {@code leftLots} gives back when {@code closingLots} of it are bought. */
    private long releasedE12(final Exposure exposure, final long leftLots, final long closingLots) {
        return closingLots == 0
                ? 0
                : subtract(shortInitialE12(exposure, leftLots), shortInitialE12(exposure, leftLots - closingLots));
    }

    private long shortInitialE12(final Exposure exposure, final long lots) {
        if (lots == 0) {
            return 0;
        }
        final Instrument option = exposure.instrument;
        return margin.shortOptionInitialE12(option, lots, marks.markE8(option), marks.indexE8(option));
    }
}
