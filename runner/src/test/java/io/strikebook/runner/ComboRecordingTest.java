package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Combinations trade in a venue whose engines lag at random, with one shard of matching and with two: positions are in legs, and again the same. */
@Timeout(300)
class ComboRecordingTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        for (final int shards : new int[] {1, 2}) {
            try (RecordedVenue venue = RecordedVenue.withCombos(folder.resolve("home-" + shards), 43, shards)) {
                venue.trade(15_000);
                venue.stop();
            }
        }
    }

    private static Home home(final int shards) {
        return Home.at(folder.resolve("home-" + shards));
    }

    @Test
    void combinationsAreListedAndTradeInTheirLegs() {
        try (Recording recording = new Recording(home(1))) {
            assertThat(Reruns.count(recording, QueueNames.COMMANDS, ListComboCommandDecoder.TEMPLATE_ID))
                    .isGreaterThan(3);
            assertThat(legFills(recording)).hasSizeGreaterThan(50);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theRecordingIsIdentical(final int shards) {
        Reruns.requireIdentical(home(shards), false);
        Reruns.requireIdentical(home(shards), true);
    }

    @Test
    void setsWithOrdersInFlightGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home(1))) {
            Reruns.requireSetsGoOn(
                    recording,
                    legFills(recording).stream().map(fill -> fill + 1).toList());
        }
    }

    @Test
    void sequencedAgainCombinationsTradeAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home(1), folder.resolve("again")))) {
            assertThat(legFills(recording)).isNotEmpty();
        }
    }

    private static List<Long> legFills(final Recording recording) {
        return Reruns.sequences(
                recording,
                QueueNames.EXECUTIONS,
                (buffer, offset) -> FrameLayout.templateId(buffer, offset) == LegFillDecoder.TEMPLATE_ID);
    }
}
