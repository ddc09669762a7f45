package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ErrorLog;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Bad input of every kind, given to commands and to the roles themselves: what they answer names the file and line, or the queue and
 * sequence; and what was recorded is afterwards byte for byte what it was.
 *
 * <p>Covered further: whole processes that refuse, stop or go on ({@link BadInputTest}); and by modules: every kind of bad line in captures and chains, truncated archives and floods of bad lines (the feeder's
 * {@code BadInputTest}); every field of every request, requests cut short, and requests in every phase (the runner's
 * {@code BadRequestFieldsTest}); every field of a frame's header (ipc's {@code CorruptFrameTest}); flipped bytes inside frames, found by a replay
 * (the runner's {@code DivergenceTest}); malformed configuration ({@code ConfigSectionTest}); a disk that fills while processes write
 * ({@code DiskNearlyFullTest}); damage after a crash of the machine and its repair ({@code HeadCheckTest}, {@code CheckCommandTest}).
 */
@Isolated("reads what roles write to this JVM's standard error")
class BadInputMatrixTest {
    private static final int SCHEMA_BYTE_OF_FRAME = 8;

    @TempDir
    static Path shared;

    private static HostedHome recording;

    @TempDir
    private Path folder;

    private HostedHome venue;
    private Map<String, Integer> before;

    @BeforeAll
    static void record() throws IOException {
        final Path capture = RecordedCapture.write(shared.resolve("capture.gz"));
        recording = new HostedHome(shared.resolve("home"));
        final Path config = Files.writeString(shared.resolve("venue.yaml"), RecordedCapture.config(capture));
        assertThat(recording.cli("init", "--quiet", "--config", config.toString()))
                .isEqualTo(new HostedHome.Outcome(ExitCodes.DONE, ""));
        recording.record();
        assertThat(recording
                        .transport()
                        .head(recording.home().queue(QueueNames.MARGIN))
                        .sequence())
                .isGreaterThan(10);
    }

    @BeforeEach
    void copy() {
        venue = recording.copyTo(folder.resolve("home"));
        before = venue.recorded();
    }

    @AfterEach
    void nothingRecordedWasDamaged() {
        assertThat(venue.recorded()).as("what was recorded").isEqualTo(before);
    }

    @Test
    void linesOfACaptureAreNamedAndCountedAndTheFeederGoesOn() {
        final List<ErrorLog.Entry> errors = ErrorLog.read(recording.home().errorLog("feeder"));
        final String file = shared.resolve("capture.gz").toString();
        assertThat(errors)
                .extracting(entry -> entry.text().lines().findFirst().orElseThrow())
                .satisfiesExactly(
                        truncated -> assertThat(truncated).contains(file + ":3: line refused: "),
                        negative -> assertThat(negative).contains(file + ":5: line refused: p is negative: -60000"),
                        crossed -> assertThat(crossed).contains(file + ":6: book is crossed"));
        assertThat(venue.cli("status", "--json").said()).contains("\"role\":\"feeder\"", "\"errors\":3");
        assertThat(venue.cli("tail", QueueNames.MARKET_DATA).said())
                .as("a line with an unknown field, and the lines after bad ones, are published")
                .contains("Trade", "crossed");
        assertThat(HostedHome.command("replay", venue.home().path().toString(), "--verify")
                        .said())
                .startsWith("identical");
    }

    @Test
    void anUnknownColumnRefusesTheWholeFile() throws IOException {
        final Path chain = RecordedCapture.gzip(folder.resolve("chain.csv.gz"), "timestamp,instrument_name,surprise");
        Files.writeString(
                venue.home().configFile(),
                "time: recorded\nfeeder:\n  source: deribit\n  deribit:\n    chains: [" + chain + "]\n");
        final HostedHome.Outcome outcome = venue.run(Role.FEEDER);
        assertThat(outcome.code()).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(outcome.said()).contains(chain.toString(), "has unknown columns [surprise]");
    }

    @Test
    void aCorruptFrameStopsWhoReadsItNamingQueueAndSequence() throws IOException {
        final Home home = venue.home();
        flipASchema(QueueNames.COMMANDS, 5);
        before = venue.recorded();
        final HostedHome.Outcome outcome = venue.run(Role.MATCHING);
        assertThat(outcome.code()).isEqualTo(StrikebookProcess.FAILED);
        final String place = "corrupt frame in " + home.queue(QueueNames.COMMANDS);
        assertThat(outcome.said()).contains(place, "after sequence 4");
        assertThat(ErrorLog.read(home.errorLog("matching")).get(0).text()).contains(place, "after sequence 4");
        final HostedHome.Outcome replay =
                HostedHome.command("replay", home.path().toString(), "--verify");
        assertThat(replay.code()).as(replay.said()).isEqualTo(ExitCodes.DIVERGED);
        assertThat(replay.said()).contains(place, "after sequence 4").doesNotContain("\tat ");
    }

    @Test
    void anotherSchemaVersionIsRefused() throws IOException {
        final Path manifest = venue.home().manifestFile();
        final String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("schemaVersion: \\d+", "schemaVersion: 999"));
        assertThat(venue.cli("tail", QueueNames.COMMANDS).code()).isEqualTo(ExitCodes.REFUSED);
        refused(manifest + ": made with schema ", "version 999, this build writes schema ");
    }

    @Test
    void aMissingQueueIsRefused() throws IOException {
        final Path queue = venue.home().queue(QueueNames.EXECUTIONS);
        before.keySet().removeIf(file -> file.startsWith(QueueNames.EXECUTIONS + "/"));
        Files.move(queue, folder.resolve("elsewhere"));
        refused("queue executions is missing: no " + queue);
        final HostedHome.Outcome tail = venue.cli("tail", QueueNames.EXECUTIONS);
        assertThat(tail.code()).as(tail.said()).isEqualTo(ExitCodes.REFUSED);
        assertThat(tail.said()).contains(QueueNames.EXECUTIONS).doesNotContain("\tat ");
    }

    @Test
    void aForeignManifestIsRefused() throws IOException {
        final HostedHome other = new HostedHome(folder.resolve("other"));
        assertThat(other.cli(
                                "init",
                                "--quiet",
                                "--config",
                                shared.resolve("venue.yaml").toString())
                        .code())
                .isEqualTo(ExitCodes.DONE);
        Files.writeString(
                venue.home().manifestFile(), Files.readString(other.home().manifestFile()));
        refused("queue market-data is not this home's: " + venue.home().queue(QueueNames.MARKET_DATA));
    }

    @Test
    void anUnknownConfigurationKeyIsRefusedWithItsLine() throws IOException {
        final String text = Files.readString(venue.home().configFile()) + "matching:\n  surprise: 1\n";
        final long line = text.lines().count();
        final Path file = Files.writeString(folder.resolve("typo.yaml"), text);
        final HostedHome.Outcome init = new HostedHome(folder.resolve("none")).cli("init", "--config", file.toString());
        assertThat(init.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(init.said()).contains(file + ":" + line + ": key 'matching.surprise': unknown key");
        assertThat(folder.resolve("none")).doesNotExist();

        Files.writeString(venue.home().configFile(), text);
        for (final HostedHome.Outcome outcome :
                new HostedHome.Outcome[] {venue.cli("check"), venue.run(Role.MATCHING)}) {
            assertThat(outcome.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(outcome.said())
                    .contains(venue.home().configFile() + ":" + line + ": key 'matching.surprise': unknown key");
        }
    }

    @Test
    void aRecordingThatIsNotThereIsRefusedBeforeAHomeIsMade() throws IOException {
        final Path none = folder.resolve("none");
        final Path capture = folder.resolve("capture.gz");
        final Path file = Files.writeString(
                folder.resolve("captures.yaml"),
                "time: recorded\nfeeder:\n  source: okx\n  okx:\n    captures: [" + capture + "]\n");
        final HostedHome.Outcome missing =
                new HostedHome(none).cli("init", "--recordings", "--config", file.toString());
        assertThat(missing.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(missing.said()).contains("cannot open " + capture + ": there is no such file");
        Files.writeString(file, Files.readString(file).replace("captures:", "capture:"));
        final HostedHome.Outcome typo = new HostedHome(none).cli("init", "--config", file.toString());
        assertThat(typo.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(typo.said()).contains(file + ":5: key 'feeder.okx.capture': unknown key");
        assertThat(none).doesNotExist();
    }

    @Test
    void aHomeInUseIsRefused() {
        for (final String name : new String[] {"role-matching", "queue-executions"}) {
            try (HomeLock lock = venue.home().lock(name)) {
                assertThat(lock).isNotNull();
                final HostedHome.Outcome outcome = venue.run(Role.MATCHING);
                assertThat(outcome.code()).isEqualTo(StrikebookProcess.REFUSED);
                assertThat(outcome.said())
                        .contains("directory in use by pid "
                                + ProcessHandle.current().pid());
            }
        }
        final HostedHome.Outcome init =
                venue.cli("init", "--config", shared.resolve("venue.yaml").toString());
        assertThat(init.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(init.said()).contains(venue.home().path() + ": has a manifest already; nothing was changed");
    }

    @Test
    void aDiskNearlyFullIsRefused() throws IOException {
        final Path config = venue.home().configFile();
        Files.writeString(config, Files.readString(config).replace("minimumFreeMb: 0", "reserveMb: 1000000000"));
        final HostedHome.Outcome outcome = venue.run(Role.MARGIN);
        assertThat(outcome.code()).isEqualTo(StrikebookProcess.REFUSED);
        assertThat(outcome.said()).contains(venue.home().path() + ": disk nearly full: ", "free some space on it");
    }

    /** What is wrong with a whole home is refused by its processes and by the commands alike. */
    private void refused(final String... texts) {
        for (final HostedHome.Outcome outcome : new HostedHome.Outcome[] {
            venue.run(Role.MATCHING),
            venue.cli("check"),
            venue.cli("status"),
            HostedHome.command("replay", venue.home().path().toString(), "--verify")
        }) {
            assertThat(outcome.said()).contains(texts).doesNotContain("\tat ");
            assertThat(outcome.code()).as(outcome.said()).isEqualTo(ExitCodes.REFUSED);
        }
    }

    /** Changes the schema of a group's first frame in the queue's file, which is found by the frame's own bytes. */
    private void flipASchema(final String queue, final long sequence) throws IOException {
        final byte[] frame;
        try (FrameCursor cursor = venue.transport().cursor(venue.home().queue(queue))) {
            cursor.seekAfter(sequence - 1);
            assertThat(cursor.next()).isTrue();
            frame = new byte[cursor.length()];
            cursor.buffer().getBytes(cursor.offset(), frame);
        }
        final String wanted = new String(frame, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(venue.home().queue(queue))) {
            for (final Path file :
                    files.filter(path -> path.toString().endsWith(".cq4")).toList()) {
                final int at =
                        Files.readString(file, StandardCharsets.ISO_8859_1).indexOf(wanted);
                if (at >= 0) {
                    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                        bytes.seek(at + SCHEMA_BYTE_OF_FRAME);
                        bytes.write(frame[SCHEMA_BYTE_OF_FRAME] ^ 1);
                    }
                    return;
                }
            }
        }
        throw new AssertionError("frame not found");
    }
}
