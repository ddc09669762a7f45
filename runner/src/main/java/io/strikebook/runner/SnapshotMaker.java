package io.strikebook.runner;

import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a snapshot set by following the queues: runs every engine over the recording up to the newest command that margin has answered,
 * compares all outputs on the way, and writes the states. It goes on from the newest whole set that there is, so the cost is what was
 * traded since; the set is the same, byte for byte, as one made from the first command on. A set that goes on from a verified one, or
 * from the first command, is verified too. The processes themselves only load.
 */
public final class SnapshotMaker {
    /** Older ones are removed: a restart needs one, and another should that be damaged. */
    private static final int SETS_KEPT = 3;

    private final Recording recording;
    private final Consumer<String> log;
    private final SnapshotStore store;

    /**
     * What came of it.
     *
     * @param after        the command that the run went on after: that of an older set, or 0
     * @param set          the set, unless something diverged
     * @param verified     whether the set is marked as verified
     * @param verification what diverged
     */
    public record Result(
            long after, Optional<SnapshotSet> set, boolean verified, Optional<Verification> verification) {}

    /**
     * A maker of sets in the home's own folder.
     *
     * @param log told of sets that are passed over
     */
    public SnapshotMaker(final Recording recording, final Consumer<String> log) {
        this.recording = recording;
        this.log = log;
        this.store = new SnapshotStore(
                recording.home().snapshots(), recording.manifest().homeId(), log);
    }

    /** The newest sequence that a set can be made for now: every queue has its whole group. */
    public long newestSequence() {
        return recording.lastAnsweredCommand();
    }

    /** Told now and then how far a run has come. */
    @FunctionalInterface
    public interface Follower {
        /**
         * Everything up to here was read.
         *
         * @param command   sequence of the last command decided again
         * @param positions by queue
         */
        void reached(long command, Map<String, Long> positions);
    }

    /**
     * Writes the set of a sequence.
     *
     * @param sequence at most {@link #newestSequence()}, at least 1
     */
    public Result make(final long sequence, final Follower follower) {
        final Verifier verifier = RunBeginning.fromMarketData(recording, store, sequence, log);
        final long after = verifier.lockstep().sequencer().lastSequence();
        follower.reached(after, verifier.positions());
        final Optional<Verification> diverged =
                verifier.runCommands(command -> follower.reached(command, verifier.positions()));
        if (diverged.isPresent()) {
            return new Result(after, Optional.empty(), false, diverged);
        }
        final Lockstep engines = verifier.lockstep();
        if (engines.sequencer().lastSequence() != sequence) {
            throw new ReplayException("commands end at " + engines.sequencer().lastSequence()
                    + ", a snapshot of sequence " + sequence + " cannot be made");
        }
        final SnapshotSet set = store.write(
                sequence, EngineStates.save(engines, verifier.recomputedMarks().pricer()));
        final boolean verified = store.isVerified(set) || verify(set, after);
        store.keepNewest(SETS_KEPT);
        return new Result(after, Optional.of(set), verified, Optional.empty());
    }

    /**
     * Marks a set as verified where nothing is left to doubt: the run began at the first command, or with a set that is verified itself,
     * and compared every frame since; and engines that load the set save the same bytes again.
     */
    private boolean verify(final SnapshotSet set, final long after) {
        final boolean sinceTheFirst = after == 0
                || after < set.sequence()
                        && store.whole(after).filter(store::isVerified).isPresent();
        if (!sinceTheFirst) {
            return false;
        }
        final Map<String, SnapshotOutput> saved = new LoadedSet(set, recording.manifest()).save();
        for (final String role : set.roles()) {
            if (!set.open(role).contentEquals(saved.get(role))) {
                throw new ReplayException("snapshot set " + set.folder() + ": engines that load the state of " + role
                        + " do not save the same again");
            }
        }
        store.markVerified(set, "snapshot after " + after);
        return true;
    }
}
