package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.MarketModeChangedDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
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
    void auctionsTradePhasesMoveBySchedulesAndBandsAndModesHoldOrders() {
        try (Recording recording = new Recording(home)) {
            assertThat(auctionFills(recording)).hasSizeGreaterThan(20);
            assertThat(changes(recording, PhaseReason.SCHEDULE)).hasSizeGreaterThan(50);
            assertThat(changes(recording, PhaseReason.PRICE_BAND)).hasSizeGreaterThan(5);
            assertThat(executions(
                            recording,
                            MarketModeChangedDecoder.TEMPLATE_ID,
                            MarketModeChangedDecoder.modeEncodingOffset(),
                            MarketMode.BATCH_AUCTION.value()))
                    .hasSizeGreaterThan(5);
            assertThat(releases(recording)).hasSizeGreaterThan(50);
        }
    }

    @Test
    void theRecordingIsIdentical() {
        Reruns.requireIdentical(home, false);
        Reruns.requireIdentical(home, true);
    }

    @Test
    void setsMadeBeforeAnOpeningAndWhileOrdersAreHeldGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home)) {
            final TreeSet<Long> moments = new TreeSet<>(auctionFills(recording));
            moments.addAll(releases(recording));
            Reruns.requireSetsGoOn(recording, List.copyOf(moments));
        }
    }

    @Test
    void sequencedAgainItTradesInAuctionsAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home, folder.resolve("again")))) {
            assertThat(auctionFills(recording)).isNotEmpty();
        }
    }

    private static List<Long> auctionFills(final Recording recording) {
        return executions(recording, FillDecoder.TEMPLATE_ID, FillDecoder.auctionEncodingOffset(), 1);
    }

    /** Commands that released what a speed bump or a batch had held. */
    private static List<Long> releases(final Recording recording) {
        return executions(
                recording,
                OrderReleasedDecoder.TEMPLATE_ID,
                OrderReleasedDecoder.sideEncodingOffset(),
                Side.BUY.value());
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
        return Reruns.sequences(
                recording,
                QueueNames.EXECUTIONS,
                (buffer, offset) -> FrameLayout.templateId(buffer, offset) == template
                        && buffer.getByte(offset + FrameLayout.HEADER_LENGTH + at) == value);
    }
}
