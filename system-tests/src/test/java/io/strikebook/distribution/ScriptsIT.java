package io.strikebook.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README, through the script, in the order in which somebody would try them on one home. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScriptsIT {
    private static final Set<String> ROLES = Set.of("feeder", "pricer", "risk", "matching", "margin", "load");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Distribution distribution;

    @BeforeAll
    static void stage() throws Exception {
        distribution = Distribution.stage(ScriptsIT.class);
    }

    private static Commands.Result run(final int exitCode, final String... arguments) throws Exception {
        final Commands.Result result = distribution.strikebook(arguments);
        assertThat(result.exitCode())
                .as("%s%n%s", result.command(), result.output())
                .isEqualTo(exitCode);
        return result;
    }

    private static String path(final String home) {
        return folder.resolve(home).toString();
    }

    private static void requireVerified(final String home) throws Exception {
        assertThat(run(0, "replay", path(home), "--verify").output()).contains("identical: ");
    }

    /** Every process that left a mark has ended. */
    private static void requireNoProcess(final String home) {
        final List<ProcessMark> marks = MarkFileReader.readAll(Home.at(folder.resolve(home)));
        assertThat(marks).extracting(ProcessMark::role).containsExactlyInAnyOrderElementsOf(ROLES);
        for (final ProcessMark mark : marks) {
            assertThat(mark.isAlive()).as("%s, pid %d", mark.role(), mark.pid()).isFalse();
            assertThat(ProcessHandle.of(mark.pid())
                            .flatMap(process -> process.info().commandLine())
                            .orElse(""))
                    .doesNotContain(path(home));
        }
    }

    private static void kill(final String home, final String role) throws Exception {
        final long pid = Long.parseLong(Files.readString(folder.resolve(home).resolve("run/" + role + ".pid"))
                .strip());
        final ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(1, TimeUnit.MINUTES);
    }

    @Test
    @Order(1)
    void aDemoTradesSumsUpStopsAndVerifies() throws Exception {
        final String said =
                run(0, "demo", "--seconds", "3", "--home", path("demo")).output();
        assertThat(said)
                .contains("BUSIEST INSTRUMENTS", "ACCOUNTS BY RATIO", "stopped; the recording is in")
                .containsPattern("The whole \\d+ seconds")
                .doesNotContain("died", "failed");
        requireNoProcess("demo");
        requireVerified("demo");
    }

    @Test
    @Order(2)
    void aDemoThatIsInterruptedStopsEverythingAndVerifies() throws Exception {
        final Path said = folder.resolve("interrupted.out");
        final Process demo = new Terminal(distribution).start(said, "demo", "--seconds", "0", "--home", path("up"));
        Terminal.await(demo, said, "BUSIEST INSTRUMENTS");
        Terminal.interrupt(demo);
        assertThat(demo.waitFor()).as(Files.readString(said)).isEqualTo(130);
        assertThat(Files.readString(said))
                .contains("The whole ", "stopped; the recording is in")
                .doesNotContain("died", "failed");
        requireNoProcess("up");
        requireVerified("up");
    }

    @Test
    @Order(3)
    void aHomeGoesOnIsRefusedTwiceAndSaysHowItsProcessesEnded() throws Exception {
        run(0, "up", "--home", path("up"));
        assertThat(run(3, "up", "--home", path("up")).output()).contains("already runs on " + path("up"));
        kill("up", "margin");
        assertThat(run(1, "down", "--only", "margin", "--home", path("up")).output())
                .containsPattern("margin +was killed or died \\(pid \\d+\\)");

        run(0, "up", "--only", "margin", "--home", path("up"));
        assertThat(run(0, "down", "--home", path("up")).output().lines())
                .hasSize(6)
                .allMatch(line -> line.endsWith(" stopped"));
        requireNoProcess("up");
        requireVerified("up");
    }

    @Test
    @Order(4)
    void withoutASourceThereIsTwiceTheSameHome() throws Exception {
        for (final String home : List.of("without", "again")) {
            run(0, "replay", path("demo"), "--into", path(home), "--drop", "load");
        }
        assertThat(Queues.hashes(folder.resolve("without"))).isEqualTo(Queues.hashes(folder.resolve("again")));
        requireVerified("without");
        assertThat(run(3, "replay", path("demo"), "--into", path("again")).output())
                .contains("exists");
    }

    @Test
    @Order(5)
    void everyInstrumentOfTheRecordedChainsIsListedAndMarked() throws Exception {
        final RecordedChains chains = RecordedChains.find();
        final Path config = folder.resolve("chains.yaml");
        Files.writeString(config, chains.config(distribution.folder().resolve("scripts/config/deribit-chain.yaml")));
        run(0, "up", "--home", path("chains"), "--config", config.toString());
        final Set<String> expected = chains.instruments();
        try {
            Queues.awaitMarked(folder.resolve("chains"), expected);
        } finally {
            run(0, "down", "--home", path("chains"));
        }
        requireNoProcess("chains");
        assertThat(Queues.marked(folder.resolve("chains"))).containsAll(expected);
        assertThat(Queues.listed(folder.resolve("chains")).values()).containsAll(expected);
    }
}
