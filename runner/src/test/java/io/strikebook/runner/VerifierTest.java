package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.home.Home;
import io.strikebook.runner.Verification.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
}
