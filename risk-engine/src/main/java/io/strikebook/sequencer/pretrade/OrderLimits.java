package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.RiskLimits;
import io.strikebook.schemas.RejectCode;

/**
 * What one order of an account may be at most, so that a slip of the finger goes nowhere: {@code ORDER_VALUE_TOO_LARGE}, in USD at the price
 * of the underlying (inverse futures: their USD; combinations: their dearest leg), then {@code PRICE_TOO_FAR} from the mark, to either side,
 * by a width like that of the {@link PriceBand}. A market order has no limit that could be a slip: it goes by the band.
 */
final class OrderLimits {
    private static final long NO_LIMIT = -1;

    private final MarkHistory marks;
    private final PriceBand band;
    private final RiskLimits venue;

    OrderLimits(final RiskLimits venue, final MarkHistory marks, final PriceBand band) {
        this.venue = venue;
        this.marks = marks;
        this.band = band;
    }

    /** Works out what an account's limits come to: its own, or where those are 0 the venue's. */
    void changed(final Account account) {
        account.orderValueE8 = effective(account.ownOrderValueE8, venue.maxOrderValueE8());
        account.distanceE8 = effective(account.ownDistanceE8, venue.maxDistanceE8());
    }

    private static long effective(final long ownE8, final long venueE8) {
        return ownE8 == 0 ? venueE8 : ownE8 == NO_LIMIT ? 0 : ownE8;
    }

    RejectCode check(
            final Account account,
            final Instrument instrument,
            final boolean market,
            final long priceE8,
            final long lots) {
        if (account.orderValueE8 != 0 && valueE8(instrument, lots) > account.orderValueE8) {
            return RejectCode.ORDER_VALUE_TOO_LARGE;
        }
        return account.distanceE8 == 0 || market || band.isWithin(instrument, priceE8, account.distanceE8)
                ? RejectCode.ACCEPTED
                : RejectCode.PRICE_TOO_FAR;
    }

    /** What a quantity is worth, USD at the price of the underlying, 1e-8; of inverse futures their USD. */
    long valueE8(final Instrument instrument, final long lots) {
        if (instrument.isCombo()) {
            long mostE8 = 0;
            for (int i = 0; i < instrument.legs().count(); i++) {
                mostE8 = Math.max(
                        mostE8,
                        valueE8(instrument.legs().leg(i), instrument.legs().lots(i, lots)));
            }
            return mostE8;
        }
        return instrument.isInverseFuture()
                ? multiply(lots, instrument.terms().lotSizeE8())
                : multiplyDivideFloor(instrument.coinsE8(lots, E8), marks.indexE8(instrument), E8);
    }
}
