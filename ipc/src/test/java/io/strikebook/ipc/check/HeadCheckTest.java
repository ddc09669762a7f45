package io.strikebook.ipc.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestFiles;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.schemas.DepositCommandEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.TickCommandEncoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes whose queues lost their tails or pages, as after a crash of the machine: what is found, what is mended, what stays as it was. */
class HeadCheckTest {
    private static final String CONFIG = "queues:\n  blockSizeMb: 1\n";
    private static final int LOAD_SOURCE = 4;
    private static final int COMMANDS = 1_000;

    @TempDir
    Path folder;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private Home home;
    private ChronicleTransport transport;
    private Manifest manifest;

    @BeforeEach
    void makeHome() {
        home = Home.at(folder.resolve("home"));
        manifest = HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG);
        transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    @Test
    void findsNothingInAHomeThatFitsTogether() {
        record(COMMANDS, COMMANDS, COMMANDS, 200, 200, COMMANDS);
        assertThat(HeadCheck.run(home)).isEmpty();
        final Map<String, String> before = bytes(home.path());
        assertThat(HeadRepair.run(home, line -> {})).isEmpty();
        before.keySet().removeIf(name -> name.startsWith("run/"));
        assertThat(bytes(home.path())).containsAllEntriesOf(before);
        assertThat(home.aside()).doesNotExist();
    }

