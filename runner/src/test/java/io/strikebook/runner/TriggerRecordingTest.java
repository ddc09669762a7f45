package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.runner.Verification.Outcome;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerFiredDecoder;
import io.strikebook.schemas.TriggerRequestDecoder;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            final long fired = count(recording, QueueNames.EXECUTIONS, TriggerFiredDecoder.TEMPLATE_ID);
            assertThat(fired).isGreaterThan(50);
            assertThat(count(recording, QueueNames.MARGIN, TriggerRequestDecoder.TEMPLATE_ID))
                    .isEqualTo(fired);
            final List<Long> accepted = decided(recording, RejectCode.ACCEPTED);
            assertThat(accepted.size() + decidedOtherwise(recording)).isBetween((int) fired * 9 / 10, (int) fired);
            final long live = count(recording, QueueNames.EXECUTIONS, OrderTriggeredDecoder.TEMPLATE_ID);
            assertThat(live).isPositive().isLessThanOrEqualTo(accepted.size());
        }
    }

    @Test
    void theRecordingIsIdentical() {
        assertIdentical(home, false);
        assertIdentical(home, true);
    }

    @Test
    void setsWithRequestsInFlightGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home)) {
            final List<Long> accepted = decided(recording, RejectCode.ACCEPTED);
            for (int i = 1; i <= 4; i++) {
                final long before = accepted.get(accepted.size() * i / 5) - 1;
                final SnapshotMaker.Result made =
                        new SnapshotMaker(recording, line -> {}).make(before, (command, positions) -> {});
                assertThat(made.verification()).isEmpty();
                final Verification rest =
                        Verifier.after(made.set().orElseThrow(), recording).run(sequence -> {});
                assertThat(rest.outcome()).as(rest.summary()).isEqualTo(Outcome.IDENTICAL);
            }
        }
    }

    @Test
    void sequencedAgainItTriggersAgain() throws Exception {
        final Home again = Home.at(folder.resolve("again"));
        try (Recording recording = new Recording(home)) {
            new Resequencer(recording, Set.of())
                    .run(again, recording.manifest().venue(), Files.readString(home.configFile()), sequence -> {});
        }
        assertIdentical(again, true);
        try (Recording recording = new Recording(again)) {
            assertThat(decided(recording, RejectCode.ACCEPTED)).isNotEmpty();
        }
    }

    private static void assertIdentical(final Home recorded, final boolean fromMarketData) {
        try (Recording recording = new Recording(recorded)) {
            final Verification verification =
                    new Verifier(recording, recording.manifest().venue(), fromMarketData).run(sequence -> {});
            assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
        }
    }

    private static long count(final Recording recording, final String queue, final int template) {
        final long[] count = new long[1];
        final Subscription frames = recording.subscription(queue);
        while (frames.poll(
                (buffer, offset, length) -> count[0] += FrameLayout.templateId(buffer, offset) == template ? 1 : 0)) {
            continue;
        }
        return count[0];
    }

    private static int decidedOtherwise(final Recording recording) {
        return (int) count(recording, QueueNames.COMMANDS, TriggeredOrderCommandDecoder.TEMPLATE_ID)
                - decided(recording, RejectCode.ACCEPTED).size();
    }

    /** Commands that decided so about an order whose trigger had fired. */
    private static List<Long> decided(final Recording recording, final RejectCode code) {
        final List<Long> sequences = new ArrayList<>();
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll((buffer, offset, length) -> {
            envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
            if (FrameLayout.templateId(buffer, offset) == TriggeredOrderCommandDecoder.TEMPLATE_ID
                    && envelope.decision() == code) {
                sequences.add(FrameLayout.sequence(buffer, offset));
            }
        })) {
            continue;
        }
        return sequences;
    }
}
