package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

/**
 * What the orders of an account require where of each pair only one can trade: the most of all ways to choose one of each, with nothing
 * added up or netted that a choice does not have. As many pairs as {@link #MAX_PAIRS}, those with the lowest ids, are chosen from; of
 * others both orders count, which is more. So it is never less than what any subset that can trade requires.
 *
 * <p>Computed only where {@link StandardRequirement}, which counts both orders of every pair, leaves too little. Changes nothing.
 */
final class PairedRequirement {
    /** Pairs that are chosen from: all choices of one of each are tried. */
    static final int MAX_PAIRS = 4;

    private static final int MAX_MORE = 2;
    private static final int MAX_SIDES = 2 * MAX_PAIRS + MAX_MORE + 1;

    private final StandardRequirement requirement;
    private final Requirement all;
    private final LiveOrder[] chosen = new LiveOrder[MAX_PAIRS];
    private final Exposure[] exposures = new Exposure[MAX_SIDES];
    private final boolean[] buys = new boolean[MAX_SIDES];
    private final Exposure[] moreExposures = new Exposure[MAX_MORE];
    private final boolean[] moreBuys = new boolean[MAX_MORE];
    private final long[] moreLots = new long[MAX_MORE];
    private final long[] morePricesE8 = new long[MAX_MORE];
    private CurrencyView view;
    private LiveOrder without;
    private final LiveOrder[] aside = new LiveOrder[MAX_PAIRS + 1];
    private int asides;
    private int pairs;
    private int sides;
    private int more;

    PairedRequirement(final Requirement all) {
        this.all = all;
        this.requirement = all.standard();
    }

    /** Requirement of a view as it is. */
    long ofView(final CurrencyView itsView) {
        return itsView.pairCount == 0
                ? all.ofView(itsView)
                : begin(itsView, null).requiredE12();
    }

    /**
     * Begins to compute for a view.
     *
     * @param orderLeftOut that is not there in what is asked about, or null
     */
    PairedRequirement begin(final CurrencyView itsView, final LiveOrder orderLeftOut) {
        view = itsView;
        without = orderLeftOut;
        pairs = 0;
        sides = 0;
        more = 0;
        return this;
    }

    /** Counts one more order, of this view; of two at most. */
    PairedRequirement with(final Exposure exposure, final boolean buy, final long lots, final long priceE8) {
        moreExposures[more] = exposure;
        moreBuys[more] = buy;
        moreLots[more] = lots;
        morePricesE8[more] = priceE8;
        more++;
        return this;
    }

    /** What is required of the most demanding choice; overflow throws. */
    long requiredE12() {
        if (view.portfolio != null) {
            return ofPortfolioE12();
        }
        final long epoch = requirement.epochOf(view);
        choosePairs();
        touchSides();
        for (int side = 0; side < sides; side++) {
            requirement.moveTo(exposures[side], epoch);
        }
        final long nowE12 = requirement.ofView(view);
        for (int side = 0; side < sides; side++) {
            if (exposures[side].costsStale) {
                requirement.price(exposures[side]);
            }
        }
        long mostE12 = Long.MIN_VALUE;
        for (int choice = 0; choice < 1 << pairs; choice++) {
            choose(choice);
            markAside(true);
            try {
                mostE12 = Math.max(mostE12, add(nowE12, changeE12()));
            } finally {
                markAside(false);
            }
        }
        return all.ofAll(view, mostE12);
    }

    /** Under portfolio margin both orders of each pair count, which is more. */
    private long ofPortfolioE12() {
        final PortfolioRequirement portfolio = all.portfolio().trying(view, all.epochOf(view));
        for (int i = 0; i < more; i++) {
            portfolio.with(moreExposures[i].instrument, moreBuys[i], moreLots[i], morePricesE8[i], false);
        }
        return portfolio.requiredE12();
    }

