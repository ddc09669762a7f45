package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.CancelQuotesCommandDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandDecoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything at once: the load generator sends every kind of request, others send stops, links and combinations for accounts of their own, an
 * operator moves instruments from phase to phase, instruments are in all three market modes, and every engine lags by another amount at every
 * command, with one shard of matching and with several. All of it is the same again, from its commands and from market data.
 */
@Timeout(300)
class MixRecordingTest {
    private static final int TURNS = Integer.getInteger("strikebook.mix.turns", 9_000);
    private static final int[] SHARDS = {1, 2, 4};
    private static final long SEED = Long.getLong("strikebook.mix.seed", 47);

    /** What the load generator's clients send that the venue takes. */
    private static final int[] REQUESTS = {
        NewOrderCommandDecoder.TEMPLATE_ID,
        NewDetailedOrderCommandDecoder.TEMPLATE_ID,
        ReplaceOrderCommandDecoder.TEMPLATE_ID,
        CancelOrderCommandDecoder.TEMPLATE_ID,
        MassCancelCommandDecoder.TEMPLATE_ID,
        CancelByLabelCommandDecoder.TEMPLATE_ID,
        NewTriggerOrderCommandDecoder.TEMPLATE_ID,
        ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID,
        NewLinkedOrdersCommandDecoder.TEMPLATE_ID,
        MassQuoteCommandDecoder.TEMPLATE_ID,
        CancelQuotesCommandDecoder.TEMPLATE_ID,
        SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID,
        ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID,
        SetSelfTradePreventionCommandDecoder.TEMPLATE_ID,
        SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID,
        BlockTradeCommandDecoder.TEMPLATE_ID
    };

    /** What comes of it. */
    private static final int[] EXECUTIONS = {
        FillDecoder.TEMPLATE_ID,
        LegFillDecoder.TEMPLATE_ID,
        BlockFillDecoder.TEMPLATE_ID,
        OrderTriggeredDecoder.TEMPLATE_ID,
        LinkFiredDecoder.TEMPLATE_ID,
        MmpTriggeredDecoder.TEMPLATE_ID,
        OrderReleasedDecoder.TEMPLATE_ID
    };

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        for (final int shards : SHARDS) {
            try (RecordedVenue venue = RecordedVenue.withEverything(folder.resolve("home-" + shards), SEED, shards)) {
                venue.trade(TURNS);
                venue.stop();
            }
        }
    }

    private static Home home(final int shards) {
        return Home.at(folder.resolve("home-" + shards));
    }

    @Test
    void everyKindOfRequestIsTakenAndActs() {
        final Map<String, Integer> decided = new TreeMap<>();
        final Map<Integer, Integer> executed = new TreeMap<>();
        for (final int shards : SHARDS) {
            try (Recording recording = new Recording(home(shards))) {
                countDecided(recording, decided);
                countExecuted(recording, shards, executed);
            }
        }
        System.out.printf("mix, seed %d: requests by template and code %s, executions %s%n", SEED, decided, executed);
        for (final int template : REQUESTS) {
            assertThat(decided).containsKey(template + " " + RejectCode.ACCEPTED);
        }
        for (final int template : EXECUTIONS) {
            assertThat(executed).containsKey(template);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theRecordingIsIdentical(final int shards) {
        Reruns.requireIdentical(home(shards), true);
    }

    @Test
    void setsMadeWhileOrdersAreHeldGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home(2))) {
            Reruns.requireSetsGoOn(
                    recording,
                    Reruns.sequences(
                            recording,
                            QueueNames.executions(0, 2),
                            (buffer, offset) ->
                                    FrameLayout.templateId(buffer, offset) == OrderReleasedDecoder.TEMPLATE_ID));
        }
    }

    /** How the requests of the load generator were decided, by template and code. */
    private static void countDecided(final Recording recording, final Map<String, Integer> decided) {
        final int sourceId =
                recording.manifest().sourceOf(QueueNames.orders("load")).sourceId();
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll((buffer, offset, length) -> {
            envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
            if (envelope.sourceId() == sourceId) {
                decided.merge(FrameLayout.templateId(buffer, offset) + " " + envelope.decision(), 1, Integer::sum);
            }
        })) {
            continue;
        }
    }

    private static void countExecuted(
            final Recording recording, final int shards, final Map<Integer, Integer> executed) {
        for (final String queue : QueueNames.executions(shards)) {
            final Subscription executions = recording.subscription(queue);
            while (executions.poll((buffer, offset, length) ->
                    executed.merge(FrameLayout.templateId(buffer, offset), 1, Integer::sum))) {
                continue;
            }
        }
    }
}
