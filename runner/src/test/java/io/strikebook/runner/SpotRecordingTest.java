package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.RejectCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Coins against dollars between the accounts of a venue that trades everything else as well. */
class SpotRecordingTest extends ShardedRecordingTest {
    private static final String CONFIG = """
            time: live
            queues:
              blockSizeMb: 1
            venue:
              matchingShards: %d
              fees:
                spotMakerRateE8: 10000
                spotTakerRateE8: 50000
              riskLimits:
                rates: [spot 500 500]
              sequencing:
                checkpointInterval: 4096
            orders:
              load:
                recorded: false
              spot:
                recorded: false
            """;

    SpotRecordingTest() {
        super(FillDecoder.TEMPLATE_ID);
    }

    @Override
    RecordedVenue venue(final Path home, final int shards) {
        final RecordedVenue venue = new RecordedVenue(home, 47, CONFIG.formatted(shards), null);
        final SpotSender sender = new SpotSender(venue, RecordedVenue.LOAD.accounts(), 47);
        venue.guest = sender::send;
        return venue;
    }

    @Test
    void spotTradesAndIsRefusedWhereItCannotBePaid() {
        try (Recording recording = new Recording(home(1))) {
            final Set<Integer> spot = spot(recording);
            final FillDecoder fill = new FillDecoder();
            final List<Long> trades = Reruns.sequences(
                    recording,
                    QueueNames.EXECUTIONS,
                    (buffer, offset) -> FrameLayout.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID
                            && spot.contains(fill.wrap(
                                            buffer,
                                            offset + FrameLayout.HEADER_LENGTH,
                                            FrameLayout.blockLength(buffer, offset),
                                            FrameLayout.version(buffer, offset))
                                    .instrumentId()));
            final EnvelopeDecoder envelope = new EnvelopeDecoder();
            final List<Long> refused = Reruns.sequences(
                    recording,
                    QueueNames.COMMANDS,
                    (buffer, offset) -> envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH)
                                    .decision()
                            == RejectCode.INSUFFICIENT_FUNDS);
            assertThat(spot).hasSize(2);
            assertThat(trades).hasSizeGreaterThan(50);
            assertThat(refused).hasSizeGreaterThan(5);
        }
    }

    private static Set<Integer> spot(final Recording recording) {
        final Set<Integer> found = new HashSet<>();
        final InstrumentListedDecoder listed = new InstrumentListedDecoder();
        Reruns.sequences(recording, QueueNames.EXECUTIONS, (buffer, offset) -> {
            if (FrameLayout.templateId(buffer, offset) == InstrumentListedDecoder.TEMPLATE_ID) {
                listed.wrap(
                        buffer,
                        offset + FrameLayout.HEADER_LENGTH,
                        FrameLayout.blockLength(buffer, offset),
                        FrameLayout.version(buffer, offset));
                return listed.terms().kind() == InstrumentKind.SPOT && found.add(listed.instrumentId());
            }
            return false;
        });
        return found;
    }
}