    @Test
    void cutsWhatAnswersCommandsThatAreGone() {
        record(700, COMMANDS, 900, 200, 200, COMMANDS);
        assertThat(HeadCheck.run(home))
                .extracting(Finding::text)
                .containsExactly(
                        "executions: it ends with 1000 but commands ends with 700; repair: cut executions after 700 and"
                                + " compute the rest again",
                        "margin: it ends with 900 but commands ends with 700; repair: cut margin after 700 and compute"
                                + " the rest again",
                        "marks: it ends with 200 but commands ends with 700; repair: cut marks after 140 and compute"
                                + " the rest again");
        final Map<String, String> inputs = inputs();
        final Map<String, String> executions = bytes(home.queue(QueueNames.EXECUTIONS));
        final List<byte[]> frames = frames(QueueNames.EXECUTIONS);
        final List<String> done = new ArrayList<>();
        assertThat(HeadRepair.run(home, done::add)).isEmpty();
        assertThat(done).hasSize(3);
        assertThat(done.get(0)).startsWith("executions cut after 700; all that was recorded is in " + home.aside());
        assertThat(inputs()).isEqualTo(inputs);
        assertThat(bytes(Path.of(
                        done.get(0).substring(done.get(0).indexOf(home.path().toString())))))
                .as("what was recorded is kept whole")
                .isEqualTo(executions);
        assertThat(transport.head(home.queue(QueueNames.EXECUTIONS)).sequence()).isEqualTo(700);
        assertThat(transport.head(home.queue(QueueNames.MARKS)).sequence()).isEqualTo(140);
        final List<byte[]> kept = frames(QueueNames.EXECUTIONS);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i)).isEqualTo(frames.get(i));
        }
        home.open();
        append(QueueNames.EXECUTIONS, 701, 800);
        assertThat(transport.head(home.queue(QueueNames.EXECUTIONS)).sequence()).isEqualTo(800);
    }

    @Test
    void cutsMarginToWhereMatchingHasToAnswerAgain() {
        record(COMMANDS, 800, 900, 200, 200, COMMANDS);
        final String behind = "margin: commands refers to 999 but it ends with 800; repair: start margin, which"
                + " computes it again, before risk";
        assertThat(HeadCheck.run(home))
                .extracting(Finding::text)
                .containsExactly(
                        "margin: it ends with 900 but executions has no group of command 801; repair: cut margin after"
                                + " 800 and compute the rest again",
                        behind);
        assertThat(HeadRepair.run(home, line -> {})).extracting(Finding::text).containsExactly(behind);
        assertThat(transport.head(home.queue(QueueNames.MARGIN)).sequence()).isEqualTo(800);
        assertThat(transport.head(home.queue(QueueNames.EXECUTIONS)).sequence()).isEqualTo(800);
    }

    @Test
    void marginAloneAnswersDeposits() {
        record(800, 800, 801, 160, 200, COMMANDS);
        try (Publication publication = new GroupBuffer(transport.sink(home.queue(QueueNames.COMMANDS)))) {
            publication.resume(800, FrameHash.EMPTY);
            publication.beginGroup(801, 801);
            new DepositCommandEncoder()
                    .wrapAndApplyHeader(
                            publication.buffer(),
                            publication.claim(FrameLayout.HEADER_LENGTH + DepositCommandEncoder.BLOCK_LENGTH),
                            header)
                    .envelope()
                    .sourceId(LOAD_SOURCE)
                    .sourceSequence(801)
                    .marksTo(160)
                    .marginTo(800);
            publication.commit(FrameLayout.HEADER_LENGTH + DepositCommandEncoder.BLOCK_LENGTH);
            publication.endGroup();
        }
        assertThat(HeadCheck.run(home)).isEmpty();
    }

    @Test
    void goesOnWithARepairThatWasInterruptedBetweenItsRenames() throws IOException {
        record(700, COMMANDS, 700, 140, 200, COMMANDS);
        final Path queue = home.queue(QueueNames.EXECUTIONS);
        Files.createDirectories(home.aside());
        transport.copyThrough(queue, home.aside().resolve("executions.rebuilt"), 700);
        Files.copy(
                queue.resolve(Home.QUEUE_MARKER),
                home.aside().resolve("executions.rebuilt").resolve(Home.QUEUE_MARKER));
        Files.move(queue, home.aside().resolve("executions"));
        assertThatThrownBy(home::open).isInstanceOf(HomeException.class).hasMessageContaining("executions is missing");
        final List<String> done = new ArrayList<>();
        assertThat(HeadRepair.run(home, done::add)).isEmpty();
        assertThat(done).containsExactly("executions: finished a repair that was interrupted");
        assertThat(transport.head(queue).sequence()).isEqualTo(700);
    }

    @Test
    void namesInputsThatAreLostAndLeavesThem() {
        record(COMMANDS, COMMANDS, COMMANDS, 200, 150, 990);
        final Map<String, String> before = bytes(home.queues());
        final List<Finding> findings = HeadCheck.run(home);
        assertThat(findings)
                .extracting(Finding::text)
                .containsExactly(
                        "orders-load: commands has its request 1000 but it ends with 990: its source would use numbers"
                                + " again; restore it, or start a new home with replay --into",
                        "market-data: marks epoch 151 was made from event 151 but it ends with 150; repair: start the"
                                + " feeder, which gives the events of a recorded or simulated source again");
        assertThat(findings).noneMatch(Finding::isRepairable);
        assertThat(HeadRepair.run(home, line -> {})).isEqualTo(findings);
        assertThat(bytes(home.queues())).isEqualTo(before);
    }

    @Test
    void namesWhatMustComputeAgainBeforeOthers() {
        record(COMMANDS, 800, 600, 100, 200, COMMANDS);
        assertThat(HeadCheck.run(home))
                .extracting(Finding::text)
                .containsExactly(
                        "marks: commands refers to 200 but it ends with 100; repair: start pricer, which computes it"
                                + " again, before risk",
                        "margin: commands refers to 999 but it ends with 600; repair: start margin, which computes it"
                                + " again, before risk");
    }

    @Test
    void movesSnapshotsAsideThatCoverTooMuch() {
        record(700, 700, 700, 140, 200, COMMANDS);
        final SnapshotStore store = new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {});
        store.write(600, Map.of("matching", new SnapshotOutput().putLong(1)));
        store.write(701, Map.of("matching", new SnapshotOutput().putLong(2)));
        assertThat(HeadCheck.run(home))
                .extracting(Finding::text)
                .containsExactly("snapshot set 701: commands ends with 700, its answers with 700; repair: move the set"
                        + " aside");
        assertThat(HeadRepair.run(home, line -> {})).isEmpty();
        assertThat(store.sequences()).containsExactly(600L);
    }

    @ParameterizedTest
    @ValueSource(ints = {11_000, 15_000, 20_000})
    void findsAPageThatWasLost(final int beforeTheEnd) throws IOException {
        record(COMMANDS, COMMANDS, COMMANDS, 200, 200, COMMANDS);
        loseAPage(QueueNames.MARGIN, beforeTheEnd);
        loseAPage(QueueNames.orders("load"), beforeTheEnd);
        requireLostAndMended();
    }

    /** A reader would look at what is mapped of a file behind its end, which is a fault and not zeros. */
    @ParameterizedTest
    @ValueSource(ints = {4, 11_001, 15_000, 20_000})
    void findsAFileThatWasCutShort(final int beforeTheEnd) throws IOException {
        record(COMMANDS, COMMANDS, COMMANDS, 200, 200, COMMANDS);
        cutShort(QueueNames.MARGIN, beforeTheEnd);
        cutShort(QueueNames.orders("load"), beforeTheEnd);
        requireLostAndMended();
    }

    private void requireLostAndMended() {
        final List<Finding> findings = HeadCheck.run(home);
        assertThat(findings).hasSizeGreaterThanOrEqualTo(2);
        assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.INPUT_LOST);
        assertThat(findings.get(0).text()).startsWith("orders-load: an input is damaged: ");
        final Finding margin = findings.stream()
                .filter(finding -> finding.what().equals(QueueNames.MARGIN) && finding.isRepairable())
                .findFirst()
                .orElseThrow();
        assertThat(margin.cutAfter()).isBetween(1L, COMMANDS - 1L);
        HeadRepair.run(home, line -> {});
        assertThat(transport.head(home.queue(QueueNames.MARGIN)).sequence()).isEqualTo(margin.cutAfter());
    }

    @Test
    void refusesToRepairWhileAProcessRuns() {
        record(700, COMMANDS, 700, 140, 200, COMMANDS);
        final Map<String, String> before = bytes(home.queues());
        try (HomeLock lock = home.lock("role-margin")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> HeadRepair.run(home, line -> {}))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("directory in use by pid");
        }
        assertThat(bytes(home.queues())).isEqualTo(before);
    }

    /** A hole exactly where documents begin cannot be seen through Chronicle: zero everything in the middle of the used part. */
    private void loseAPage(final String queue, final int beforeTheEnd) throws IOException {
        final Path file = file(queue);
        final int page = (TestFiles.end(file) - beforeTheEnd) / 4_096 * 4_096;
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(page);
            raw.write(new byte[4_096]);
        }
    }

    private void cutShort(final String queue, final int beforeTheEnd) throws IOException {
        final Path file = file(queue);
        final int end = TestFiles.end(file);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(end - beforeTheEnd);
        }
    }

    private Path file(final String queue) throws IOException {
        try (Stream<Path> files = Files.list(home.queue(queue))) {
            return files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void record(
            final int commands,
            final int executions,
            final int margin,
            final int marks,
            final int marketData,
            final int requests) {
        append(QueueNames.MARKET_DATA, 1, marketData);
        append(QueueNames.orders("load"), 1, requests);
        append(QueueNames.EXECUTIONS, 1, executions);
        append(QueueNames.MARGIN, 1, margin);
        try (Publication publication = new GroupBuffer(transport.sink(home.queue(QueueNames.MARKS)))) {
            for (int epoch = 1; epoch <= marks; epoch++) {
                publication.beginGroup(epoch, epoch);
                new MarksEpochBeginEncoder()
                        .wrapAndApplyHeader(
                                publication.buffer(),
                                publication.claim(FrameLayout.HEADER_LENGTH + MarksEpochBeginEncoder.BLOCK_LENGTH),
                                header)
                        .marketDataTo(epoch)
                        .commandsTo(epoch * 5L);
                publication.commit(FrameLayout.HEADER_LENGTH + MarksEpochBeginEncoder.BLOCK_LENGTH);
                publication.endGroup();
                flushSometimes(publication, epoch);
            }
        }
        try (Publication publication = new GroupBuffer(transport.sink(home.queue(QueueNames.COMMANDS)))) {
            for (int sequence = 1; sequence <= commands; sequence++) {
                publication.beginGroup(sequence, sequence);
                new TickCommandEncoder()
                        .wrapAndApplyHeader(
                                publication.buffer(),
                                publication.claim(FrameLayout.HEADER_LENGTH + TickCommandEncoder.BLOCK_LENGTH),
                                header)
                        .envelope()
                        .sourceId(LOAD_SOURCE)
                        .sourceSequence(sequence)
                        .marksTo(sequence / 5)
                        .marginTo(sequence - 1L);
                publication.commit(FrameLayout.HEADER_LENGTH + TickCommandEncoder.BLOCK_LENGTH);
                publication.endGroup();
                flushSometimes(publication, sequence);
            }
        }
    }

    private void append(final String queue, final int from, final int to) {
        try (Publication publication = new GroupBuffer(transport.sink(home.queue(queue)))) {
            publication.resume(from - 1L, FrameHash.EMPTY);
            for (int sequence = from; sequence <= to; sequence++) {
                publication.beginGroup(sequence, sequence);
                for (int frame = 0; frame < 1 + sequence % 3; frame++) {
                    final UnsafeBuffer buffer = publication.buffer();
                    final int offset = publication.claim(64);
                    header.wrap(buffer, offset)
                            .blockLength(0)
                            .templateId(9_999)
                            .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                            .version(0);
                    buffer.setMemory(offset + FrameLayout.HEADER_LENGTH, 32, (byte) (sequence | 1));
                    publication.commit(64);
                }
                publication.endGroup();
                flushSometimes(publication, sequence);
            }
        }
    }

    private static void flushSometimes(final Publication publication, final int sequence) {
        if (sequence % 7 == 0) {
            publication.flush();
        }
    }

    private List<byte[]> frames(final String queue) {
        final List<byte[]> frames = new ArrayList<>();
        try (FrameCursor cursor = transport.cursor(home.queue(queue))) {
            while (cursor.next()) {
                final byte[] frame = new byte[cursor.length()];
                cursor.buffer().getBytes(cursor.offset(), frame);
                frames.add(frame);
            }
        }
        return frames;
    }

    private Map<String, String> inputs() {
        final Map<String, String> inputs = new TreeMap<>();
        for (final String queue : manifest.queues()) {
            if (!HeadCheck.isDerived(queue)) {
                inputs.putAll(bytes(home.queue(queue)));
            }
        }
        return inputs;
    }

    /** Hash of every file below a folder, by its relative name. */
    private static Map<String, String> bytes(final Path root) {
        final Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (final Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(file).toString(),
                        Files.size(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
            return files;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
