package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.LegPrices;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.schemas.RejectCode;

/**
 * Where an order of a combination is checked otherwise than others. Every leg has to be open, and to have a mark that is not stale. Its
 * margin is that of its legs, all traded: each leg as an order at the price that {@link LegPrices} makes of the newest marks, nothing
 * credited for what is sold. What the legs cost together is the combination's price, so what is paid for those that are bought is at least
 * that, however their prices are split when it trades; of inverse futures what is lost against the marks depends on the split, by no more
 * than the ratio of the legs' prices. Fees depend on the split too: they are the most that they can be, see {@link FeeSchedule#mostE12}.
 * {@code ARITHMETIC_OVERFLOW} keeps each leg {@value #RESERVE} times below the range of numbers, since
 * legs trade at marks to come.
 */
final class ComboLadder {
    private static final int RESERVE = 8;

    private final TradingState state;
    private final Mirror mirror;
    private final LegOrders orders;

    ComboLadder(final Ladder ladder, final TradingState state, final Mirror mirror) {
        this.state = state;
        this.mirror = mirror;
        this.orders = new LegOrders(ladder, mirror.requirement());
    }

    /** Why no order of a combination is taken, or {@code ACCEPTED}. */
    RejectCode phase(final Instrument combo) {
        RejectCode code = PhaseRules.trading(state.phase(combo));
        for (int i = 0; i < combo.legs().count() && code == RejectCode.ACCEPTED; i++) {
            code = PhaseRules.trading(state.phase(combo.legs().leg(i)));
        }
        return code;
    }

    /** Positions and Greeks of all legs; the first leg that would leave a limit names it. */
    RejectCode checkExposure(final Account account, final Instrument combo, final boolean buy, final long lots) {
        fill(combo, buy, lots, null);
        return orders.checkExposure(account);
    }

    private void fill(final Instrument combo, final boolean buy, final long lots, final LegPrices prices) {
        final ComboLegs legs = combo.legs();
        orders.clear(true);
        for (int i = 0; i < legs.count(); i++) {
            orders.leg(legs.leg(i), legs.buys(i, buy), legs.lots(i, lots), prices == null ? 0 : prices.priceE8(i));
        }
    }

    RejectCode checkMargin(
            final Account account, final Instrument combo, final boolean buy, final long lots, final long priceE8) {
        final ComboLegs legs = combo.legs();
        final LegPrices prices = mirror.legs().pricesAt(legs, priceE8);
        fill(combo, buy, lots, prices);
        final RejectCode code = orders.check(account, RESERVE);
        if (code != RejectCode.ACCEPTED) {
            return code;
        }
        return mirror.hasRoomFor(1 + legs.count()) ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }
}
