package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.LinkDetailsDecoder;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.LinkedOrderReducedDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.RejectCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linked orders in venues of one, two and four shards whose engines lag at random: they act on each other, are decided and carried out, and again the same. */
@Timeout(180)
class LinkRecordingTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        for (final int shards : new int[] {1, 2, 4}) {
            try (RecordedVenue venue = RecordedVenue.withShards(folder.resolve("home-" + shards), 29, shards)) {
                venue.trade(shards == 1 ? 30_000 : 12_000);
                venue.stop();
            }
        }
    }

    private static Home home(final int shards) {
        return Home.at(folder.resolve("home-" + shards));
    }

    @Test
    void linkedOrdersActOnEachOtherAndWhatIsTriggeredBecomesLive() {
        try (Recording recording = new Recording(home(1))) {
            assertThat(accepted(recording)).hasSizeGreaterThan(100);
            assertThat(count(recording, LinkFiredDecoder.TEMPLATE_ID)).isGreaterThan(20);
            assertThat(count(recording, LinkedOrderReducedDecoder.TEMPLATE_ID)).isPositive();
            assertThat(count(recording, LinkedOrderReleasedDecoder.TEMPLATE_ID)).isGreaterThan(20);
            assertThat(count(recording, LinkedOrderIdleDecoder.TEMPLATE_ID)).isPositive();
            assertThat(Reruns.count(recording, QueueNames.COMMANDS, GrowLinkedOrderCommandDecoder.TEMPLATE_ID))
                    .isGreaterThan(20);
            assertThat(count(recording, OrderTriggeredDecoder.TEMPLATE_ID)).isGreaterThan(10);
            final Set<CancelReason> reasons = new HashSet<>();
            final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
            each(recording, OrderCancelledDecoder.TEMPLATE_ID, (buffer, offset, length) -> {
                cancelled.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, offset), 0);
                reasons.add(cancelled.reason());
            });
            assertThat(reasons).contains(CancelReason.LINK_FILLED);
        }
    }

    @Test
    void ofTwoAtTheFirstHitNeverBothTrade() {
        try (Recording recording = new Recording(home(1))) {
            final Map<Long, Long> linkOf = new HashMap<>();
            final LinkDetailsDecoder details = new LinkDetailsDecoder();
            each(recording, LinkDetailsDecoder.TEMPLATE_ID, (buffer, offset, length) -> {
                details.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, offset), 0);
                final boolean sibling = details.linkKind() == LinkKind.ONE_CANCELS_OTHER
                        || details.linkKind() == LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER
                                && details.orderId() != details.linkId();
                if (sibling && details.fillCondition() == FillCondition.FIRST_HIT) {
                    linkOf.put(details.orderId(), details.linkId());
                }
            });
            final Map<Long, Long> traded = new HashMap<>();
            final FillDecoder fill = new FillDecoder();
            each(recording, FillDecoder.TEMPLATE_ID, (buffer, offset, length) -> {
                fill.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, offset), 0);
                for (final long id : new long[] {fill.makerOrderId(), fill.takerOrderId()}) {
                    if (linkOf.containsKey(id)) {
                        assertThat(traded.computeIfAbsent(linkOf.get(id), link -> id))
                                .isEqualTo(id);
                    }
                }
            });
            assertThat(traded).hasSizeGreaterThan(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theRecordingIsIdentical(final int shards) {
        Reruns.requireIdentical(home(shards), false);
        Reruns.requireIdentical(home(shards), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void setsWithLinksGoOnAsTheRecordingDoes(final int shards) {
        try (Recording recording = new Recording(home(shards))) {
            Reruns.requireSetsGoOn(recording, accepted(recording));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void severalShardsReleaseAndGrow(final int shards) {
        try (Recording recording = new Recording(home(shards))) {
            assertThat(count(recording, LinkFiredDecoder.TEMPLATE_ID)).isPositive();
            assertThat(count(recording, LinkedOrderReleasedDecoder.TEMPLATE_ID)).isPositive();
            assertThat(Reruns.count(recording, QueueNames.COMMANDS, GrowLinkedOrderCommandDecoder.TEMPLATE_ID))
                    .isPositive();
        }
    }

    @Test
    void sequencedAgainTheyAreLinkedAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home(1), folder.resolve("again")))) {
            assertThat(accepted(recording)).isNotEmpty();
        }
    }

    private static int count(final Recording recording, final int template) {
        return executions(recording).stream()
                .mapToInt(queue -> Reruns.count(recording, queue, template))
                .sum();
    }

    private static List<String> executions(final Recording recording) {
        return QueueNames.executions(recording.manifest().venue().matchingShards());
    }

    private static void each(final Recording recording, final int template, final FrameHandler handler) {
        for (final String queue : executions(recording)) {
            final Subscription frames = recording.subscription(queue);
            while (frames.poll((buffer, offset, length) -> {
                if (FrameLayout.templateId(buffer, offset) == template) {
                    handler.onFrame(buffer, offset, length);
                }
            })) {
                continue;
            }
        }
    }

    /** Commands of linked orders that were accepted. */
    private static List<Long> accepted(final Recording recording) {
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        return Reruns.sequences(recording, QueueNames.COMMANDS, (buffer, offset) -> {
            envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
            return FrameLayout.templateId(buffer, offset) == NewLinkedOrdersCommandDecoder.TEMPLATE_ID
                    && envelope.decision() == RejectCode.ACCEPTED;
        });
    }
}
