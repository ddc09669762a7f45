package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.OrderTriggeredDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code kill -9} of every process in turn, at random moments, while requests of every kind come in, for instruments in
 * every market mode: nothing is lost, nothing doubled,
 * and a replay gives the same frames. Restarts go over the whole recording at first, later from a snapshot that a
 * follower made. The seed is printed and can be given again ({@code -Dstrikebook.kill.seed}); {@code
 * -Dstrikebook.kill.rounds} says how often each process is killed.
 */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("strikebook.kill.rounds", 3);
    private static final long SEED = Long.getLong("strikebook.kill.seed", System.nanoTime());
    private static final int ORDERS_PER_SECOND = Integer.getInteger("strikebook.kill.rate", 8_000);
    private static final int MAX_COMMANDS_BETWEEN = 6_000;
    private static final int MAX_RECOVERY_MS = 600;
    private static final int ROUNDS_PER_SNAPSHOT = 5;

    private static final VenueConfig CONFIG = new VenueConfig()
            .queues("LARGE_DAILY", 16)
            .ordersPerSecond(ORDERS_PER_SECOND)
            .compiledFully()
            .everyKind();

    /** What shows that clients were there: what they ask for, and what comes of it. */
    private static final int[] EVERY_KIND = {
        NewDetailedOrderCommandDecoder.TEMPLATE_ID,
        NewTriggerOrderCommandDecoder.TEMPLATE_ID,
        NewLinkedOrdersCommandDecoder.TEMPLATE_ID,
        MassQuoteCommandDecoder.TEMPLATE_ID,
        BlockTradeCommandDecoder.TEMPLATE_ID,
        MassCancelCommandDecoder.TEMPLATE_ID,
        LegFillDecoder.TEMPLATE_ID,
        BlockFillDecoder.TEMPLATE_ID,
        OrderTriggeredDecoder.TEMPLATE_ID,
        OrderReleasedDecoder.TEMPLATE_ID
    };

    private final Random random = new Random(SEED);
    private int kills;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void losesAndDoublesNothingWhateverIsKilled() {
        try (VenueProcesses venue = VenueProcesses.create("kills", CONFIG)) {
            System.out.println("kill test: seed " + SEED + ", " + ROUNDS + " rounds");
            venue.startAll();
            venue.await("orders", () -> venue.written(Role.MARGIN) > 1_000 && venue.written(Role.LOAD) > 1_000);
            venue.cli("admin", "list-spreads", "--timeout", "60");
            final long firstOrder = venue.head(Role.LOAD);
            final long startNs = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                final List<Role> roles = new ArrayList<>(List.of(Role.values()));
                Collections.shuffle(roles, random);
                roles.forEach(role -> killAndRestart(venue, role));
                if (round % ROUNDS_PER_SNAPSHOT == 0) {
                    System.out.printf("snapshot at %,d%n", Recordings.snapshot(venue.home()));
                }
            }
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            final long orders = venue.head(Role.LOAD) - firstOrder;
            requireNoticed(venue);
            venue.stopAll();
            assertThat(venue.head(Role.MARGIN)).isEqualTo(venue.head(Role.RISK));
            final HomeAudit.Report report = HomeAudit.of(venue.home());
            System.out.printf(
                    "kill test: %d kills in %.1f s, %,d orders (%,.0f/s); %s%n%s%n",
                    kills,
                    seconds,
                    orders,
                    orders / seconds,
                    report,
                    Recordings.requireIdentical(venue.home()).summary());
            assertThat(report.fills())
                    .isPositive()
                    .isEqualTo(report.templates().get(FillDecoder.TEMPLATE_ID)
                            + report.templates().getOrDefault(ImpliedFillDecoder.TEMPLATE_ID, 0L));
            for (final int template : EVERY_KIND) {
                assertThat(report.templates()).containsKey(template);
            }
            venue.succeeded();
        }
    }

    /** A load generator that is killed and not started again is sequenced as lost. */
    private static void requireNoticed(final VenueProcesses venue) {
        final boolean[] lost = {false};
        try (Subscription commands = venue.transport().subscription(venue.home().queue(QueueNames.COMMANDS))) {
            commands.seekAfter(venue.head(Role.RISK));
            venue.kill(Role.LOAD);
            venue.await("a killed source to be sequenced as lost", () -> {
                while (!lost[0]
                        && commands.poll((buffer, offset, length) -> lost[0] |=
                                FrameLayout.templateId(buffer, offset) == SourceLostCommandDecoder.TEMPLATE_ID)) {
                    // until all there is was looked at
                }
                return lost[0];
            });
        }
        venue.start(Role.LOAD);
        venue.awaitRunning(Role.LOAD);
    }

    private void killAndRestart(final VenueProcesses venue, final Role role) {
        final long target = venue.written(Role.MARGIN) + random.nextInt(MAX_COMMANDS_BETWEEN);
        venue.await("commands between kills", () -> venue.written(Role.MARGIN) >= target);
        LockSupport.parkNanos(random.nextInt(60_000_000));
        venue.kill(role);
        kills++;
        if (random.nextInt(4) == 0) {
            venue.start(role);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MAX_RECOVERY_MS)));
            venue.kill(role);
            kills++;
        }
        final long recorded = venue.head(role);
        final long startNs = System.nanoTime();
        venue.start(role);
        venue.awaitRunning(role);
        venue.await(role + " to go on after " + recorded, () -> venue.written(role) > recorded);
        System.out.printf("%s went on after %,d in %.2f s%n", role, recorded, (System.nanoTime() - startNs) / 1e9);
    }
}
