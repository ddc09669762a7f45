package io.strikebook.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeDecoder;
import io.strikebook.schemas.CancelByLabelDecoder;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.CancelQuotesDecoder;
import io.strikebook.schemas.MassCancelDecoder;
import io.strikebook.schemas.MassQuoteDecoder;
import io.strikebook.schemas.NewDetailedOrderDecoder;
import io.strikebook.schemas.NewLinkedOrdersDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.NewTriggerOrderDecoder;
import io.strikebook.schemas.ReplaceOrderDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionDecoder;
import io.strikebook.schemas.SetSelfTradePreventionDecoder;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients of a mix send, to a venue that takes plain orders and refuses all else; that the real one takes it is the runner's to show. */
@Timeout(120)
class MixTest {
    private static final long SECOND_NS = 1_000_000_000L;
    /** The JVM makes some strings on this thread while it links compiled code: not in every round. */
    private static final int MAX_ROUNDS = 12;

    private static final int ONE_OFF_BYTES = 4_096;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long nowNs;
    private VenueStub venue;
    private Publication publication;
    private LoadAgent agent;
    private long allocated;

    private void open(final LoadConfig config) {
        nowNs = 1_000 * SECOND_NS;
        venue = new VenueStub(10);
        publication = venue.orders.publication();
        venue.listCombo(1, 2);
        agent = new LoadAgent(
                new LoadGenerator(config, VenueStub.SOURCE_ID, publication),
                venue.marks.subscription(),
                venue.commands.subscription(),
                venue.executions.subscription(),
                publication,
                () -> nowNs);
    }

    private void run(final long requests) {
        for (int cycle = 0; venue.requestsTaken < requests; cycle++) {
            nowNs += 100_000;
            final long before = threads.getCurrentThreadAllocatedBytes();
            agent.doWork();
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
            if (cycle % 100 == 0) {
                venue.publishMarks();
            }
            venue.work(50 + cycle % 7 * 30);
        }
    }

    private static LoadConfig config(final long seed) {
        return LoadConfig.from(ConfigSection.parse(
                "test", "ratePerSecond: 0\nwindow: 512\nseed: " + seed + "\nmix:\n  preset: all\n"));
    }

    /** How many requests of each template are written until so many were taken. */
    private Map<Integer, Integer> requestsOf(final int thousands) {
        final Map<Integer, Integer> requests = new TreeMap<>();
        read(
                thousands,
                (buffer, offset, length) -> requests.merge(FrameLayout.templateId(buffer, offset), 1, Integer::sum));
        return requests;
    }

    private void read(final int thousands, final FrameHandler handler) {
        try (Subscription written = venue.orders.subscription()) {
            for (int thousand = 1; thousand <= thousands; thousand++) {
                run(1_000L * thousand);
                while (written.poll(handler)) {
                    continue;
                }
            }
        }
    }

    @Test
    void everyKindIsSentAndTheSameSeedSendsTheSame() {
        final long[] hashes = new long[3];
        for (int i = 0; i < hashes.length; i++) {
            open(config(i < 2 ? 7 : 8));
            final Map<Integer, Integer> requests = requestsOf(20);
            hashes[i] = publication.producedHash();
            assertThat(requests)
                    .containsKeys(
                            NewOrderDecoder.TEMPLATE_ID,
                            NewDetailedOrderDecoder.TEMPLATE_ID,
                            NewTriggerOrderDecoder.TEMPLATE_ID,
                            NewLinkedOrdersDecoder.TEMPLATE_ID,
                            ReplaceOrderDecoder.TEMPLATE_ID,
                            CancelOrderDecoder.TEMPLATE_ID,
                            CancelByLabelDecoder.TEMPLATE_ID,
                            MassCancelDecoder.TEMPLATE_ID,
                            MassQuoteDecoder.TEMPLATE_ID,
                            CancelQuotesDecoder.TEMPLATE_ID,
                            SetMarketMakerProtectionDecoder.TEMPLATE_ID,
                            ResetMarketMakerProtectionDecoder.TEMPLATE_ID,
                            SetSelfTradePreventionDecoder.TEMPLATE_ID,
                            SetCancelOnDisconnectDecoder.TEMPLATE_ID,
                            BlockTradeDecoder.TEMPLATE_ID);
        }
        assertThat(hashes[1]).isEqualTo(hashes[0]).isNotEqualTo(hashes[2]);
    }

    @Test
    void everyKindOfLinkIsSentUnderEveryCondition() {
        open(config(7));
        final Set<String> links = new TreeSet<>();
        final NewLinkedOrdersDecoder linked = new NewLinkedOrdersDecoder();
        read(20, (buffer, offset, length) -> {
            if (FrameLayout.templateId(buffer, offset) == NewLinkedOrdersDecoder.TEMPLATE_ID) {
                linked.wrap(
                        buffer,
                        offset + FrameLayout.HEADER_LENGTH,
                        FrameLayout.blockLength(buffer, offset),
                        FrameLayout.version(buffer, offset));
                links.add(linked.linkKind() + " " + linked.fillCondition());
            }
        });
        assertThat(links).hasSize(9).contains("ONE_TRIGGERS_ONE_CANCELS_OTHER INCREMENTAL");
    }

    @Test
    void sharesAreThoseOfTheConfiguration() {
        open(LoadConfig.from(ConfigSection.parse(
                "test", "ratePerSecond: 0\nwindow: 64\nmix:\n  massCancel: 100\n  cancelByLabel: 300\n")));
        final Map<Integer, Integer> requests = requestsOf(10);
        assertThat(requests.get(MassCancelDecoder.TEMPLATE_ID)).isBetween(900, 1_100);
        assertThat(requests.get(CancelByLabelDecoder.TEMPLATE_ID)).isBetween(2_850, 3_150);
        assertThat(requests.keySet())
                .containsOnly(
                        MassCancelDecoder.TEMPLATE_ID,
                        CancelByLabelDecoder.TEMPLATE_ID,
                        NewOrderDecoder.TEMPLATE_ID,
                        ReplaceOrderDecoder.TEMPLATE_ID,
                        CancelOrderDecoder.TEMPLATE_ID);
    }

    @Test
    void noAllocationInSteadyState() {
        open(config(1));
        run(200_000);
        long last = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && last > 0; round++) {
            allocated = 0;
            run(venue.requestsTaken + 100_000);
            last = allocated;
            assertThat(last).isLessThan(ONE_OFF_BYTES);
        }
        assertThat(last).as("bytes allocated by the last 100,000 requests").isZero();
    }
}
