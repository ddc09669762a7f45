package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.RejectCode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Block trades in a venue whose engines lag at random, with one shard of matching and with two: in flight, traded, and again the same. */
@Timeout(300)
class BlockRecordingTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        for (final int shards : new int[] {1, 2}) {
            try (RecordedVenue venue = RecordedVenue.withBlocks(folder.resolve("home-" + shards), 41, shards)) {
                venue.trade(15_000);
                venue.stop();
            }
        }
    }

    private static Home home(final int shards) {
        return Home.at(folder.resolve("home-" + shards));
    }

    @Test
    void blocksTradeAllTheirLegsOrNone() {
        try (Recording recording = new Recording(home(1))) {
            final Map<RejectCode, Integer> decisions = decisions(recording);
            assertThat(decisions.get(RejectCode.ACCEPTED)).isGreaterThan(50);
            assertThat(decisions).containsKeys(RejectCode.BLOCK_WITHIN_GROUP, RejectCode.BAD_LEGS);
            final List<Long> fills = fills(recording);
            assertThat(Set.copyOf(fills)).hasSize(decisions.get(RejectCode.ACCEPTED));
            assertThat(fills).hasSizeGreaterThan(decisions.get(RejectCode.ACCEPTED));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theRecordingIsIdentical(final int shards) {
        Reruns.requireIdentical(home(shards), false);
        Reruns.requireIdentical(home(shards), true);
    }

    @Test
    void setsWithBlocksInFlightGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home(1))) {
            Reruns.requireSetsGoOn(
                    recording, fills(recording).stream().map(fill -> fill + 1).toList());
        }
    }

    @Test
    void sequencedAgainBlocksTradeAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home(1), folder.resolve("again")))) {
            assertThat(fills(recording)).isNotEmpty();
        }
    }

    /** Of each leg, the command. */
    private static List<Long> fills(final Recording recording) {
        return Reruns.sequences(
                recording,
                QueueNames.EXECUTIONS,
                (buffer, offset) -> FrameLayout.templateId(buffer, offset) == BlockFillDecoder.TEMPLATE_ID);
    }

    private static Map<RejectCode, Integer> decisions(final Recording recording) {
        final Map<RejectCode, Integer> counts = new EnumMap<>(RejectCode.class);
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll((buffer, offset, length) -> {
            if (FrameLayout.templateId(buffer, offset) == BlockTradeCommandDecoder.TEMPLATE_ID) {
                envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
                counts.merge(envelope.decision(), 1, Integer::sum);
            }
        })) {
            continue;
        }
        return counts;
    }
}
