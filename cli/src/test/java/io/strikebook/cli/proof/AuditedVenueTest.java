package io.strikebook.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.auditor.AuditorMain;
import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import io.strikebook.cli.hosted.HostedVenue;
import io.strikebook.cli.hosted.Role;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A whole venue with an auditor, dropped once on the way; what the commands then say of it. By itself, as what is hosted takes the output. */
@Isolated
@Timeout(180)
class AuditedVenueTest {
    /** A root is made each second of the venue's live time; two of them have passed by then. */
    private static final long SEVERAL_ROOTS_NS = 3_000_000_000L;

    private static final long ENOUGH_COMMANDS = 1_000;

    @TempDir
    private static Path folder;

    private static Path home;

    @BeforeAll
    static void trade() throws IOException {
        home = folder.resolve("home");
        final Path config = Files.writeString(folder.resolve("venue.yaml"), """
                queues:
                  blockSizeMb: 1
                disk:
                  minimumFreeMb: 0
                  reserveMb: 0
                feeder:
                  source: simulator
                  simulator:
                    strikes: 3
                load:
                  ratePerSecond: 500
                  instruments: 8
                auditor:
                  linkCommands: 64
                  rootPeriodS: 1
                """);
        final Cli init = Cli.run(home, "init", "--config", config.toString());
        assertThat(init.code()).as(init.err()).isEqualTo(ExitCodes.DONE);
        try (HostedVenue venue = new HostedVenue(Home.at(home), "backoff", List.of(List.of(Role.values())))) {
            try (HostedProcess dropped = auditor()) {
                final long startNs = System.nanoTime();
                while (answered() < ENOUGH_COMMANDS || System.nanoTime() - startNs < SEVERAL_ROOTS_NS) {
                    venue.requireAlive();
                    dropped.doWork();
                }
            }
            venue.stop();
        }
        try (HostedProcess auditor = auditor()) {
            auditor.requestStop();
            while (!auditor.hasEnded()) {
                auditor.doWork();
            }
            assertThat(auditor.failure()).isNull();
        }
    }

    private static HostedProcess auditor() {
        final HostedProcess auditor =
                new HostedProcess(AuditorMain.ROLE, new String[] {"--home", home.toString()}, AuditorMain::agent);
        auditor.start();
        return auditor;
    }

    private static long answered() {
        return MarkFileReader.read(Home.at(home).markFile("margin"))
                .map(ProcessMark::writtenTo)
                .orElse(0L);
    }

    @Test
    void chainIsIntactToTheLastCommandAndTheRecordingStillVerifies() {
        final Cli audit = Cli.withoutHome("audit", home.toString());
        assertThat(audit.code()).as(audit.out() + audit.err()).isEqualTo(ExitCodes.DONE);
        assertThat(audit.lines().get(0))
                .matches(
                        "intact: [1-9]\\d* links made again up to command \\d+, [1-9]\\d* roots of liabilities computed again");
        assertThat(audit.out()).as("a clean stop ends with a checkpoint").doesNotContain("behind the last link");
        final String link = audit.lines().get(1).substring("link ".length());
        assertThat(Cli.withoutHome("audit", home.toString(), "--expect", link).code())
                .isEqualTo(ExitCodes.DONE);
        assertThat(Cli.withoutHome("replay", home.toString(), "--verify").code())
                .isEqualTo(ExitCodes.DONE);
        assertThat(Cli.withoutHome("check", "--home", home.toString()).code()).isEqualTo(ExitCodes.DONE);
    }

