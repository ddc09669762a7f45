package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.RejectCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of request from accounts that have little: much is refused, nobody loses what he has not got, and all money sums to zero. */
@Timeout(300)
class ScarceMoneyTest {
    private static final int SHARDS = 2;
    private static final int TURNS = 9_000;
    private static final long SEED = Long.getLong("strikebook.mix.seed", 53);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        final String threeCoins = "deposit: 300000000\n";
        try (RecordedVenue venue = RecordedVenue.withEverything(folder.resolve("home"), SEED, SHARDS, threeCoins)) {
            venue.trade(TURNS);
            venue.stop();
            home = venue.home();
        }
    }

    @Test
    void muchIsRefusedAndTheRestIsTaken() {
        try (Recording recording = new Recording(home)) {
            assertThat(decided(recording, RejectCode.INSUFFICIENT_MARGIN)).isGreaterThan(100);
            assertThat(decided(recording, RejectCode.ACCEPTED)).isGreaterThan(1_000);
        }
    }

    private static int decided(final Recording recording, final RejectCode code) {
        final EnvelopeDecoder envelope = new EnvelopeDecoder();
        return Reruns.sequences(
                        recording,
                        QueueNames.COMMANDS,
                        (buffer, offset) -> envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH)
                                        .decision()
                                == code)
                .size();
    }

    @Test
    void noAccountFallsBelowMaintenanceMargin() {
        final AccountStateDecoder state = new AccountStateDecoder();
        try (Recording recording = new Recording(home)) {
            final Subscription margin = recording.subscription(QueueNames.MARGIN);
            while (margin.poll((buffer, offset, length) -> {
                if (FrameLayout.templateId(buffer, offset) == AccountStateDecoder.TEMPLATE_ID) {
                    state.wrap(
                            buffer,
                            offset + FrameLayout.HEADER_LENGTH,
                            FrameLayout.blockLength(buffer, offset),
                            FrameLayout.version(buffer, offset));
                    assertThat(state.flags().belowMaintenanceMargin())
                            .as("seed %d: %s", SEED, state)
                            .isFalse();
                }
            })) {
                continue;
            }
        }
    }

    @Test
    void allMoneySumsToZeroAfterEveryFewCommands() {
        try (Recording recording = new Recording(home);
                Publication margin = new MemoryQueue().publication()) {
            final MarginEngine engine = new MarginEngine(recording.manifest().venue(), margin);
            final MarginAgent agent = new MarginAgent(
                    engine,
                    recording.subscription(QueueNames.COMMANDS),
                    new ShardedExecutions(
                            recording.manifest().venue().ownership(),
                            QueueNames.executions(SHARDS).stream()
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

    @Test
    void theRecordingIsIdentical() {
        Reruns.requireIdentical(home, true);
    }
}
