package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
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
import org.junit.jupiter.api.Test;

/** Block trades: all their legs or none. */
class BlockRecordingTest extends ShardedRecordingTest {
    BlockRecordingTest() {
        super(BlockFillDecoder.TEMPLATE_ID);
    }

    @Override
    RecordedVenue venue(final Path home, final int shards) throws Exception {
        return RecordedVenue.withBlocks(home, 41, shards);
    }

    @Test
    void blocksTradeAllTheirLegsOrNone() {
        try (Recording recording = new Recording(home(1))) {
            final Map<RejectCode, Integer> decisions = decisions(recording);
            assertThat(decisions.get(RejectCode.ACCEPTED)).isGreaterThan(50);
            assertThat(decisions).containsKeys(RejectCode.BLOCK_WITHIN_GROUP, RejectCode.BAD_LEGS);
            final List<Long> fills = trades(recording);
            assertThat(Set.copyOf(fills)).hasSize(decisions.get(RejectCode.ACCEPTED));
            assertThat(fills).hasSizeGreaterThan(decisions.get(RejectCode.ACCEPTED));
        }
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
