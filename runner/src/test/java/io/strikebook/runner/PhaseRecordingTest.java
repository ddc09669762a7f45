package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.runner.Verification.Outcome;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.PhaseReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instruments open with auctions and are interrupted by bands in a venue whose engines lag at random, so that the sequencer knows of phases
 * late: all goes on, and the same again.
 */
@Timeout(300)
class PhaseRecordingTest {
    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = RecordedVenue.withPhases(folder.resolve("home"), 31)) {
            venue.trade(15_000);
            venue.stop();
            home = venue.home();
        }
    }

    @Test
    void auctionsTradeAndPhasesMoveBySchedulesAndBands() {
        try (Recording recording = new Recording(home)) {
            assertThat(auctionFills(recording)).hasSizeGreaterThan(20);
            assertThat(changes(recording, PhaseReason.SCHEDULE)).hasSizeGreaterThan(50);
            assertThat(changes(recording, PhaseReason.PRICE_BAND)).hasSizeGreaterThan(5);
        }
    }

    @Test
    void theRecordingIsIdentical() {
        assertIdentical(home, false);
        assertIdentical(home, true);
    }

    @Test
    void setsMadeBetweenAuctionAndOpeningGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home)) {
            final List<Long> fills = auctionFills(recording);
            for (int i = 1; i <= 4; i++) {
                final long before = fills.get(fills.size() * i / 5) - 1;
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
    void sequencedAgainItTradesInAuctionsAgain() throws Exception {
        final Home again = Home.at(folder.resolve("again"));
        try (Recording recording = new Recording(home)) {
            new Resequencer(recording, Set.of())
                    .run(again, recording.manifest().venue(), Files.readString(home.configFile()), sequence -> {});
        }
        assertIdentical(again, true);
        try (Recording recording = new Recording(again)) {
            assertThat(auctionFills(recording)).isNotEmpty();
        }
    }

    private static void assertIdentical(final Home recorded, final boolean fromMarketData) {
        try (Recording recording = new Recording(recorded)) {
            final Verification verification =
                    new Verifier(recording, recording.manifest().venue(), fromMarketData).run(sequence -> {});
            assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
        }
    }

    private static List<Long> auctionFills(final Recording recording) {
        return executions(recording, FillDecoder.TEMPLATE_ID, FillDecoder.auctionEncodingOffset(), 1);
    }

    private static List<Long> changes(final Recording recording, final PhaseReason reason) {
        return executions(
                recording,
                InstrumentPhaseChangedDecoder.TEMPLATE_ID,
                InstrumentPhaseChangedDecoder.reasonEncodingOffset(),
                reason.value());
    }

    /** Commands that caused frames of a template with a byte of a value. */
    private static List<Long> executions(final Recording recording, final int template, final int at, final int value) {
        final List<Long> sequences = new ArrayList<>();
        final Subscription frames = recording.subscription(QueueNames.EXECUTIONS);
        while (frames.poll((buffer, offset, length) -> {
            if (FrameLayout.templateId(buffer, offset) == template
                    && buffer.getByte(offset + FrameLayout.HEADER_LENGTH + at) == value) {
                sequences.add(FrameLayout.sequence(buffer, offset));
            }
        })) {
            continue;
        }
        return sequences;
    }
}
