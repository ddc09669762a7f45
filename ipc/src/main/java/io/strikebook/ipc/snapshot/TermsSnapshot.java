package io.strikebook.ipc.snapshot;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/** Instrument terms within a section, the same bytes for every engine; enums as the schema's codes. */
public final class TermsSnapshot {
    private TermsSnapshot() {}

    /** Writes every term. */
    public static void save(final InstrumentTerms terms, final SnapshotOutput out) {
        out.putString(terms.symbol())
                .putString(terms.underlying())
                .putInt(terms.kind().value())
                .putInt(terms.optionType().value())
                .putInt(terms.style().value())
                .putInt(terms.settlementCurrency().value())
                .putLong(terms.strikeE8())
                .putLong(terms.expiryNs())
                .putLong(terms.tickSizeE8())
                .putLong(terms.lotSizeE8())
                .putLong(terms.maxOrderLots());
    }

    /** Reads what {@link #save} wrote. */
    public static InstrumentTerms load(final SnapshotInput in) {
        return new InstrumentTerms(
                in.getString(),
                in.getString(),
                InstrumentKind.get((short) in.getInt()),
                OptionType.get((short) in.getInt()),
                ContractStyle.get((short) in.getInt()),
                Currency.get((short) in.getInt()),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }
}
