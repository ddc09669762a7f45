package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.TriggerRequestDecoder;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders wait for triggers in a venue whose engines lag at random: what fires is asked for, decided and carried out, and again the same. */
@Timeout(180)
class TriggerRecordingTest {
    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = RecordedVenue.withStops(folder.resolve("home"), 23)) {
            venue.trade(30_000);
            venue.stop();
            home = venue.home();
        }
    }

    @Test
    void whatFiresComesBackAsACommandAndIsThenCarriedOut() {
        try (Recording recording = new Recording(home)) {
            final int fired = Reruns.count(recording, QueueNames.EXECUTIONS, TriggerFiredDecoder.TEMPLATE_ID);
            assertThat(fired).isGreaterThan(50);
            assertThat(Reruns.count(recording, QueueNames.MARGIN, TriggerRequestDecoder.TEMPLATE_ID))
                    .isEqualTo(fired);
            final List<Long> accepted = decided(recording, RejectCode.ACCEPTED);
            assertThat(accepted.size() + decidedOtherwise(recording)).isBetween(fired * 9 / 10, fired);
            final int live = Reruns.count(recording, QueueNames.EXECUTIONS, OrderTriggeredDecoder.TEMPLATE_ID);
            assertThat(live).isPositive().isLessThanOrEqualTo(accepted.size());
        }
    }

    @Test
    void theRecordingIsIdentical() {
        Reruns.requireIdentical(home, false);
        Reruns.requireIdentical(home, true);
    }

    @Test
    void setsWithRequestsInFlightGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home)) {
            Reruns.requireSetsGoOn(recording, decided(recording, RejectCode.ACCEPTED));
        }
    }

    @Test
    void sequencedAgainItTriggersAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home, folder.resolve("again")))) {
            assertThat(decided(recording, RejectCode.ACCEPTED)).isNotEmpty();
        }
    }

    private static int decidedOtherwise(final Recording recording) {
        return Reruns.count(recording, QueueNames.COMMANDS, TriggeredOrderCommandDecoder.TEMPLATE_ID)
                - decided(recording, RejectCode.ACCEPTED).size();
    }

    /** Commands that decided so about an order whose trigger had fired. */
    private static List<Long> decided(final Recording recording, final RejectCode code) {
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        return Reruns.sequences(recording, QueueNames.COMMANDS, (buffer, offset) -> {
            envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
            return FrameLayout.templateId(buffer, offset) == TriggeredOrderCommandDecoder.TEMPLATE_ID
                    && envelope.decision() == code;
        });
    }
}
