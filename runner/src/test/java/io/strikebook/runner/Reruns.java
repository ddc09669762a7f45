package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.runner.Verification.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** What every recording must stand: the same again from its commands or inputs, from sets made in the midst of it, and sequenced anew. */
final class Reruns {
    private static final int SETS = 4;

    private Reruns() {}

    /** Whether a frame is one that a test is about. */
    interface Frame {
        boolean matches(UnsafeBuffer buffer, int offset);
    }

    static void requireIdentical(final Home home, final boolean fromMarketData) {
        try (Recording recording = new Recording(home)) {
            requireIdentical(new Verifier(recording, recording.manifest().venue(), fromMarketData));
        }
    }

    private static void requireIdentical(final Verifier verifier) {
        final Verification verification = verifier.run(sequence -> {});
        assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
    }

    /** Makes sets just before commands picked from these, evenly, and goes on from each. */
    static void requireSetsGoOn(final Recording recording, final List<Long> commands) {
        for (int i = 1; i <= SETS; i++) {
            final long before = commands.get(commands.size() * i / (SETS + 1)) - 1;
            final SnapshotMaker.Result made =
                    new SnapshotMaker(recording, line -> {}).make(before, (command, positions) -> {});
            assertThat(made.verification()).isEmpty();
            requireIdentical(Verifier.after(made.set().orElseThrow(), recording));
        }
    }

    /** Sequences the inputs of a home anew, into another one, and verifies that. */
    static Home sequencedAgain(final Home home, final Path folder) throws IOException {
        final Home again = Home.at(folder);
        try (Recording recording = new Recording(home)) {
            new Resequencer(recording, Set.of())
                    .run(again, recording.manifest().venue(), Files.readString(home.configFile()), sequence -> {});
        }
        requireIdentical(again, true);
        return again;
    }

    /** Sequences of the frames that match, one for each. */
    static List<Long> sequences(final Recording recording, final String queue, final Frame frame) {
        final List<Long> sequences = new ArrayList<>();
        final Subscription frames = recording.subscription(queue);
        while (frames.poll((buffer, offset, length) -> {
            if (frame.matches(buffer, offset)) {
                sequences.add(FrameLayout.sequence(buffer, offset));
            }
        })) {
            continue;
        }
        return sequences;
    }

    /** How many frames of a template there are. */
    static int count(final Recording recording, final String queue, final int template) {
        return sequences(recording, queue, (buffer, offset) -> FrameLayout.templateId(buffer, offset) == template)
                .size();
    }
}
