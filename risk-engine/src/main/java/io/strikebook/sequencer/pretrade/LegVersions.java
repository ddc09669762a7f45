package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.LegPrices;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What an order of a combination counts in its legs: for each leg a version without an order hangs on the order's own, at the price that
 * {@link LegPrices} makes of the marks when it was decided. Lots follow those of the order's version; what traded stays behind in the legs.
 */
final class LegVersions {
    private final Mirror mirror;
    private final MarkHistory marks;
    private final LegPrices prices = new LegPrices();

    LegVersions(final Mirror mirror, final MarkHistory marks) {
        this.mirror = mirror;
        this.marks = marks;
    }

    /** Prices of the legs at a price of the combination and the newest marks; valid until the next call. */
    LegPrices pricesAt(final ComboLegs legs, final long priceE8) {
        for (int i = 0; i < legs.count(); i++) {
            prices.mark(legs, i, marks.markE8(legs.leg(i)));
        }
        prices.split(legs, priceE8);
        return prices;
    }

    /** Hangs versions of the legs, of no lots yet, on one of a combination. */
    void make(final OrderVersions versions, final OrderVersion combo) {
        final Account account = combo.exposure.view.account;
        final ComboLegs legs = combo.exposure.instrument.legs();
        pricesAt(legs, combo.priceE8);
        for (int i = legs.count() - 1; i >= 0; i--) {
            final boolean buy = legs.buys(i, combo.buy);
            final OrderVersion leg = versions.append(
                    null,
                    mirror.exposure(account, legs.leg(i)),
                    LegNumbers.ofCombination(combo.sequence, i, buy),
                    buy,
                    prices.priceE8(i),
                    legs.lots(i, combo.totalLots),
                    0,
                    0);
            hang(combo, leg, Math.abs(legs.ratio(i)));
        }
    }

    private static void hang(final OrderVersion combo, final OrderVersion leg, final int ratio) {
        leg.ratio = ratio;
        leg.nextLeg = combo.firstLeg;
        combo.firstLeg = leg;
    }

    /** Part of loading a snapshot: the versions of the legs were loaded before the one of the combination. */
    void restore(final OrderVersion combo, final Long2ObjectHashMap<OrderVersion> loaded) {
        final Instrument instrument = combo.exposure.instrument;
        for (int i = instrument.legs().count() - 1; i >= 0; i--) {
            final long number = LegNumbers.ofCombination(
                    combo.sequence, i, instrument.legs().buys(i, combo.buy));
            hang(combo, loaded.get(number), Math.abs(instrument.legs().ratio(i)));
        }
    }
}
