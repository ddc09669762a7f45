package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.Home;
import io.strikebook.runner.Recording;
import io.strikebook.runner.SnapshotMaker;
import io.strikebook.runner.Verification;
import io.strikebook.runner.Verifier;

/** What the runner does with a home, as tests want it. */
final class Recordings {
    private Recordings() {}

    /** Fails unless everything recorded, marks included, is what the engines compute from the inputs. */
    static Verification requireIdentical(final Home home) {
        try (Recording recording = new Recording(home)) {
            final Verification found =
                    new Verifier(recording, recording.manifest().venue(), true).run(sequence -> {});
            assertThat(found.outcome()).as(found.summary()).isEqualTo(Verification.Outcome.IDENTICAL);
            return found;
        }
    }

    /** Makes a snapshot set of a home, live or stopped, as a follower would; returns its sequence. */
    static long snapshot(final Home home) {
        try (Recording recording = new Recording(home)) {
            final SnapshotMaker maker = new SnapshotMaker(recording, line -> {
                throw new AssertionError(line);
            });
            final SnapshotMaker.Result result = maker.make(maker.newestSequence(), (command, positions) -> {});
            assertThat(result.verification().map(Verification::summary)).isEmpty();
            return result.set().orElseThrow().sequence();
        }
    }
}
