package io.strikebook.runner;

import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Makes a snapshot set by following the queues: runs every engine over the recording up to the newest command that margin has answered,
 * compares all outputs on the way, and writes the states. The processes themselves only load.
 */
public final class SnapshotMaker {
    /** Older ones are removed: a restart needs one, and another should that be damaged. */
    private static final int SETS_KEPT = 3;

    private final Recording recording;
    private final SnapshotStore store;

    /**
     * What came of it.
     *
     * @param set          the set, unless something diverged
     * @param verification what diverged
     */
    public record Result(Optional<SnapshotSet> set, Optional<Verification> verification) {}

    /**
     * A maker of sets in the home's own folder.
     *
     * @param log told of damaged sets that are passed over
     */
    public SnapshotMaker(final Recording recording, final Consumer<String> log) {
        this.recording = recording;
        this.store = new SnapshotStore(
                recording.home().snapshots(), recording.manifest().homeId(), log);
    }

    /** The newest sequence that a set can be made for now: every queue has its whole group. */
    public long newestSequence() {
        return recording.lastAnsweredCommand();
    }

    /**
     * Writes the set of a sequence.
     *
     * @param sequence at most {@link #newestSequence()}, at least 1
     * @param progress told the sequence of the last command now and then
     */
    public Result make(final long sequence, final LongConsumer progress) {
        final Verifier verifier = new Verifier(recording, recording.manifest().venue(), true, sequence);
        final Optional<Verification> diverged = verifier.runCommands(progress);
        if (diverged.isPresent()) {
            return new Result(Optional.empty(), diverged);
        }
        store.keepNewest(SETS_KEPT - 1);
        final Lockstep engines = verifier.lockstep();
        if (engines.sequencer().lastSequence() != sequence) {
            throw new ReplayException("commands end at " + engines.sequencer().lastSequence()
                    + ", a snapshot of sequence " + sequence + " cannot be made");
        }
        final SnapshotOutput risk = new SnapshotOutput();
        final SnapshotOutput matching = new SnapshotOutput();
        final SnapshotOutput margin = new SnapshotOutput();
        final SnapshotOutput pricer = new SnapshotOutput();
        engines.sequencer().save(risk);
        engines.matching().save(matching);
        engines.margin().save(margin);
        verifier.recomputedMarks().pricer().save(pricer);
        return new Result(
                Optional.of(store.write(
                        sequence, Map.of("risk", risk, "matching", matching, "margin", margin, "pricer", pricer))),
                Optional.empty());
    }
}
