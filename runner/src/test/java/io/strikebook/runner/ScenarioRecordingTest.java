package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.VolatilityRule;
import java.nio.file.Path;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator changes the scenarios while a venue trades whose engines lag at random: all goes on, and the same again. */
@Timeout(300)
class ScenarioRecordingTest {
    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 17)) {
            for (int change = 0; change < 4; change++) {
                venue.trade(3_000);
                venue.changeScenarios(18_000_000 + change * 1_000_000L, VolatilityRule.UNCHANGED);
            }
            venue.trade(3_000);
            venue.stop();
            home = venue.home();
        }
    }

    private static boolean isChange(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == SetScenarioSetCommandDecoder.TEMPLATE_ID;
    }

    @Test
    void everyChangeIsAnEpochWithTheArraysOfAllOptions() {
        try (Recording recording = new Recording(home)) {
            final TreeMap<Integer, Integer> arrays = ScenarioSwitches.arrays(recording);
            assertThat(arrays.keySet()).containsExactly(1, 2, 3, 4, 5);
            assertThat(arrays.get(5)).isEqualTo(arrays.get(3)).isGreaterThan(20);
        }
    }

    @Test
    void theRecordingIsIdentical() {
        Reruns.requireIdentical(home, false);
        Reruns.requireIdentical(home, true);
    }

    @Test
    void setsMadeBeforeChangesGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home)) {
            Reruns.requireSetsGoOn(
                    recording, Reruns.sequences(recording, QueueNames.COMMANDS, ScenarioRecordingTest::isChange));
        }
    }

    @Test
    void sequencedAgainItChangesThemAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home, folder.resolve("again")))) {
            assertThat(ScenarioSwitches.arrays(recording).keySet()).containsExactly(1, 2, 3, 4, 5);
        }
    }
}
