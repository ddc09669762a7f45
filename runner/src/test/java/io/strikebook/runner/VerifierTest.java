package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.runner.Verification.Outcome;
import io.strikebook.schemas.CheckpointCommandDecoder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of a venue whose engines lag at random, verified. */
@Timeout(120)
class VerifierTest {
    private static final long TURNS = 60_000;

    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 7)) {
            venue.trade(TURNS);
            venue.stop();
            home = venue.home();
        }
    }

    private static Verification verify(final VenueParameters parameters, final boolean fromMarketData) {
        try (Recording recording = new Recording(home)) {
            return new Verifier(
                            recording, parameters == null ? recording.manifest().venue() : parameters, fromMarketData)
                    .run(sequence -> {});
        }
    }

    @Test
    void aRecordingIsIdentical() {
        final Verification verification = verify(null, false);
        assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
        assertThat(verification.commands()).as("commands").isGreaterThan(20_000);
    }

    @Test
    void marksToo() {
        final Verification verification = verify(null, true);
        assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
        assertThat(verification.framesCompared().get("marks")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aVenueWhoseProcessesAreStoppedAllAtOnceLeavesNothingUndone(final long seed, @TempDir final Path other)
            throws Exception {
        try (RecordedVenue venue = new RecordedVenue(other.resolve("home"), seed)) {
            venue.trade(8_000);
            venue.stopAllAtOnce();
        }
        try (Recording recording = new Recording(Home.at(other.resolve("home")))) {
            final Verification verification =
                    new Verifier(recording, recording.manifest().venue(), true).run(sequence -> {});
            assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
            assertThat(lastTemplate(recording)).isEqualTo(CheckpointCommandDecoder.TEMPLATE_ID);
        }
    }

    private static int lastTemplate(final Recording recording) {
        final int[] template = new int[1];
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll((buffer, offset, length) -> template[0] = FrameLayout.templateId(buffer, offset))) {
            continue;
        }
        return template[0];
    }
}
