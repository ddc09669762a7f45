package io.strikebook.matching;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.schemas.ListComboCommandEncoder;

/** The combinations of tests, and the commands that list them: after eight other instruments, each of some of those. */
final class ComboCommands {
    /** Ids above this are those of combinations. */
    static final int LAST_ORDINARY = 8;

    /** Two calls in coin, bought and sold. */
    static final int SPREAD = 9;

    /** Two calls in dollars, one of them twice, both bought. */
    static final int BOTH = 10;

    /** Two perpetuals. */
    static final int ROLL = 11;

    /** Three legs, one of them twice. */
    static final int BUTTERFLY = 12;

    /** Four legs. */
    static final int FOUR = 13;

    static final int LAST = 13;

    private static final int[][] IDS = {{2, 6}, {3, 7}, {1, 5}, {2, 3, 6}, {1, 2, 5, 7}};
    private static final int[][] RATIOS = {{1, -1}, {2, 1}, {1, -1}, {1, -2, 1}, {1, -1, -3, 1}};

    private ComboCommands() {}

    static boolean isOne(final int instrument) {
        return instrument > LAST_ORDINARY;
    }

    /** The first leg of a combination; an instrument that is none is its own. */
    static int firstLeg(final int instrument) {
        return isOne(instrument) ? IDS[instrument - SPREAD][0] : instrument;
    }

    static ComboLegs legs(final int combo) {
        return ComboCodec.of(
                IDS[combo - SPREAD],
                RATIOS[combo - SPREAD],
                IDS[combo - SPREAD].length,
                id -> new Instrument(id, Commands.underlying(id), Commands.ordinaryTerms(id)));
    }

    static InstrumentTerms terms(final int combo) {
        return legs(combo).terms("COMBO-" + combo, 1, 10_000);
    }

    static void list(final Commands commands, final int combo) {
        list(commands, combo, legs(combo), terms(combo));
    }

    /** Lists a combination of other legs or another tick than those that tests have. */
    static void list(final Commands commands, final int combo, final ComboLegs legs, final InstrumentTerms terms) {
        final ListComboCommandEncoder encoder = new ListComboCommandEncoder();
        encoder.wrapAndApplyHeader(
                        commands.buffer(), commands.begin(ListComboCommandEncoder.BLOCK_LENGTH), commands.header())
                .instrumentId(combo)
                .underlyingId(legs.leg(0).underlyingId());
        TermsCodec.encode(terms, encoder.terms());
        ComboCodec.encode(legs, encoder.legs());
        commands.end(encoder.envelope(), ListComboCommandEncoder.BLOCK_LENGTH);
    }
}