    @Test
    void linkThatIsNotTheOneNotedIsFound() {
        final String zeros = "0".repeat(64);
        final String last =
                Cli.withoutHome("audit", home.toString()).lines().get(1).replaceAll("link (\\d+)=.*", "$1");
        final Cli wrong = Cli.withoutHome("audit", home.toString(), "--expect", last + "=" + zeros, "--json");
        assertThat(wrong.code()).isEqualTo(ExitCodes.DIVERGED);
        assertThat(JsonLine.parse(wrong.out())).containsEntry("outcome", "changed");
        assertThat(wrong.out()).contains(" to " + last + ": the link is not the one expected");
        final Cli none = Cli.withoutHome("audit", home.toString(), "--expect", "999999999=" + zeros);
        assertThat(none.code()).isEqualTo(ExitCodes.DIVERGED);
        assertThat(none.out()).contains("command 999999999: proofs has no link there");
        assertThat(Cli.withoutHome("audit", home.toString(), "--expect", "64=abc")
                        .code())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void changedByteOfMarginIsFoundAndItsRangeNamed() throws IOException {
        final byte[] frame = frameOf(300);
        final Path file = queueFile();
        final long at = find(Files.readAllBytes(file), frame) + frame.length - 1;
        flip(file, at);
        try {
            final Cli audit = Cli.withoutHome("audit", home.toString());
            assertThat(audit.code()).as(audit.out()).isEqualTo(ExitCodes.DIVERGED);
            final Matcher range = Pattern.compile(
                            "commands (\\d+) to (\\d+): frames of commands or margin are not those")
                    .matcher(audit.out());
            assertThat(range.find()).as(audit.out()).isTrue();
            assertThat(300L).isBetween(Long.valueOf(range.group(1)), Long.valueOf(range.group(2)));
        } finally {
            flip(file, at);
        }
    }

    private static byte[] frameOf(final long sequence) {
        try (FrameCursor cursor = HomeQueues.transport(Home.at(home).open(), System::nanoTime)
                .cursor(Home.at(home).queue(QueueNames.MARGIN))) {
            cursor.seekAfter(sequence - 1);
            assertThat(cursor.next()).isTrue();
            assertThat(FrameLayout.sequence(cursor.buffer(), cursor.offset())).isEqualTo(sequence);
            final byte[] frame = new byte[cursor.length()];
            cursor.buffer().getBytes(cursor.offset(), frame);
            return frame;
        }
    }

    private static Path queueFile() throws IOException {
        try (Stream<Path> files = Files.list(Home.at(home).queue(QueueNames.MARGIN))) {
            return files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int find(final byte[] file, final byte[] frame) {
        int at = 0;
        while (!Arrays.equals(file, at, at + frame.length, frame, 0, frame.length)) {
            at++;
        }
        return at;
    }

    private static void flip(final Path file, final long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            final int found = bytes.read();
            bytes.seek(at);
            bytes.write(found ^ 1);
        }
    }

    @Test
    void accountGetsAProofThatIsRightByItself() throws IOException {
        final Cli table = Cli.run(home, "proof", "1");
        assertThat(table.code()).as(table.err()).isEqualTo(ExitCodes.DONE);
        assertThat(table.lines().get(0)).matches("as of command \\d+, .*, [1-9]\\d* accounts");
        final String root = table.lines().get(1).substring("root ".length());
        final Cli json = Cli.run(home, "proof", "1", "--json");
        final Path file = Files.writeString(folder.resolve("proof.json"), json.out());
        final Cli right = Cli.withoutHome("verify-proof", file.toString(), "--root", root);
        assertThat(right.code()).as(right.out() + right.err()).isEqualTo(ExitCodes.DONE);
        assertThat(right.lines()).startsWith("right").containsAll(table.lines().subList(0, 3));
        final Cli otherRoot = Cli.withoutHome("verify-proof", file.toString(), "--root", "0".repeat(64));
        assertThat(otherRoot.code()).isEqualTo(ExitCodes.DIVERGED);
        assertThat(otherRoot.lines().get(0)).startsWith("wrong: its root is not the one given");
        Files.writeString(file, json.out().replaceFirst("\"account\":\"1\"", "\"account\":\"2\""));
        assertThat(Cli.withoutHome("verify-proof", file.toString()).code()).isEqualTo(ExitCodes.DIVERGED);
    }

    @Test
    void earlierRootsAndWhatThereIsNoProofOf() {
        final String newest = Cli.run(home, "proof", "1").lines().get(0);
        final long sequence = Long.parseLong(newest.replaceAll("as of command (\\d+),.*", "$1"));
        final Cli earlier = Cli.run(home, "proof", "1", "--at", Long.toString(sequence - 1));
        assertThat(earlier.code()).as(earlier.err()).isEqualTo(ExitCodes.DONE);
        assertThat(earlier.lines().get(0)).isNotEqualTo(newest);
        assertThat(Cli.run(home, "proof", "1", "--at", "1").code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(Cli.run(home, "proof", "999999").code()).isEqualTo(ExitCodes.FAILED);
        assertThat(Cli.run(folder.resolve("none"), "proof", "1").code()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void fileThatHoldsNoProofIsRefusedAndThePageIsWritten() throws IOException {
        final Path file = Files.writeString(folder.resolve("other.json"), "{\"a\":1}");
        assertThat(Cli.withoutHome("verify-proof", file.toString()).code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(Cli.withoutHome("verify-proof", folder.resolve("none").toString())
                        .code())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.withoutHome("verify-proof").code()).isEqualTo(ExitCodes.USAGE);
        final Path page = folder.resolve("verify.html");
        assertThat(Cli.withoutHome("verify-proof", "--page", page.toString()).code())
                .isEqualTo(ExitCodes.DONE);
        assertThat(page).content().contains("<title>Is my balance part");
    }

    @Test
    void linksAndRootsCanBeRead() {
        final Cli tail = Cli.run(home, "tail", QueueNames.PROOFS, "-n", "200");
        assertThat(tail.code()).isEqualTo(ExitCodes.DONE);
        assertThat(tail.out()).containsPattern("ChainLink .* link=[0-9a-f]{64}").containsPattern("LiabilityRoot .*BTC");
    }

    @Test
    void statusShowsItsLag() {
        assertThat(Cli.run(home, "status").out()).containsPattern("auditor +stopped");
    }
}
