package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.sync.SyncMain;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the syncing follower shows as durable is enough to go on from: a venue whose machine goes down under load, and that keeps of each
 * queue just that, needs no input that is lost, goes on behind all of it, and verifies.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DurableMarksTest {
    private static final long ORDERS = 6_000;
    private static final int ROUNDS = 2;

    @Test
    void theVenueGoesOnFromWhatWasShownAsDurable() throws IOException {
        final VenueConfig config = new VenueConfig().ordersPerSecond(5_000).sync(3);
        try (VenueProcesses venue = VenueProcesses.create("durable", config)) {
            for (int round = 0; round < ROUNDS; round++) {
                final Map<String, Long> durable = tradeUntilTheMachineGoesDown(venue);
                for (final Map.Entry<String, Long> queue : durable.entrySet()) {
                    MachineCrashTest.lose(venue, queue.getKey(), queue.getValue());
                }
                final String path = venue.home().path().toString();
                final HostedHome.Outcome found = HostedHome.command("check", "--home", path);
                assertThat(found.said()).contains("was running when the machine went down");
                if (found.code() != 0) {
                    assertThat(HostedHome.command("check", "--repair", "--home", path)
                                    .code())
                            .as(found.said())
                            .isZero();
                }
                MachineCrashTest.trade(venue);
                for (final Role role : Role.values()) {
                    assertThat(venue.head(role)).as(role.output()).isGreaterThan(durable.get(role.output()));
                }
            }
            HomeAudit.of(venue.home());
            venue.succeeded();
        }
    }

    /** Starts a venue and a follower, and kills everything under load; answers what was shown as durable just before. */
    private static Map<String, Long> tradeUntilTheMachineGoesDown(final VenueProcesses venue) {
        final long before = venue.head(Role.RISK);
        final Map<String, Long> durable = new LinkedHashMap<>();
        final String[] arguments = {"--home", venue.home().path().toString()};
        try (HostedProcess sync = new HostedProcess(SyncMain.ROLE, arguments, SyncMain::agent)) {
            sync.start();
            venue.startAll();
            venue.await("orders to be answered and durable", () -> {
                sync.doWork();
                return durable(venue).getOrDefault(QueueNames.MARGIN, 0L) > before + ORDERS;
            });
            durable.putAll(durable(venue));
            Role.STOP_ORDER.forEach(venue::kill);
            assertThat(sync.failure()).isNull();
        }
        assertThat(durable.keySet()).containsExactlyElementsOf(venue.manifest().queues());
        assertThat(durable.get(QueueNames.EXECUTIONS)).isLessThanOrEqualTo(durable.get(QueueNames.COMMANDS));
        assertThat(durable.get(QueueNames.MARGIN)).isLessThanOrEqualTo(durable.get(QueueNames.EXECUTIONS));
        return durable;
    }

    private static Map<String, Long> durable(final VenueProcesses venue) {
        final Map<String, Long> durable = new LinkedHashMap<>();
        final List<ProcessMark.Position> positions = MarkFileReader.read(
                        venue.home().markFile(SyncMain.ROLE))
                .orElseThrow()
                .positions();
        positions.forEach(position -> durable.put(position.queue(), position.sequence()));
        return durable;
    }
}
