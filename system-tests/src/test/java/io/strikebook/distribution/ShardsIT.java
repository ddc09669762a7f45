package io.strikebook.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.system.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A venue whose matching is two processes, through the script: one of them is killed while it trades, and nothing is lost. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ShardsIT {
    private static final Set<String> ROLES =
            Set.of("feeder", "pricer", "risk", "matching-0", "matching-1", "margin", "load");
    private static final String CONFIG = """
            queues:
              blockSizeMb: 4
            venue:
              matchingShards: %s
              marketModes: ["BTC option speedBump 2", "ETH option batchAuction 20"]
            feeder:
              simulator:
                eventsPerSecond: 200
            load:
              ratePerSecond: 2000
              mix:
                preset: all
            """;
    private static final long TRADES = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Distribution distribution;

    @BeforeAll
    static void stage() throws Exception {
        distribution = Distribution.stage(ShardsIT.class);
    }

    private static String run(final int exitCode, final String... arguments) throws Exception {
        final Commands.Result result = distribution.strikebook(arguments);
        assertThat(result.exitCode())
                .as("%s%n%s", result.command(), result.output())
                .isEqualTo(exitCode);
        return result.output();
    }

    private static String path(final String name) {
        return folder.resolve(name).toString();
    }

    private static String config(final String shards) throws Exception {
        return Files.writeString(folder.resolve("shards-" + shards + ".yaml"), CONFIG.formatted(shards))
                .toString();
    }

    private static long writtenBy(final String role) {
        return MarkFileReader.read(Home.at(folder.resolve("home")).markFile(role))
                .map(ProcessMark::writtenTo)
                .orElse(0L);
    }

    private static void awaitTrading(final String role) {
        final long target = writtenBy(role) + TRADES;
        final Deadline deadline = Deadline.in(PATIENCE, PAUSE);
        while (writtenBy(role) < target) {
            if (!deadline.pause()) {
                throw new AssertionError(
                        role + " has written up to " + writtenBy(role) + ", not " + target + ", in " + PATIENCE);
            }
        }
    }

    private static void kill(final String role) throws Exception {
        final Path file = folder.resolve("home").resolve("run/" + role + ".pid");
        final ProcessHandle process =
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(1, TimeUnit.MINUTES);
    }

    @Test
    void aShardIsKilledStartedAgainAndTheRecordingIsIdentical() throws Exception {
        run(0, "up", "--home", path("home"), "--config", config("2"));
        awaitTrading("margin");
        run(0, "admin", "list-spreads", "--home", path("home"), "--timeout", "60");
        assertThat(run(0, "status", "--home", path("home"))).contains("matching-0", "matching-1", "executions-1");
        kill("matching-1");
        assertThat(run(0, "status", "--home", path("home"))).contains("strikebook up --only matching-1");
        assertThat(run(2, "up", "--home", path("home"), "--only", "matching-2"))
                .contains("there is no process called 'matching-2'", "matching-0 matching-1");
        run(0, "up", "--home", path("home"), "--only", "matching-1");
        awaitTrading("margin");
        assertThat(run(0, "snapshot", path("home"))).contains("matching-0", "matching-1");
        kill("matching-0");
        run(0, "up", "--home", path("home"), "--only", "matching-0");
        awaitTrading("margin");
        assertThat(run(0, "admin", "kill-switch", "on", "--account", "1", "--home", path("home")))
                .contains("accepted");
        assertThat(run(0, "tail", "executions-1", "-n", "20", "--latency", "--home", path("home")))
                .contains("commands");
        for (final String instrument : new String[] {"BTC-PERPETUAL", "ETH-PERPETUAL"}) {
            assertThat(run(0, "book", instrument, "--home", path("home"))).contains(instrument);
        }
        run(0, "down", "--home", path("home"));
        assertThat(MarkFileReader.readAll(Home.at(folder.resolve("home"))))
                .extracting(ProcessMark::role)
                .containsExactlyInAnyOrderElementsOf(ROLES);
        assertThat(run(0, "check", "--home", path("home"))).doesNotContain("damaged");
        assertThat(run(0, "replay", path("home"), "--verify")).contains("identical: ", "executions-1");

        run(0, "replay", path("home"), "--into", path("one"), "--config", config("1"));
        assertThat(run(0, "replay", path("one"), "--verify")).contains("identical: ");
        assertThat(folder.resolve("one/queues/executions")).isDirectory();
    }

    @Test
    void numbersOfShardsThatCannotBeAreRefusedWithTheirPlace() throws Exception {
        assertThat(run(2, "init", "--home", path("bad"), "--config", config("0")))
                .contains("shards-0.yaml:4", "matchingShards", "0");
        assertThat(run(2, "init", "--home", path("bad"), "--config", config("two")))
                .contains("shards-two.yaml:4", "matchingShards", "two");
        assertThat(folder.resolve("bad/manifest")).doesNotExist();
    }
}
