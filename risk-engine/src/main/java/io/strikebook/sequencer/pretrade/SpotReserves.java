package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.divideCeil;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.VenueParameters;

/**
 * What resting and in-flight orders in spot hold of the currency that they would pay, 1e-12: a sell its lots of the base currency, a buy the
 * quote currency at its limit and the fee. It is the same for every lot, the fee of each rounded up to the ledger's unit by itself, so that
 * whatever part of whatever orders trades pays no more than was held for it: margin rounds the fee of a fill up once. What an order would
 * receive does not count before margin's state has it.
 *
 * <p>No mark is in this, so that it is kept in step as versions join and leave and is never computed again.
 */
final class SpotReserves {
    private static final long E8_TO_E12 = 10_000L;

    private final FeeSchedule fees;
    private final boolean makerFeeIsHigher;

    SpotReserves(final VenueParameters.Fees parameters) {
        this.fees = new FeeSchedule(parameters);
        this.makerFeeIsHigher = parameters.spotMakerRateE8() > parameters.spotTakerRateE8();
    }

    /** The view that an order, or what it traded, counts in: that of the currency that is paid. */
    static CurrencyView viewOf(final Exposure exposure, final boolean buy) {
        return buy || !exposure.instrument.isSpot()
                ? exposure.view
                : exposure.view.account.view(exposure.instrument.baseCurrency().value());
    }

    /** What an order would pay at most. */
    long ofE12(final Instrument spot, final boolean buy, final long lots, final long priceE8) {
        if (!buy) {
            return multiply(multiply(lots, spot.terms().lotSizeE8()), E8_TO_E12);
        }
        final long unitE12 = Currencies.unitE12(spot.terms().settlementCurrency());
        final long feeE12 = fees.feeE12(spot, 1, priceE8, 0, makerFeeIsHigher);
        return multiply(lots, add(spot.valueE12(1, priceE8), multiply(divideCeil(feeE12, unitE12), unitE12)));
    }

    /** A version was appended or has other lots now. */
    void joined(final OrderVersion version) {
        final CurrencyView view = viewOf(version.exposure, version.buy);
        view.spotE12 = add(view.spotE12, ofE12(version));
    }

    /** A version is about to leave or to get other lots. */
    void leaving(final OrderVersion version) {
        final CurrencyView view = viewOf(version.exposure, version.buy);
        view.spotE12 = subtract(view.spotE12, ofE12(version));
    }

    private long ofE12(final OrderVersion version) {
        return ofE12(version.exposure.instrument, version.buy, version.marginLots, version.priceE8);
    }
}
