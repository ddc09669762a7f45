package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.Side;

/** What clients choose, all of it from the one seed: who, what, which side, how much and at which price. */
final class ClientChoices {
    private static final int INSTRUMENTS_LOOKED_AT = 4;
    private static final int MOST_STEPS_OUTSIDE = 8;
    private static final int MOST_STEPS_BEYOND = 3;

    private final LoadConfig config;
    private final FlowState state;
    private final SeededGenerator seeded;

    ClientChoices(final LoadConfig config, final FlowState state, final SeededGenerator seeded) {
        this.config = config;
        this.state = state;
        this.seeded = seeded;
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(final int bound) {
        return seeded.below(bound);
    }

    /** Heads. */
    boolean coin() {
        return seeded.below(2) == 0;
    }

    int client() {
        return seeded.below(config.mix().clients());
    }

    int accountId(final int client) {
        return config.firstClientId() + client;
    }

    /** An instrument that can be traded, or null where none of those looked at can. */
    TradedInstrument instrument() {
        for (int i = 0; i < INSTRUMENTS_LOOKED_AT; i++) {
            final TradedInstrument instrument = state.chosen(seeded.below(state.instruments()));
            if (state.isTradable(instrument)) {
                return instrument;
            }
        }
        return null;
    }

    long positionLots(final int client, final TradedInstrument instrument) {
        return instrument.positionLots(config.makers() + config.takers() + client);
    }

    /** Any side, where the position is not large already. */
    Side side(final int client, final TradedInstrument instrument) {
        final long positionLots = positionLots(client, instrument);
        if (Math.abs(positionLots) >= config.takerPositionLots()) {
            return positionLots > 0 ? Side.SELL : Side.BUY;
        }
        return coin() ? Side.BUY : Side.SELL;
    }

    int lots() {
        return 1 + seeded.below(config.maxTakerLots());
    }

    /** A price between a little beyond the mark and well outside of it. */
    long nearE8(final TradedInstrument instrument, final Side side) {
        return priceE8(instrument, side, seeded.below(MOST_STEPS_OUTSIDE + MOST_STEPS_BEYOND + 1) - MOST_STEPS_BEYOND);
    }

    /** A price so many steps outside the mark, beyond it where negative. */
    long priceE8(final TradedInstrument instrument, final Side side, final long stepsOutside) {
        return Math.max(instrument.tickSizeE8(), instrument.priceE8(side, stepsOutside));
    }

    /** A limit that finds the widest quote. */
    long crossingE8(final TradedInstrument instrument, final Side side) {
        return priceE8(instrument, side, -2L * (config.spreadSteps() + config.makers()) - config.requoteSteps());
    }

    /** A combination of which every leg can be traded, or null. */
    Instrument combo() {
        if (state.combos() == 0) {
            return null;
        }
        final Instrument combo = state.combo(seeded.below(state.combos()));
        final ComboLegs legs = combo.legs();
        for (int i = 0; i < legs.count(); i++) {
            final TradedInstrument leg = state.instrument(legs.leg(i).instrumentId());
            if (leg == null || !state.isTradable(leg)) {
                return null;
            }
        }
        return combo;
    }

    /** Any side of a combination, where the position in its first leg is not large already. */
    Side side(final int client, final Instrument combo) {
        return side(client, state.instrument(combo.legs().leg(0).instrumentId()));
    }

    /** A price some ticks around what its legs come to. */
    long nearE8(final Instrument combo) {
        final ComboLegs legs = combo.legs();
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            sumE8 +=
                    legs.ratio(i) * state.instrument(legs.leg(i).instrumentId()).markE8();
        }
        final long ticks = Math.floorDiv(sumE8, combo.tickSizeE8()) + seeded.below(5) - 2;
        return combo.tickSizeE8() * (legs.sellsSome() ? ticks : Math.max(1, ticks));
    }
}
