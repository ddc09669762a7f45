package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FundingAccruedDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.PositionsDeliveredDecoder;
import io.strikebook.schemas.PositionsSettledDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.SettlementRequestDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Venues whose engines lag at random come to the end of a day, with positions and orders in options, futures and combinations that expire:
 * all is settled, in one group of margin's each, and the same again.
 */
@Timeout(300)
class SettlementRecordingTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        for (final int shards : new int[] {1, 2}) {
            try (RecordedVenue venue = RecordedVenue.overEndOfDay(folder.resolve("home-" + shards), 29, shards)) {
                venue.trade(9_000);
                venue.pass(TimeUnit.SECONDS.toNanos(30));
                venue.trade(2_000);
                venue.stop();
            }
        }
    }

    private static Home home(final int shards) {
        return Home.at(folder.resolve("home-" + shards));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatExpiresIsSettledAndTheDayToo(final int shards) {
        try (Recording recording = new Recording(home(shards))) {
            assertThat(settlements(recording, SettlementKind.EXPIRY)).hasSize(2);
            assertThat(settlements(recording, SettlementKind.DAILY)).hasSize(2);
            assertThat(Reruns.count(recording, QueueNames.MARGIN, SettlementRequestDecoder.TEMPLATE_ID))
                    .isEqualTo(4);
            assertThat(delivered(recording))
                    .hasSizeGreaterThan(20)
                    .as("of accounts under portfolio margin")
                    .anyMatch(SettlementRecordingTest::isOfPortfolio);
            assertThat(Reruns.count(recording, QueueNames.MARGIN, PositionsSettledDecoder.TEMPLATE_ID))
                    .isPositive();
            assertThat(Reruns.count(recording, QueueNames.MARGIN, FundingAccruedDecoder.TEMPLATE_ID))
                    .isPositive();
            int closed = 0;
            int cancelled = 0;
            for (final String queue : QueueNames.executions(shards)) {
                closed += Reruns.sequences(recording, queue, SettlementRecordingTest::isClosed)
                        .size();
                cancelled += Reruns.sequences(recording, queue, SettlementRecordingTest::isExpired)
                        .size();
            }
            assertThat(closed).as("closed").isGreaterThan(40);
            assertThat(cancelled).as("orders of what expired").isGreaterThan(10);
        }
    }

    private static boolean isOfPortfolio(final int accountId) {
        return accountId % 2 == 0 && accountId <= RecordedVenue.LOAD.accounts();
    }

    /** Whose positions ended, an account as often as it had one. */
    private static List<Integer> delivered(final Recording recording) {
        final List<Integer> accounts = new ArrayList<>();
        Reruns.sequences(recording, QueueNames.MARGIN, (buffer, offset) -> {
            if (FrameLayout.templateId(buffer, offset) == PositionsDeliveredDecoder.TEMPLATE_ID) {
                new PositionsDeliveredDecoder()
                        .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder())
                        .positions()
                        .forEach(position -> accounts.add(position.accountId()));
            }
            return false;
        });
        return accounts;
    }

    private static boolean isClosed(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == InstrumentPhaseChangedDecoder.TEMPLATE_ID
                && new InstrumentPhaseChangedDecoder()
                                .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder())
                                .phase()
                        == InstrumentPhase.CLOSED;
    }

    private static boolean isExpired(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == OrderCancelledDecoder.TEMPLATE_ID
                && new OrderCancelledDecoder()
                                .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder())
                                .reason()
                        == CancelReason.INSTRUMENT_EXPIRED;
    }

    /** Accepted settlements of a kind. */
    private static List<Long> settlements(final Recording recording, final SettlementKind kind) {
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        return Reruns.sequences(recording, QueueNames.COMMANDS, (buffer, offset) -> {
            envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
            return FrameLayout.templateId(buffer, offset) == SettleCommandDecoder.TEMPLATE_ID
                    && envelope.decision() == RejectCode.ACCEPTED
                    && new SettleCommandDecoder()
                                    .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder())
                                    .kind()
                            == kind;
        });
    }

    /** The end of the day is in the middle of these. */
    private static List<Long> aroundTheEndOfTheDay(final Recording recording) {
        final long first = settlements(recording, SettlementKind.EXPIRY).get(0);
        return List.of(first - 40, first, first + 1, first + 2, first + 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theRecordingIsIdentical(final int shards) {
        Reruns.requireIdentical(home(shards), false);
        Reruns.requireIdentical(home(shards), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void setsMadeBeforeAmidAndAfterGoOnAsTheRecordingDoes(final int shards) {
        try (Recording recording = new Recording(home(shards))) {
            Reruns.requireSetsGoOn(recording, aroundTheEndOfTheDay(recording));
        }
    }

    @Test
    void sequencedAgainItIsSettledAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home(1), folder.resolve("again")))) {
            assertThat(settlements(recording, SettlementKind.EXPIRY)).hasSize(2);
            assertThat(settlements(recording, SettlementKind.DAILY)).hasSize(2);
        }
    }
}