    private void choosePairs() {
        for (int i = 0; i < view.pairCount && pairs < MAX_PAIRS; i++) {
            final LiveOrder first = view.pairs[i];
            final boolean given = without != null && (first == without || first.sibling == without);
            if (!given && marginLots(first) > 0 && marginLots(first.sibling) > 0) {
                chosen[pairs++] = first;
            }
        }
    }

    private void touchSides() {
        for (int i = 0; i < pairs; i++) {
            touch(chosen[i].exposure, chosen[i].current.buy);
            touch(chosen[i].sibling.exposure, chosen[i].sibling.current.buy);
        }
        if (without != null && without.exposure.view == view) {
            touch(without.exposure, without.current.buy);
        }
        for (int i = 0; i < more; i++) {
            touch(moreExposures[i], moreBuys[i]);
        }
    }

    private void touch(final Exposure exposure, final boolean buy) {
        for (int side = 0; side < sides; side++) {
            if (exposures[side] == exposure && buys[side] == buy) {
                return;
            }
        }
        exposures[sides] = exposure;
        buys[sides] = buy;
        sides++;
    }

    /** A bit of a choice is set where the second of its pair goes, else the first. */
    private void choose(final int choice) {
        asides = 0;
        for (int i = 0; i < pairs; i++) {
            aside[asides++] = (choice & 1 << i) != 0 ? chosen[i].sibling : chosen[i];
        }
        if (without != null && without.exposure.view == view) {
            aside[asides++] = without;
        }
    }

    private void markAside(final boolean setAside) {
        for (int i = 0; i < asides; i++) {
            for (OrderVersion version = aside[i].current; version != null; version = version.nextVersion) {
                version.setAside = setAside;
            }
        }
    }

    private long changeE12() {
        long changeE12 = 0;
        for (int side = 0; side < sides; side++) {
            final Exposure exposure = exposures[side];
            final long nowE12 = buys[side] ? exposure.buysE12 : exposure.sellsE12;
            changeE12 = add(changeE12, subtract(sideE12(exposure, buys[side]), nowE12));
        }
        return changeE12;
    }

    private long sideE12(final Exposure exposure, final boolean buy) {
        long lots = buy ? exposure.buyLots : exposure.sellLots;
        long costE12 = buy ? exposure.buyCostE12 : exposure.sellCostE12;
        for (int i = 0; i < asides; i++) {
            if (aside[i].exposure == exposure && aside[i].current.buy == buy) {
                for (OrderVersion version = aside[i].current; version != null; version = version.nextVersion) {
                    lots -= version.marginLots;
                    costE12 = subtract(costE12, version.costE12);
                }
            }
        }
        final boolean closes = buy && StandardRequirement.closesShortOption(exposure);
        long closedE12 = 0;
        for (int i = 0; i < more; i++) {
            if (moreExposures[i] == exposure && moreBuys[i] == buy) {
                final long moreE12 = requirement.costE12(exposure, buy, moreLots[i], morePricesE8[i], false);
                if (closes) {
                    closedE12 = add(closedE12, closingE12(exposure, lots, moreLots[i], moreE12));
                } else {
                    costE12 = add(costE12, moreE12);
                }
                lots = add(lots, moreLots[i]);
            }
        }
        if (!buy) {
            return requirement.sellSideE12(exposure, lots, costE12);
        }
        return closes
                ? add(requirement.buySideE12(exposure, lots, costE12), closedE12)
                : requirement.buySideE12(exposure, lots, costE12);
    }

    /** A buy of an option, behind others of so many lots, against what they leave of a short position. */
    private long closingE12(final Exposure exposure, final long lotsBefore, final long lots, final long costE12) {
        final long leftLots = Math.max(0, -exposure.marginPosition - lotsBefore);
        final long releasedE12 = requirement.releasedE12(exposure, leftLots, Math.min(lots, leftLots));
        return Math.max(0, subtract(costE12, releasedE12));
    }

    private static long marginLots(final LiveOrder order) {
        long lots = 0;
        for (OrderVersion version = order.current; version != null; version = version.nextVersion) {
            lots += version.marginLots;
        }
        return lots;
    }
}
