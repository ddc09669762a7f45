package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.sync.SyncMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real follower on real queues: killed, restarted, over changes of file, and what the kernel says of the pages. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SyncProcessTest {
    private static final String CONFIG = "queues:\n  blockSizeMb: 1\nsync:\n  intervalMs: 2\n";
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Home home;
    private ChronicleTransport transport;
    private long aheadNs;

    @BeforeEach
    void makeHome() {
        home = Home.at(folder.resolve("home"));
        final Manifest made = Manifest.create(HomeConfig.parse("test", CONFIG));
        final Manifest manifest = new Manifest(
                made.homeId(),
                made.schemaId(),
                made.schemaVersion(),
                made.created(),
                made.timeMode(),
                "TEST_SECONDLY",
                made.blockSizeBytes(),
                made.sources(),
                made.audited(),
                made.venue());
        HomeQueues.init(home, manifest, CONFIG);
        final EpochNanoClock clock = () -> System.currentTimeMillis() * 1_000_000L + aheadNs;
        transport = HomeQueues.transport(manifest, clock);
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (final Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void followsOverFilesAndRestartsAndMakesTheEndDurable() throws Exception {
        publish(QueueNames.COMMANDS, 1, 300);
        final Process killed = start();
        awaitDurable(QueueNames.COMMANDS, 300);
        publish(QueueNames.EXECUTIONS, 1, 20);
        aheadNs += 3 * SECOND_NS;
        publish(QueueNames.COMMANDS, 301, 400);
        aheadNs += 3 * SECOND_NS;
        publish(QueueNames.COMMANDS, 401, 500);
        awaitDurable(QueueNames.COMMANDS, 500);
        awaitDurable(QueueNames.EXECUTIONS, 20);
        final ProcessMark mark = mark();
        assertThat(mark.positions())
                .hasSize(home.open().queues().size())
                .noneMatch(ProcessMark.Position::written)
                .contains(new ProcessMark.Position(QueueNames.MARGIN, false, 0));
        assertThat(mark.counter("syncs")).isPositive();
        assertThat(openFiles(killed, QueueNames.COMMANDS)).isNotEmpty();
        killed.destroyForcibly().waitFor();

        publish(QueueNames.COMMANDS, 501, 600);
        final Process next = start();
        awaitDurable(QueueNames.COMMANDS, 600);
        next.destroy();
        assertThat(next.waitFor()).as(output()).isEqualTo(StrikebookProcess.CLEAN);
        assertThat(mark().state()).isEqualTo(ProcessState.STOPPED);
        assertThat(mark().counters().errors()).isZero();
    }

    /** Pages that this process has written through a mapping are clean once the follower, which maps none of them for writing, is done. */
    @Test
    void theKernelHasNothingLeftToWrite() throws Exception {
        assumeThat(Files.getFileStore(folder).type())
                .as("has a disk to write to")
                .isNotEqualTo("tmpfs");
        try (Publication commands = new GroupBuffer(transport.sink(home.queue(QueueNames.COMMANDS)))) {
            for (long sequence = 1; sequence <= 2_000; sequence++) {
                TestGroups.group(commands, sequence, 300);
                commands.flush();
            }
            assertThat(mappedPages(true)).isPositive();
            start();
            awaitDurable(QueueNames.COMMANDS, 2_000);
            assertThat(mappedPages(false)).isPositive();
            assertThat(mappedPages(true)).isZero();
        }
    }

    /** Kibibytes of the queue's file that this process has mapped: all, or those that are dirty. */
    private long mappedPages(final boolean dirty) throws IOException {
        final String prefix = home.queue(QueueNames.COMMANDS).toRealPath() + "/";
        boolean ours = false;
        long sum = 0;
        for (final String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                ours = line.contains(prefix) && line.endsWith(".cq4");
            } else if (ours && (dirty ? line.matches("(Private|Shared)_Dirty:.*") : line.startsWith("Rss:"))) {
                sum += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return sum;
    }

    /** Data files of a queue that a process has open; none may be open to write. */
    private List<String> openFiles(final Process process, final String queue) throws IOException {
        final List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (final Path descriptor : descriptors.toList()) {
                final String target = targetOf(descriptor);
                if (target.endsWith(".cq4")
                        && target.startsWith(home.queue(queue).toRealPath() + "/")) {
                    final String info = flagsOf(process, descriptor);
                    if (!info.isEmpty()) {
                        assertThat(info).containsPattern("flags:\\s+[0-7]*[04]\\n"); // O_RDONLY
                        open.add(target);
                    }
                }
            }
        }
        return open.stream().distinct().toList();
    }

    /** Nothing of a descriptor that was closed since. */
    private static String targetOf(final Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (final IOException e) {
            return "";
        }
    }

    private static String flagsOf(final Process process, final Path descriptor) {
        try {
            return Files.readString(
                    Path.of("/proc/" + process.pid() + "/fdinfo").resolve(descriptor.getFileName()));
        } catch (final IOException e) {
            return "";
        }
    }

    private void publish(final String queue, final long from, final long to) {
        try (Publication publication = new GroupBuffer(transport.sink(home.queue(queue)))) {
            publication.resume(from - 1, FrameHash.EMPTY);
            for (long sequence = from; sequence <= to; sequence++) {
                TestGroups.group(publication, sequence, 64);
                publication.flush();
            }
        }
    }

    private Process start() throws IOException {
        final Process process = ChildProcess.start(log(started.size()), SyncMain.class, home.path());
        started.add(process);
        return process;
    }

    private void awaitDurable(final String queue, final long sequence) {
        Await.until(
                () -> found().filter(mark -> mark.pid() == newest().pid()
                                && mark.positions().contains(new ProcessMark.Position(queue, false, sequence)))
                        .isPresent(),
                () -> !newest().isAlive(),
                () -> MarkFileReader.readAll(home) + output());
    }

    private Optional<ProcessMark> found() {
        return MarkFileReader.read(home.markFile(SyncMain.ROLE));
    }

    private ProcessMark mark() {
        return found().orElseThrow();
    }

    private Process newest() {
        return started.get(started.size() - 1);
    }

    private String output() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < started.size(); i++) {
            text.append("\n--- process ").append(i).append('\n').append(ChildProcess.said(log(i)));
        }
        return text.toString();
    }

    private Path log(final int process) {
        return folder.resolve("process-" + process + ".txt");
    }
}
