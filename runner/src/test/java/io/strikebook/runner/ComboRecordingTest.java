package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Combinations: positions are in their legs. */
class ComboRecordingTest extends ShardedRecordingTest {
    ComboRecordingTest() {
        super(LegFillDecoder.TEMPLATE_ID);
    }

    @Override
    RecordedVenue venue(final Path home, final int shards) throws Exception {
        return RecordedVenue.withCombos(home, 43, shards);
    }

    @Test
    void combinationsAreListedAndTradeInTheirLegs() {
        try (Recording recording = new Recording(home(1))) {
            assertThat(Reruns.count(recording, QueueNames.COMMANDS, ListComboCommandDecoder.TEMPLATE_ID))
                    .isGreaterThan(3);
            assertThat(trades(recording)).hasSizeGreaterThan(50);
            assertThat(Reruns.count(recording, QueueNames.EXECUTIONS, ImpliedFillDecoder.TEMPLATE_ID))
                    .isGreaterThan(50);
        }
    }
}
