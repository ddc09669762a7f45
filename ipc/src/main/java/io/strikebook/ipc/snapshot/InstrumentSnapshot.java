package io.strikebook.ipc.snapshot;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.InstrumentKind;
import java.util.function.IntFunction;

/** A listed instrument within a section, the same bytes for every engine: its terms, and the legs of a combination. */
public final class InstrumentSnapshot {
    private InstrumentSnapshot() {}

    /** Writes all but its ids. */
    public static void save(final Instrument instrument, final SnapshotOutput out) {
        TermsSnapshot.save(instrument.terms(), out);
        if (isCombo(instrument.terms())) {
            final ComboLegs legs = instrument.legs();
            out.putInt(legs.count());
            for (int i = 0; i < legs.count(); i++) {
                out.putInt(legs.leg(i).instrumentId()).putInt(legs.ratio(i));
            }
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param instruments those with lower ids, by id
     */
    public static Instrument load(
            final SnapshotInput in,
            final int instrumentId,
            final int underlyingId,
            final IntFunction<Instrument> instruments) {
        final InstrumentTerms terms = TermsSnapshot.load(in);
        if (!isCombo(terms)) {
            return new Instrument(instrumentId, underlyingId, terms);
        }
        final int count = in.getInt();
        final int[] ids = new int[count];
        final int[] ratios = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = in.getInt();
            ratios[i] = in.getInt();
        }
        final ComboLegs legs = ComboCodec.of(ids, ratios, count, instruments);
        if (legs == null) {
            throw new IllegalStateException(
                    "snapshot has combination " + terms.symbol() + " of legs that are not listed before it");
        }
        return new Instrument(instrumentId, underlyingId, terms, legs);
    }

    private static boolean isCombo(final InstrumentTerms terms) {
        return terms.kind() == InstrumentKind.OPTION_COMBO || terms.kind() == InstrumentKind.FUTURE_COMBO;
    }
}
