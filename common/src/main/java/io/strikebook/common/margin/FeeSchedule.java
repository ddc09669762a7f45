package io.strikebook.common.margin;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;

/**
 * Trading fees in settlement currency, 1e-12, never negative, rounded up (the venue gains the remainder). Options: a ratio of the
 * underlying per unit, capped at a ratio of the option's price; futures and spot: a ratio of the value traded, which is to the nearest
 * unit, and exact of spot.
 * Stateless.
 */
public final class FeeSchedule {
    private static final long E8_TO_E12 = 10_000L;

    private final VenueParameters.Fees parameters;

    /** A schedule with a venue's rates. */
    public FeeSchedule(final VenueParameters.Fees parameters) {
        this.parameters = parameters;
    }

    /**
     * Fee for one side of a trade.
     *
     * @param lots    quantity traded, not negative
     * @param priceE8 price traded in the instrument's quotation
     * @param indexE8 price of the underlying, positive; used for linear options
     * @param maker   whether this side rested in the book
     */
    public long feeE12(
            final Instrument instrument, final long lots, final long priceE8, final long indexE8, final boolean maker) {
        if (!instrument.isOption()) {
            final long rateE8 = instrument.isSpot() ? spotRateE8(maker) : futureRateE8(maker);
            return rateE8 == 0 ? 0 : multiplyDivideCeil(instrument.valueE12(lots, priceE8), rateE8, E8);
        }
        final long capE12 = multiplyDivideCeil(multiply(priceE8, E8_TO_E12), parameters.optionCapE8(), E8);
        return ofUnitsE12(instrument, lots, Math.min(ofUnderlyingE12(instrument, indexE8), capE12));
    }

    /** Fee for one side of a leg of a block trade: what an arriving order pays, less the venue's discount; parameters as of {@link #feeE12}. */
    public long blockFeeE12(final Instrument instrument, final long lots, final long priceE8, final long indexE8) {
        final long feeE12 = feeE12(instrument, lots, priceE8, indexE8, false);
        final long discountE8 = parameters.blockDiscountE8();
        return discountE8 == 0 ? feeE12 : multiplyDivideCeil(feeE12, E8 - discountE8, E8);
    }

    /**
     * Fee for a position that ends at its expiry: of options a ratio of the underlying per unit, capped at a ratio of what they pay; of futures
     * a ratio of their value.
     *
     * @param lots     not negative
     * @param priceE8  delivery price, positive
     * @param valueE12 what an option pays or a future is worth at it, not negative
     */
    public long deliveryE12(final Instrument instrument, final long lots, final long priceE8, final long valueE12) {
        final long rateE8 = parameters.deliveryRateE8();
        if (!instrument.isOption() || valueE12 == 0 || rateE8 == 0) {
            return multiplyDivideCeil(valueE12, rateE8, E8);
        }
        final long underlyingE12 = ofUnderlyingE12(instrument, rateE8, priceE8);
        final long capE12 = multiplyDivideCeil(valueE12, parameters.deliveryCapE8(), E8);
        return Math.min(ofUnitsE12(instrument, lots, underlyingE12), capE12);
    }

    /**
     * Most that one side of a trade is charged at other prices than the one given: options at any price, futures down to half of it or up
     * to twice as much. What the prices of a combination's legs are shows only when it trades; all that is known before is their sum.
     */
    public long mostE12(
            final Instrument instrument, final long lots, final long priceE8, final long indexE8, final boolean maker) {
        if (instrument.isOption()) {
            return ofUnitsE12(instrument, lots, ofUnderlyingE12(instrument, indexE8));
        }
        final long rateE8 = futureRateE8(maker);
        final long valueE12 = multiply(add(instrument.valueE12(lots, priceE8), 1), 2);
        return rateE8 == 0 ? 0 : multiplyDivideCeil(valueE12, rateE8, E8);
    }

    private long futureRateE8(final boolean maker) {
        return maker ? parameters.futureMakerRateE8() : parameters.futureTakerRateE8();
    }

    private long spotRateE8(final boolean maker) {
        return maker ? parameters.spotMakerRateE8() : parameters.spotTakerRateE8();
    }

    private long ofUnderlyingE12(final Instrument option, final long indexE8) {
        return ofUnderlyingE12(option, parameters.optionRateE8(), indexE8);
    }

    private static long ofUnderlyingE12(final Instrument option, final long rateE8, final long indexE8) {
        final long rateE12 = multiply(rateE8, E8_TO_E12);
        return option.terms().style() == ContractStyle.INVERSE ? rateE12 : multiplyDivideCeil(rateE12, indexE8, E8);
    }

    private static long ofUnitsE12(final Instrument option, final long lots, final long unitE12) {
        return multiplyDivideCeil(multiply(lots, option.terms().lotSizeE8()), unitE12, E8);
    }
}
