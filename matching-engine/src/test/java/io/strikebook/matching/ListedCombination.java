package io.strikebook.matching;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/** An engine with linear calls of chosen ticks, instruments 1 to n, and one combination of all of them, instrument n + 1. */
final class ListedCombination implements AutoCloseable {
    final EngineHarness harness = new EngineHarness();
    final Commands commands = harness.commands;
    final int combo;

    ListedCombination(final long comboTickE8, final long[] ticksE8, final int... ratios) {
        final Instrument[] legs = new Instrument[ticksE8.length];
        for (int id = 1; id <= legs.length; id++) {
            legs[id - 1] = new Instrument(id, 1, call(id, ticksE8[id - 1]));
            commands.list(id, legs[id - 1].terms());
        }
        combo = legs.length + 1;
        final ComboLegs listed = new ComboLegs(legs, ratios);
        ComboCommands.list(
                commands, combo, listed, listed.terms("COMBO", comboTickE8, InstrumentTerms.MAX_ORDER_LOTS_LIMIT));
        harness.events();
    }

    private static InstrumentTerms call(final int id, final long tickE8) {
        return new InstrumentTerms(
                "CALL-" + id,
                "BTC",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.LINEAR,
                Currency.USDC,
                1,
                1L << 61,
                tickE8,
                1,
                InstrumentTerms.MAX_ORDER_LOTS_LIMIT);
    }

    @Override
    public void close() {
        harness.close();
    }
}
