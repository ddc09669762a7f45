package io.strikebook.matching;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.BookPhase;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.TriggerReference;

/** The phase of an instrument, with what belongs to it, as bytes. */
final class PhaseSnapshot {
    private PhaseSnapshot() {}

    static void save(final SnapshotOutput output, final BookPhase phase) {
        output.putInt(phase.phase().value())
                .putLong(phase.untilNs())
                .putLong(phase.openNs())
                .putBoolean(phase.isExpired())
                .putBoolean(phase.isUncrossing())
                .putLong(phase.uncrossE8())
                .putLong(phase.widthE8())
                .putInt(phase.bandReference().value())
                .putLong(phase.interruptionNs())
                .putLong(phase.indicatedE8())
                .putLong(phase.indicatedLots())
                .putLong(phase.surplusLots());
    }

    static void load(final SnapshotInput input, final BookPhase phase) {
        phase.enter(InstrumentPhase.get((short) input.getInt()), input.getLong(), input.getLong());
        if (input.getBoolean()) {
            phase.expire();
        }
        final boolean uncrossing = input.getBoolean();
        final long uncrossE8 = input.getLong();
        if (uncrossing) {
            phase.uncrossing(uncrossE8);
        }
        phase.band(input.getLong(), TriggerReference.get((short) input.getInt()), input.getLong());
        phase.indicate(input.getLong(), input.getLong(), input.getLong());
    }
}
