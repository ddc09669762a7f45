package io.strikebook.common.instrument;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/**
 * The legs of a combination: instruments and how many lots of each one lot of the combination is, negative where its buyer sells. Immutable.
 *
 * <p>Legs are all options, or all futures and perpetuals, of one underlying, style, settlement currency and lot size. Their ids ascend and
 * the first ratio is positive, so that no two combinations are of the same legs; one ratio at least is 1 or -1, so that any price can be
 * split over the legs exactly; of futures some are bought and some sold.
 */
public final class ComboLegs {
    /** Most legs. */
    public static final int MAX = 4;

    /** Largest ratio, of either sign. */
    public static final int MAX_RATIO = 100;

    private final Instrument[] legs;
    private final int[] ratios;

    /** Legs in their order; the arrays are not copied. */
    public ComboLegs(final Instrument[] legs, final int[] ratios) {
        this.legs = legs;
        this.ratios = ratios;
    }

    /** How many. */
    public int count() {
        return legs.length;
    }

    /** A leg, counted from 0. */
    public Instrument leg(final int index) {
        return legs[index];
    }

    /** Lots of a leg per lot of the combination, signed as its buyer trades. */
    public int ratio(final int index) {
        return ratios[index];
    }

    /** Lots of a leg in so many of the combination. */
    public long lots(final int index, final long comboLots) {
        return comboLots * Math.abs(ratios[index]);
    }

    /** Whether who buys, or sells, the combination buys a leg. */
    public boolean buys(final int index, final boolean buysCombo) {
        return ratios[index] > 0 == buysCombo;
    }

    /** Whether its buyer sells some leg, so that its price can be negative. */
    public boolean sellsSome() {
        for (final int ratio : ratios) {
            if (ratio < 0) {
                return true;
            }
        }
        return false;
    }

    /** Largest ratio, without its sign. */
    public int largestRatio() {
        int largest = 0;
        for (final int ratio : ratios) {
            largest = Math.max(largest, Math.abs(ratio));
        }
        return largest;
    }

    /** Whether these can be the legs of a combination. */
    public boolean areValid() {
        if (legs.length < 2 || legs.length > MAX || ratios[0] <= 0 || !legs[0].isOption() && !sellsSome()) {
            return false;
        }
        boolean hasUnit = false;
        for (int i = 0; i < legs.length; i++) {
            final int size = Math.abs(ratios[i]);
            hasUnit |= size == 1;
            if (size < 1
                    || size > MAX_RATIO
                    || i > 0 && legs[i].instrumentId() <= legs[i - 1].instrumentId()
                    || !isLike(legs[i], legs[0])) {
                return false;
            }
        }
        return hasUnit;
    }

    private static boolean isLike(final Instrument leg, final Instrument first) {
        return leg.holdsPositions()
                && leg.isOption() == first.isOption()
                && leg.underlyingId() == first.underlyingId()
                && leg.terms().style() == first.terms().style()
                && leg.terms().settlementCurrency() == first.terms().settlementCurrency()
                && leg.terms().lotSizeE8() == first.terms().lotSizeE8();
    }

    /** Whether these are the same legs in the same ratios. */
    public boolean areSame(final ComboLegs others) {
        if (others.count() != count()) {
            return false;
        }
        for (int i = 0; i < legs.length; i++) {
            if (legs[i].instrumentId() != others.legs[i].instrumentId() || ratios[i] != others.ratios[i]) {
                return false;
            }
        }
        return true;
    }

    /** What the combination is: of the kind, currency and lots of its legs, until the first of them expires. */
    public InstrumentTerms terms(final String symbol, final long tickSizeE8, final long maxOrderLots) {
        final InstrumentTerms first = legs[0].terms();
        long expiryNs = 0;
        for (final Instrument leg : legs) {
            final long ofLegNs = leg.terms().expiryNs();
            expiryNs = expiryNs == 0 || ofLegNs != 0 && ofLegNs < expiryNs ? ofLegNs : expiryNs;
        }
        return new InstrumentTerms(
                symbol,
                first.underlying(),
                legs[0].isOption() ? InstrumentKind.OPTION_COMBO : InstrumentKind.FUTURE_COMBO,
                OptionType.NONE,
                first.style(),
                first.settlementCurrency(),
                0,
                expiryNs,
                tickSizeE8,
                first.lotSizeE8(),
                maxOrderLots);
    }

    /** Why a combination of these legs cannot be listed under a name, with a tick and a largest order, or null where it can. */
    public String problem(final String symbol, final long tickSizeE8, final long maxOrderLots) {
        final String named = InstrumentTerms.nameProblem("symbol", symbol, 32);
        if (named != null) {
            return named;
        }
        if (tickSizeE8 <= 0) {
            return "tickSizeE8 must be positive, is " + tickSizeE8;
        }
        for (int i = 0; i < legs.length; i++) {
            final long mostLots = legs[i].terms().maxOrderLots() / Math.abs(ratios[i]);
            if (maxOrderLots <= 0 || maxOrderLots > mostLots) {
                return "maxOrderLots must be 1 to " + mostLots + ", is " + maxOrderLots;
            }
        }
        return null;
    }

    /** Whether the worth of a lot follows from the price; that of inverse futures does not from a difference of prices. */
    public boolean isWorthItsPrice() {
        return legs[0].isOption() || legs[0].terms().style() == ContractStyle.LINEAR;
    }

    /** Hash of legs and ratios. */
    public long hash() {
        long hash = count();
        for (int i = 0; i < legs.length; i++) {
            hash = StateHash.and(hash, (long) legs[i].instrumentId() << Integer.SIZE | ratios[i] & 0xFFFF_FFFFL);
        }
        return hash;
    }
}
