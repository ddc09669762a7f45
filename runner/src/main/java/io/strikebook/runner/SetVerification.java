package io.strikebook.runner;

import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Compares the snapshot sets that a verification passes with what its engines have computed, byte for byte, and marks those that are
 * equal as verified. That says all there is to say of a set: every frame up to it was compared too.
 */
final class SetVerification {
    private static final String BY = "replay --verify --from market-data";

    private final SnapshotStore store;
    private final Deque<Long> sequences = new ArrayDeque<>();
    private final List<Long> verified = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** A comparison of the sets after a command, in order. */
    SetVerification(final SnapshotStore store, final long afterCommand) {
        this.store = store;
        store.sequences().stream().filter(sequence -> sequence > afterCommand).forEach(sequences::add);
    }

    /** To be called after each command that was decided again. */
    void after(final long command, final Lockstep engines, final RecomputedMarks marks) {
        while (!sequences.isEmpty() && sequences.peek() <= command) {
            if (sequences.remove() == command) {
                store.whole(command).ifPresent(set -> compare(set, EngineStates.save(engines, marks.pricer())));
            }
        }
    }

    private void compare(final SnapshotSet set, final Map<String, SnapshotOutput> computed) {
        for (final String role : set.roles()) {
            if (!computed.containsKey(role) || !set.open(role).contentEquals(computed.get(role))) {
                wrong.add("snapshot set " + set.sequence() + ": its state of " + role
                        + " is not what the engines compute; remove " + set.folder());
                return;
            }
        }
        if (!store.isVerified(set)) {
            store.markVerified(set, BY);
        }
        verified.add(set.sequence());
    }

    List<Long> verified() {
        return List.copyOf(verified);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
