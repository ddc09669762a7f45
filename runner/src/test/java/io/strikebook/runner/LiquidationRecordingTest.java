package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.LiquidationNotice;
import io.strikebook.schemas.LiquidationNoticedDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.LossPaidDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ShareLossCommandDecoder;
import io.strikebook.schemas.VolatilityRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Accounts that have little, in a market that moves by tenths, with engines that lag at random: they are brought back above maintenance
 * margin or ended, in every way that there is; no money is lost or made; and the recordings are the same again.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiquidationRecordingTest {
    /** Who pays first, and in how many shards matching is. */
    private enum Venue {
        WITH_FUND(1, 1_000_000_000L, AccountMarginModel.PORTFOLIO),
        WITHOUT_FUND(2, 0, AccountMarginModel.PORTFOLIO),
        ACROSS_CURRENCIES(1, 1_000_000_000L, AccountMarginModel.CROSS_PORTFOLIO, AccountMarginModel.CROSS_STANDARD);

        private final int shards;
        private final long fund;
        private final AccountMarginModel[] models;

        Venue(final int shards, final long fund, final AccountMarginModel... models) {
            this.shards = shards;
            this.fund = fund;
            this.models = models;
        }
    }

    private static final long SEED = Long.getLong("strikebook.mix.seed", 67);

    /** The most that prices may move by in scenarios: nobody under portfolio margin has enough for that. */
    private static final long RANGE_E8 = 50_000_000L;

    /** So little that they take positions for which that will not do. */
    private static final long NARROW_E8 = 4_000_000L;

    private Path folder;

    @BeforeAll
    void record(@TempDir(cleanup = CleanupMode.ON_SUCCESS) final Path recordings) throws Exception {
        folder = recordings;
        for (final Venue kind : Venue.values()) {
            try (RecordedVenue venue =
                    RecordedVenue.withLiquidations(home(kind).path(), SEED, kind.shards, kind.fund, kind.models)) {
                venue.changeScenarios(NARROW_E8, VolatilityRule.UNCHANGED);
                venue.trade(12_000);
                venue.changeScenarios(RANGE_E8, VolatilityRule.UNCHANGED);
                for (int step = 0; step < 100; step++) {
                    venue.pass(TimeUnit.MILLISECONDS.toNanos(60));
                    venue.trade(60);
                }
                venue.stop();
            }
        }
    }

    private Home home(final Venue kind) {
        return Home.at(folder.resolve(kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    void accountsAreBroughtBackOrEnded(final Venue kind) {
        try (Recording recording = new Recording(home(kind))) {
            final Map<LiquidationNotice, Integer> notices = notices(recording);
            final Map<Integer, Integer> commands = commands(recording);
            System.out.println(kind + ": " + notices + ", commands " + commands + ", paid " + paid(recording));
            assertThat(notices.get(LiquidationNotice.BEGUN)).isPositive();
            assertThat(notices.get(LiquidationNotice.ENDED)).isPositive();
            assertThat(commands)
                    .containsKeys(LiquidationCancelCommandDecoder.TEMPLATE_ID, ForcedTradesCommandDecoder.TEMPLATE_ID);
            assertThat(commands.getOrDefault(LiquidationOrderCommandDecoder.TEMPLATE_ID, 0) > 0)
                    .as("steps in the book")
                    .isEqualTo(kind.fund > 0);
            assertThat(commands.get(BlockFillDecoder.TEMPLATE_ID))
                    .as("forced trades")
                    .isGreaterThan(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoneyIsLostOrMade(final Venue kind) {
        try (Recording recording = new Recording(home(kind));
                Publication margin = new MemoryQueue().publication()) {
            final MarginEngine engine = new MarginEngine(recording.manifest().venue(), margin);
            final MarginAgent agent = new MarginAgent(
                    engine,
                    recording.subscription(QueueNames.COMMANDS),
                    new ShardedExecutions(
                            recording.manifest().venue().ownership(),
                            QueueNames.executions(kind.shards).stream()
                                    .map(recording::subscription)
                                    .toList()),
                    recording.subscription(QueueNames.MARKS),
                    margin,
                    Upstream.NONE);
            agent.onStart();
            while (agent.doWork() > 0) {
                engine.requireConsistent();
            }
            assertThat(engine.lastSequence()).isEqualTo(recording.lastAnsweredCommand());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRecordingIsIdentical(final Venue kind) {
        Reruns.requireIdentical(home(kind), false);
    }

    @ParameterizedTest
    @EnumSource(names = {"WITH_FUND", "ACROSS_CURRENCIES"})
    void setsWithStepsInFlightGoOnAsTheRecordingDoes(final Venue kind) {
        try (Recording recording = new Recording(home(kind))) {
            final List<Long> around = new ArrayList<>();
            for (final int template : new int[] {
                LiquidationCancelCommandDecoder.TEMPLATE_ID,
                LiquidationOrderCommandDecoder.TEMPLATE_ID,
                ForcedTradesCommandDecoder.TEMPLATE_ID
            }) {
                final List<Long> steps = Reruns.sequences(
                        recording,
                        QueueNames.COMMANDS,
                        (buffer, offset) -> FrameLayout.templateId(buffer, offset) == template);
                around.add(steps.get(steps.size() / 2) - 1);
                around.add(steps.get(steps.size() / 2));
            }
            around.sort(null);
            Reruns.requireSetsGoOn(recording, around);
        }
    }

    private static Map<LiquidationNotice, Integer> notices(final Recording recording) {
        final Map<LiquidationNotice, Integer> counts = new EnumMap<>(LiquidationNotice.class);
        final LiquidationNoticedDecoder noticed = new LiquidationNoticedDecoder();
        poll(recording, QueueNames.MARGIN, LiquidationNoticedDecoder.TEMPLATE_ID, (buffer, offset) -> {
            noticed.wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            counts.merge(noticed.notice(), 1, Integer::sum);
            return true;
        });
        return counts;
    }

    /** Accepted commands by template. */
    private static Map<Integer, Integer> commands(final Recording recording) {
        final Map<Integer, Integer> counts = new TreeMap<>();
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        for (final int template : new int[] {
            LiquidationCancelCommandDecoder.TEMPLATE_ID,
            LiquidationOrderCommandDecoder.TEMPLATE_ID,
            ForcedTradesCommandDecoder.TEMPLATE_ID,
            ShareLossCommandDecoder.TEMPLATE_ID
        }) {
            poll(recording, QueueNames.COMMANDS, template, (buffer, offset) -> {
                envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
                if (envelope.decision() == RejectCode.ACCEPTED) {
                    counts.merge(template, 1, Integer::sum);
                }
                return true;
            });
        }
        counts.put(
                BlockFillDecoder.TEMPLATE_ID,
                QueueNames.executions(recording.manifest().venue().matchingShards()).stream()
                        .mapToInt(queue -> Reruns.count(recording, queue, BlockFillDecoder.TEMPLATE_ID))
                        .sum());
        return counts;
    }

    private static Map<LiquidationStage, Integer> paid(final Recording recording) {
        final Map<LiquidationStage, Integer> counts = new EnumMap<>(LiquidationStage.class);
        final LossPaidDecoder paid = new LossPaidDecoder();
        poll(recording, QueueNames.MARGIN, LossPaidDecoder.TEMPLATE_ID, (buffer, offset) -> {
            paid.wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            counts.merge(paid.stage(), 1, Integer::sum);
            return true;
        });
        return counts;
    }

    private static void poll(
            final Recording recording, final String queue, final int template, final Reruns.Frame frame) {
        Reruns.sequences(
                recording,
                queue,
                (buffer, offset) ->
                        FrameLayout.templateId(buffer, offset) == template && frame.matches(buffer, offset));
    }
}
