package io.strikebook.common.margin;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.OptionType;

/**
 * Standard margin as Deribit publishes it: amounts in settlement currency, 1e-12, never negative, rounded up (the venue gains the
 * remainder) from a future's value and size in coins, which are to the nearest unit. Stateless apart from its parameters.
 *
 * <pre>
 * future       (2 % + coins x 0.005 %) x value, maintenance 1 % + the same slope
 * short call   IM  max(0.15 - OTM/S, 0.1) + mark              MM  0.075 + mark
 * short put    IM  max(max(0.15 - OTM/S, 0.1) + mark, MM)     MM  max(0.075, 0.075 x mark) + mark
 * long option  0
 * </pre>
 *
 * Per unit of one coin, in coin; linear options: the ratios times the index. Where rates are raised, the slope and all ratios of the above
 * are multiplied by the scale, rounded up; marks are not.
 */
public final class StandardMargin {
    private static final long SHORT_BASE_E12 = 150_000_000_000L;
    private static final long SHORT_FLOOR_E12 = 100_000_000_000L;
    private static final long SHORT_MAINTENANCE_E12 = 75_000_000_000L;
    private static final long E8_TO_E12 = 10_000L;

    private final VenueParameters.Margin parameters;
    private final long scaleE8;
    private final long futureInitialE12;
    private final long futureMaintenanceE12;

    /** Formulas with a venue's rates for futures. */
    public StandardMargin(final VenueParameters.Margin parameters) {
        this(parameters, E8);
    }

    /**
     * Formulas with all rates multiplied.
     *
     * @param scaleE8 by how much, positive, 1e-8
     */
    public StandardMargin(final VenueParameters.Margin parameters, final long scaleE8) {
        this.parameters = parameters;
        this.scaleE8 = scaleE8;
        this.futureInitialE12 = scaled(multiply(parameters.futureInitialE8(), E8_TO_E12));
        this.futureMaintenanceE12 = scaled(multiply(parameters.futureMaintenanceE8(), E8_TO_E12));
    }

    /** What rates are multiplied by, 1e-8. */
    public long scaleE8() {
        return scaleE8;
    }

    private long scaled(final long ratioE12) {
        return scaleE8 == E8 ? ratioE12 : multiplyDivideCeil(ratioE12, scaleE8, E8);
    }

    /**
     * Initial margin of a short option position.
     *
     * @param lots    size, not negative
     * @param markE8  option mark in its quotation
     * @param indexE8 price of the underlying, positive
     */
    public long shortOptionInitialE12(final Instrument option, final long lots, final long markE8, final long indexE8) {
        return ofLotsE12(option, lots, shortOptionUnitInitialE12(option, markE8, indexE8));
    }

    /** Initial margin of one unit of a short option, for {@link #ofLotsE12}; not negative, parameters as above. */
    public long shortOptionUnitInitialE12(final Instrument option, final long markE8, final long indexE8) {
        final long strikeE8 = option.terms().strikeE8();
        final boolean put = option.terms().optionType() == OptionType.PUT;
        final long outOfTheMoneyE8 = Math.max(put ? indexE8 - strikeE8 : strikeE8 - indexE8, 0);
        final long ratioE12 = outOfTheMoneyE8 >= indexE8
                ? SHORT_FLOOR_E12
                : Math.max(SHORT_BASE_E12 - multiplyDivideFloor(outOfTheMoneyE8, E12, indexE8), SHORT_FLOOR_E12);
        final long perUnitE12 = add(ofIndex(option, scaled(ratioE12), indexE8), multiply(markE8, E8_TO_E12));
        return put ? Math.max(perUnitE12, putMaintenancePerUnitE12(option, markE8, indexE8)) : perUnitE12;
    }

    /** Maintenance margin of a short option position; parameters as for the initial margin. */
    public long shortOptionMaintenanceE12(
            final Instrument option, final long lots, final long markE8, final long indexE8) {
        if (option.terms().optionType() == OptionType.PUT) {
            return ofLotsE12(option, lots, putMaintenancePerUnitE12(option, markE8, indexE8));
        }
        final long perUnitE12 =
                add(ofIndex(option, scaled(SHORT_MAINTENANCE_E12), indexE8), multiply(markE8, E8_TO_E12));
        return ofLotsE12(option, lots, perUnitE12);
    }

    /**
     * Initial margin of {@code lots} of a future or perpetual at the rate that a total of {@code rateLots} has.
     *
     * @param lots     size charged, not negative
     * @param rateLots size that sets the rate, not negative
     * @param markE8   mark price, positive
     * @param indexE8  price of the underlying, positive
     */
    public long futureInitialE12(
            final Instrument future, final long lots, final long rateLots, final long markE8, final long indexE8) {
        return futureE12(future.valueE12(lots, markE8), futureInitialE12, futureSlopeE12(future, rateLots, indexE8));
    }

    /** Maintenance margin of a future or perpetual position of {@code lots}, not negative. */
    public long futureMaintenanceE12(final Instrument future, final long lots, final long markE8, final long indexE8) {
        return futureMaintenanceE12(future.valueE12(lots, markE8), futureSlopeE12(future, lots, indexE8));
    }

    /** What a size, not negative, adds to both rates of a future or perpetual, 1e-12. */
    public long futureSlopeE12(final Instrument future, final long lots, final long indexE8) {
        return scaled(multiplyDivideCeil(future.coinsE8(lots, indexE8), parameters.futureSlopePerCoinE12(), E8));
    }

    /** Initial margin of a position whose value, not negative, and slope are known: the same as from its lots. */
    public long futureInitialE12(final long valueE12, final long slopeE12) {
        return futureE12(valueE12, futureInitialE12, slopeE12);
    }

    /** Maintenance margin of a position whose value, not negative, and slope are known: the same as from its lots. */
    public long futureMaintenanceE12(final long valueE12, final long slopeE12) {
        return futureE12(valueE12, futureMaintenanceE12, slopeE12);
    }

    private static long futureE12(final long valueE12, final long baseRateE12, final long slopeE12) {
        return multiplyDivideCeil(valueE12, add(baseRateE12, slopeE12), E12);
    }

    private long putMaintenancePerUnitE12(final Instrument option, final long markE8, final long indexE8) {
        final long markE12 = multiply(markE8, E8_TO_E12);
        final long ratioE12 = scaled(SHORT_MAINTENANCE_E12);
        final long floorE12 = ofIndex(option, ratioE12, indexE8);
        return add(Math.max(floorE12, multiplyDivideCeil(markE12, ratioE12, E12)), markE12);
    }

    private static long ofIndex(final Instrument option, final long ratioE12, final long indexE8) {
        return option.terms().style() == ContractStyle.INVERSE ? ratioE12 : multiplyDivideCeil(ratioE12, indexE8, E8);
    }

    /** Margin of a size in lots from that of one unit. */
    public static long ofLotsE12(final Instrument option, final long lots, final long perUnitE12) {
        return multiplyDivideCeil(multiply(lots, option.terms().lotSizeE8()), perUnitE12, E8);
    }
}
