package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;

/**
 * The prices that an order may have: mark -/+ a width. Futures: a ratio of the mark. Options: a ratio of one coin (inverse, quoted in
 * coin) or of the index (linear). The width is at least one tick, so that an instrument with a tiny mark can trade. The edges lie on
 * the tick grid, inside the band, and are never below one tick. A combination's mark is what its legs' marks come to, its width what their
 * widths come to, and its prices may be negative where its buyer sells some leg.
 */
final class PriceBand {
    private final VenueParameters.PreTrade parameters;
    private final boolean clamps;
    private final MarkHistory marks;

    PriceBand(final VenueParameters venue, final MarkHistory marks) {
        this.parameters = venue.preTrade();
        this.clamps = venue.riskLimits().clampsFutures();
        this.marks = marks;
    }

    /** Highest price allowed; where a market buy may go. */
    long upperE8(final Instrument instrument) {
        final long edgeE8 = add(marks.markE8(instrument), widthE8(instrument));
        final long tickE8 = instrument.tickSizeE8();
        return instrument.isCombo()
                ? Math.floorDiv(edgeE8, tickE8) * tickE8
                : Math.max(tickE8, edgeE8 - edgeE8 % tickE8);
    }

    /** Lowest price allowed; where a market sell may go. */
    long lowerE8(final Instrument instrument) {
        final long edgeE8 = subtract(marks.markE8(instrument), widthE8(instrument));
        final long tickE8 = instrument.tickSizeE8();
        if (instrument.isCombo() && instrument.legs().sellsSome()) {
            return Math.ceilDiv(edgeE8, tickE8) * tickE8;
        }
        return edgeE8 <= tickE8 ? tickE8 : add(edgeE8, tickE8 - 1) / tickE8 * tickE8;
    }

    /**
     * The price that an order goes by: where the venue clamps those of futures, the edge that a buy is above or a sell below; never a worse
     * one than asked for.
     */
    long clampedE8(final Instrument instrument, final boolean buy, final long priceE8) {
        if (!clamps || instrument.isOption() || instrument.isCombo()) {
            return priceE8;
        }
        return buy ? Math.min(priceE8, upperE8(instrument)) : Math.max(priceE8, lowerE8(instrument));
    }

    /** Whether a multiple of the tick lies between the edges. */
    boolean holds(final Instrument instrument, final long priceE8) {
        final long markE8 = marks.markE8(instrument);
        final long widthE8 = widthE8(instrument);
        return priceE8 <= add(markE8, widthE8) && priceE8 >= subtract(markE8, widthE8);
    }

    /** Whether a price is as near to the mark, to both sides, as a band of that ratio would ask for. */
    boolean isWithin(final Instrument instrument, final long priceE8, final long ratioE8) {
        final long markE8 = marks.markE8(instrument);
        final long widthE8 = widthE8(instrument, ratioE8, ratioE8);
        return priceE8 <= add(markE8, widthE8) && priceE8 >= subtract(markE8, widthE8);
    }

    private long widthE8(final Instrument instrument) {
        return widthE8(instrument, parameters.futureBandE8(), parameters.optionBandE8());
    }

    private long widthE8(final Instrument instrument, final long futureE8, final long optionE8) {
        final long widthE8;
        if (instrument.isCombo()) {
            widthE8 = widthOfLegsE8(instrument.legs(), futureE8, optionE8);
        } else if (!instrument.isOption()) {
            widthE8 = multiplyDivideFloor(marks.markE8(instrument), futureE8, E8);
        } else if (instrument.terms().style() == ContractStyle.INVERSE) {
            widthE8 = optionE8;
        } else {
            widthE8 = multiplyDivideFloor(marks.indexE8(instrument), optionE8, E8);
        }
        return Math.max(widthE8, instrument.tickSizeE8());
    }

    private long widthOfLegsE8(final ComboLegs legs, final long futureE8, final long optionE8) {
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            sumE8 = add(sumE8, multiply(widthE8(legs.leg(i), futureE8, optionE8), Math.abs(legs.ratio(i))));
        }
        return sumE8;
    }
}
