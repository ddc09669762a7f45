package io.strikebook.runner;

import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs that begin with the newest snapshot set that engines can go on from, or where there is none with the first command. */
final class RunBeginning {
    private RunBeginning() {}

    /** A run up to a command that computes marks again. */
    static Verifier fromMarketData(
            final Recording recording, final SnapshotStore store, final long sequence, final Consumer<String> log) {
        return newest(store, sequence, log, set -> Verifier.after(set, recording, sequence))
                .orElseGet(() -> new Verifier(recording, recording.manifest().venue(), true, sequence));
    }

    /** A run up to a command that takes marks as they were recorded. */
    static Verifier withRecordedMarks(
            final Recording recording, final SnapshotStore store, final long sequence, final Consumer<String> log) {
        return newest(store, sequence, log, set -> Verifier.afterWithRecordedMarks(set, recording, sequence))
                .orElseGet(() -> new Verifier(recording, recording.manifest().venue(), false, sequence));
    }

    private static Optional<Verifier> newest(
            final SnapshotStore store,
            final long sequence,
            final Consumer<String> log,
            final Function<SnapshotSet, Verifier> begin) {
        Optional<SnapshotSet> newest = store.newest(EngineStates.RISK, sequence);
        while (newest.isPresent()) {
            final SnapshotSet set = newest.get();
            try {
                return Optional.of(begin.apply(set));
            } catch (final RuntimeException e) {
                // of another build, or not of these queues: what it holds is not to be trusted, what was recorded is
                log.accept("snapshot set " + set.folder() + " passed over: " + e.getMessage());
            }
            newest = store.newest(EngineStates.RISK, set.sequence() - 1);
        }
        return Optional.empty();
    }
}
