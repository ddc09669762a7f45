package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A machine that goes down may lose the end of one queue and keep that of another which was written later. The start is refused and
 * names the repair; after it the venue goes on, and the whole recording verifies.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MachineCrashTest {
    private static final int MARK_STATE = 12;
    private static final int MARK_BOOT_ID = 320 + Integer.BYTES;
    private static final long ORDERS = 4_000;
    private static final long LOST = 700;

    @Test
    void whatWasLostIsNamedRepairedAndComputedAgain() throws IOException {
        try (VenueProcesses venue = VenueProcesses.create("crash", new VenueConfig().ordersPerSecond(5_000))) {
            trade(venue);
            final long answered = venue.head(Role.MATCHING) - LOST;
            lose(venue, QueueNames.EXECUTIONS, answered);
            repair(
                    venue.home(),
                    "margin: it ends with " + venue.head(Role.MARGIN) + " but executions has no group of command ",
                    "repair: cut margin after ");
            assertThat(venue.head(Role.MARGIN)).isEqualTo(venue.head(Role.MATCHING));
            trade(venue);

            final long sequenced = venue.head(Role.RISK) - LOST;
            lose(venue, QueueNames.COMMANDS, sequenced);
            repair(
                    venue.home(),
                    "repair: cut executions after " + sequenced,
                    "repair: cut margin after " + sequenced,
                    "repair: cut marks after ");
            assertThat(venue.head(Role.MARGIN)).isEqualTo(sequenced);
            trade(venue);
            HomeAudit.of(venue.home());
            venue.succeeded();
        }
    }

    static void trade(final VenueProcesses venue) {
        final long before = venue.head(Role.RISK);
        venue.startAll();
        venue.await("orders to be answered", () -> venue.written(Role.MARGIN) > before + ORDERS);
        venue.stopAll();
        assertThat(venue.head(Role.MARGIN)).isEqualTo(venue.head(Role.RISK));
        Recordings.requireIdentical(venue.home());
    }

    static void repair(final Home home, final String... words) {
        final String path = home.path().toString();
        final HostedHome.Outcome refused = HostedHome.command("check", "--home", path);
        assertThat(refused.code()).as(refused.said()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.said())
                .contains("was running when the machine went down", "'strikebook check --repair --home " + path + "'")
                .contains(words);
        final HostedHome.Outcome repaired = HostedHome.command("check", "--repair", "--home", path);
        assertThat(repaired.code()).as(repaired.said()).isEqualTo(ExitCodes.DONE);
        final HostedHome.Outcome after = HostedHome.command("check", "--home", path);
        assertThat(after.code()).as(after.said()).isEqualTo(ExitCodes.DONE);
    }

    /** Leaves the beginning of a queue, and the marks of processes that ran when the machine went down. */
    static void lose(final VenueProcesses venue, final String queue, final long keep) throws IOException {
        final Path whole = venue.home().queue(queue);
        final Path cut = whole.resolveSibling(queue + ".cut");
        venue.transport().copyThrough(whole, cut, keep);
        Files.copy(whole.resolve(Home.QUEUE_MARKER), cut.resolve(Home.QUEUE_MARKER));
        try (Stream<Path> files = Files.list(whole)) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(whole);
        Files.move(cut, whole);
        for (final Role role : List.of(Role.values())) {
            final Path file = venue.home().markFile(role.roleName());
            final byte[] mark = Files.readAllBytes(file);
            ByteBuffer.wrap(mark).order(ByteOrder.LITTLE_ENDIAN).putInt(MARK_STATE, ProcessState.RUNNING.code());
            mark[MARK_BOOT_ID] = (byte) (mark[MARK_BOOT_ID] == '0' ? '1' : '0');
            Files.write(file, mark);
        }
    }
}
