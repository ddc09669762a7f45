package io.strikebook.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.auditor.AuditReport.Outcome;
import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's process on queues of a home: starts, is stopped or dropped anywhere, and starts again. */
@Timeout(120)
final class AuditorProcessTest {
    private static final String CONFIG = """
            time: live
            queues:
              blockSizeMb: 1
            disk:
              minimumFreeMb: 0
              reserveMb: 0
            auditor:
              linkCommands: 16
              checkpointRootS: 0
            """;

    @TempDir
    private Path folder;

    private Home home;
    private Manifest manifest;
    private ChronicleTransport transport;
    private final MadeVenue venue = new MadeVenue(11);

    @BeforeEach
    void make() {
        home = Home.at(folder.resolve("home"));
        manifest = HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG);
        transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    private void append(final int commands) {
        venue.append(commands, () -> end(QueueNames.COMMANDS), () -> end(QueueNames.MARGIN));
    }

    private Publication end(final String queue) {
        final Publication publication = new GroupBuffer(transport.sink(home.queue(queue)));
        publication.resume(venue.sequence(), 0);
        return publication;
    }

    private HostedProcess start() {
        final HostedProcess auditor = new HostedProcess(
                AuditorMain.ROLE, new String[] {"--home", home.path().toString()}, AuditorMain::agent);
        auditor.start();
        return auditor;
    }

    private static void runToRest(final HostedProcess auditor) {
        int idle = 0;
        while (idle < 3) {
            idle = auditor.doWork() == 0 ? idle + 1 : 0;
        }
        assertThat(auditor.failure()).isNull();
    }

    private static void stop(final HostedProcess auditor) {
        auditor.requestStop();
        while (!auditor.hasEnded()) {
            auditor.doWork();
        }
        auditor.close();
        assertThat(auditor.failure()).isNull();
    }

    private List<String> frames(final String queue) {
        final List<String> frames = new ArrayList<>();
        try (FrameCursor cursor = transport.cursor(home.queue(queue))) {
            while (cursor.next()) {
                final byte[] frame = new byte[cursor.length()];
                cursor.buffer().getBytes(cursor.offset(), frame);
                frames.add(HexFormat.of().formatHex(frame));
            }
        }
        return frames;
    }

    private AuditReport audit() {
        return new AuditedRecording(home).audit(Map.of());
    }

    @Test
    void everythingIsProvenAndAnAuditFindsItIntact() {
        append(333);
        final HostedProcess auditor = start();
        runToRest(auditor);
        stop(auditor);
        final AuditReport report = audit();
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.INTACT);
        assertThat(report.roots()).isEqualTo(7);
        assertThat(report.linkedTo() + report.unlinked()).isEqualTo(333);
        assertThat(report.unlinked()).isLessThan(16);
    }

    @Test
    void keyIsMadeOnceAndForItsOwnerOnly() throws IOException {
        stop(start());
        final Path key = home.path().resolve("secret/auditor.key");
        final String text = Files.readString(key);
        assertThat(text.strip()).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        append(60);
        final HostedProcess auditor = start();
        runToRest(auditor);
        stop(auditor);
        assertThat(Files.readString(key)).isEqualTo(text);
    }

    /** Dropped at any moment, with and without a state of its own, and started again: the same bytes as in one run. */
    @Test
    void restartsAnywhereGoOnWithTheSameBytes() {
        final Random random = new Random(2);
        for (int turn = 0; turn < 12; turn++) {
            append(1 + random.nextInt(60));
            final HostedProcess auditor = start();
            if (turn % 3 == 0) {
                runToRest(auditor);
                stop(auditor);
            } else {
                for (int cycles = random.nextInt(4); cycles > 0; cycles--) {
                    auditor.doWork();
                }
                auditor.close();
            }
        }
        final HostedProcess auditor = start();
        runToRest(auditor);
        stop(auditor);
        final List<String> inParts = frames(QueueNames.PROOFS);
        assertThat(audit().outcome()).isEqualTo(Outcome.INTACT);
        forgetProofs();
        final HostedProcess again = start();
        runToRest(again);
        stop(again);
        assertThat(frames(QueueNames.PROOFS)).isEqualTo(inParts).hasSizeGreaterThan(20);
    }

    /** Empties the queue and removes the state, but keeps the key. */
    private void forgetProofs() {
        try (Stream<Path> files = Files.walk(home.queue(QueueNames.PROOFS))) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(Home.QUEUE_MARKER)) {
                    Files.delete(file);
                }
            }
            transport.create(home.queue(QueueNames.PROOFS));
            if (Files.exists(home.resume(AuditorMain.ROLE))) {
                Files.move(home.resume(AuditorMain.ROLE), folder.resolve("forgotten"));
            }
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyAccountGetsItsProof() {
        append(200);
        final HostedProcess auditor = start();
        runToRest(auditor);
        stop(auditor);
        final AuditedRecording recording = new AuditedRecording(home);
        final StatedLiabilities newest = recording.newestRoot(Long.MAX_VALUE).orElseThrow();
        final StatedLiabilities earlier = recording.newestRoot(149).orElseThrow();
        assertThat(newest.sequence()).isEqualTo(200);
        assertThat(earlier.sequence()).isEqualTo(120);
        for (final StatedLiabilities stated : List.of(newest, earlier)) {
            BigInteger sum = BigInteger.ZERO;
            for (int account = 1; account <= MadeVenue.ACCOUNTS; account++) {
                final InclusionProof proof = recording.proof(account, stated).orElseThrow();
                assertThat(proof.problem()).isEmpty();
                sum = sum.add(proof.balancesE12().get(0));
            }
            assertThat(stated.liabilitiesE12().get(0)).isEqualTo(sum);
        }
        assertThat(recording.proof(999, newest)).isEmpty();
        assertThat(recording.newestRoot(49)).isEmpty();
    }

    @Test
    void flippedByteInAFileOfEitherQueueIsFound() throws IOException {
        append(200);
        final HostedProcess auditor = start();
        runToRest(auditor);
        stop(auditor);
        for (final String queue : List.of(QueueNames.COMMANDS, QueueNames.MARGIN)) {
            final List<String> frames = frames(queue);
            final Path file = file(queue);
            final Random random = new Random(9);
            for (int at = 3; at < frames.size(); at += 29) {
                final byte[] frame = HexFormat.of().parseHex(frames.get(at));
                final long place = find(file, frame) + random.nextInt(frame.length);
                flip(file, place);
                final AuditReport report = audit();
                assertThat(report.outcome()).as("%s: %s", queue, report).isIn(Outcome.CHANGED, Outcome.DAMAGED);
                assertThat(report.problems())
                        .as("names a range")
                        .allMatch(problem -> problem.matches("(?s)commands .*\\d.*"));
                flip(file, place);
            }
        }
        assertThat(audit().outcome()).isEqualTo(Outcome.INTACT);
    }

    private Path file(final String queue) throws IOException {
        try (Stream<Path> files = Files.list(home.queue(queue))) {
            return files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long find(final Path file, final byte[] frame) throws IOException {
        final byte[] all = Files.readAllBytes(file);
        for (int at = 0; at + frame.length <= all.length; at++) {
            if (all[at] == frame[0] && Arrays.equals(all, at, at + frame.length, frame, 0, frame.length)) {
                return at;
            }
        }
        throw new AssertionError("the frame is not in " + file);
    }

    private static void flip(final Path file, final long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            final int found = bytes.read();
            bytes.seek(at);
            bytes.write(found ^ 4);
        }
    }
}
