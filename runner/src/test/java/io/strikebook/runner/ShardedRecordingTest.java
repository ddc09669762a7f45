package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What has to hold of a kind of trade in a venue whose engines lag at random, with one shard of matching and with two: verified again,
 * gone on with from snapshot sets made while it was in flight, and sequenced again.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShardedRecordingTest {
    private static final long TRADED_STEPS = 15_000;

    private final int tradeTemplate;
    private Path folder;

    /**
     * A kind of trade.
     *
     * @param tradeTemplate of the frame on executions that says that it happened
     */
    ShardedRecordingTest(final int tradeTemplate) {
        this.tradeTemplate = tradeTemplate;
    }

    abstract RecordedVenue venue(Path home, int shards) throws Exception;

    @BeforeAll
    void record(@TempDir final Path recordings) throws Exception {
        folder = recordings;
        for (final int shards : new int[] {1, 2}) {
            try (RecordedVenue venue = venue(home(shards).path(), shards)) {
                venue.trade(TRADED_STEPS);
                venue.stop();
            }
        }
    }

    final Home home(final int shards) {
        return Home.at(folder.resolve("home-" + shards));
    }

    /** The command of each such trade. */
    final List<Long> trades(final Recording recording) {
        return Reruns.sequences(
                recording,
                QueueNames.EXECUTIONS,
                (buffer, offset) -> FrameLayout.templateId(buffer, offset) == tradeTemplate);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theRecordingIsIdentical(final int shards) {
        Reruns.requireIdentical(home(shards), false);
        Reruns.requireIdentical(home(shards), true);
    }

    @Test
    void setsWithTradesInFlightGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home(1))) {
            Reruns.requireSetsGoOn(
                    recording,
                    trades(recording).stream().map(trade -> trade + 1).toList());
        }
    }

    @Test
    void sequencedAgainTheyTradeAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home(1), folder.resolve("again")))) {
            assertThat(trades(recording)).isNotEmpty();
        }
    }
}
