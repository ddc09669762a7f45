package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.RejectCode;

/** Orders that are flagged for market-maker protection: all of one side of an instrument together are within what their group may have open. */
final class ProtectedOrders {
    private final Reserves reserves;

    ProtectedOrders(final Reserves reserves) {
        this.reserves = reserves;
    }

    /** Whether the account's group of flagged orders has limits, and room for so many lots more, {@code replaced} being one less. */
    RejectCode check(
            final Exposure exposure, final boolean buy, final long lots, final long priceE8, final LiveOrder replaced) {
        final Instrument instrument = exposure.instrument;
        final ReservedGroup group = reserves.find(exposure.view.account, instrument.underlyingId(), 0);
        if (group == null || group.maxQuoteQuantityE8 == 0) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        if (group.currency() != instrument.terms().settlementCurrency()) {
            return RejectCode.QUOTE_OUTSIDE_GROUP;
        }
        long openLots = lots;
        for (OrderVersion version = exposure.first; version != null; version = version.next) {
            if (version.order != null && version.order.mmp && version.order != replaced && version.buy == buy) {
                openLots = add(openLots, version.openLots);
            }
        }
        return instrument.coinsE8(openLots, priceE8) > group.maxQuoteQuantityE8
                ? RejectCode.MMP_QUANTITY_EXCEEDED
                : RejectCode.ACCEPTED;
    }
}
