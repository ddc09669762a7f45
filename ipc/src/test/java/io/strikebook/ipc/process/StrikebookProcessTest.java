package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.agent.DutyCycleTracker;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.host.CpuList;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: started, watched, signalled, killed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StrikebookProcessTest {
    private static final String CONFIG = "queues:\n  blockSizeMb: 1\n";

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Home home;
    private ChronicleTransport transport;

    @BeforeEach
    void makeHome() {
        home = Home.at(folder.resolve("home"));
        final Manifest manifest = HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG);
        transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (final Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void beatsAndCountsAndEndsCleanlyOnSigterm() throws Exception {
        final Process process = start();
        final ProcessMark first = await(mark -> mark.state() == ProcessState.RUNNING);
        assertThat(first.pid()).isEqualTo(process.pid());
        assertThat(first.role()).isEqualTo(EchoMain.ROLE);
        assertThat(first.isAlive()).isTrue();
        assertThat(first.counters().diskFreeBytes()).isPositive();
        final ProcessMark beaten = await(mark -> mark.heartbeatMs() > first.heartbeatMs() + 200);
        assertThat(beaten.heartbeatMs()).isLessThanOrEqualTo(System.currentTimeMillis());
        publish(1, 500);
        final ProcessMark counted =
                await(mark -> mark.positions().contains(new ProcessMark.Position(QueueNames.EXECUTIONS, true, 500)));
        assertThat(counted.positions()).contains(new ProcessMark.Position(QueueNames.COMMANDS, false, 500));
        await(mark -> mark.counters().pagesPopulated() > 0);
        await(mark -> mark.counters().faults() > 0);
        process.destroy();
        assertThat(process.waitFor()).as(output()).isEqualTo(StrikebookProcess.CLEAN);
        final ProcessMark last = mark();
        assertThat(last.state()).isEqualTo(ProcessState.STOPPED);
        assertThat(last.isAlive()).isFalse();
        assertThat(last.counters().work()).isEqualTo(500);
        assertThat(last.counters().errors()).isZero();
        assertThat(ErrorLog.read(home.errorLog(EchoMain.ROLE))).isEmpty();
        assertThat(output()).contains("idle: \"backoff\"").contains("; the agent populates pages; ");
    }

    @Test
    void tellsAStallFromTheStart() throws Exception {
        start("--config", config("matching:\n  idle: busy\n  stallAt: 3\n  stallThresholdUs: 100000\n"));
        final ProcessMark quiet = await(mark -> mark.cycles().startMaxNs() > 0);
        publish(1, 5);
        // a busy machine stalls it too, for less or for more than it is told to
        final ProcessMark stalled =
                await(mark -> mark.writtenTo() == 5 && mark.cycles().maxNs() >= 150_000_000);
        // that was read while it was being written
        final DutyCycles cycles =
                await(mark -> mark.heartbeatMs() > stalled.heartbeatMs()).cycles();
        assertThat(cycles.stalls()).isPositive();
        assertThat(cycles.buckets().get(DutyCycleTracker.BUCKETS - 1)).isPositive();
        assertThat(cycles.thresholdNs()).isEqualTo(100_000_000);
        assertThat(cycles.maxAtMs()).isBetween(quiet.startMs(), System.currentTimeMillis() + 1);
    }

    @Test
    void keepsItsOtherThreadsOffTheCpuOfItsAgent() throws Exception {
        final BitSet cpus = ThreadPinning.reachable();
        assumeThat(cpus.cardinality()).isGreaterThan(1);
        final int own = cpus.length() - 1;
        final Process process = start("--config", config("matching:\n  cpu: " + own + "\n"));
        await(mark -> mark.state() == ProcessState.RUNNING);
        final Map<String, List<String>> byCpus = new TreeMap<>();
        final File[] threads = new File("/proc/" + process.pid() + "/task").listFiles();
        assertThat(threads).hasSizeGreaterThan(5);
        for (final File thread : threads) {
            final String status = statusOf(thread.toPath());
            if (status.isEmpty()) {
                continue;
            }
            byCpus.computeIfAbsent(value(status, "Cpus_allowed_list"), list -> new ArrayList<>())
                    .add(value(status, "Name"));
        }
        assertThat(byCpus.remove("" + own)).containsExactly("matching");
        assertThat(byCpus.keySet())
                .allSatisfy(list ->
                        assertThat(CpuList.parse(list).orElseThrow().get(own)).isFalse());
        assertThat(output())
                .contains("agent pinned to CPU " + own + ", other threads on ")
                .contains("; its housekeeper populates pages; ");
        publish(1, 500);
        await(mark -> mark.counters().pagesPopulated() > 0);
    }

    /** Nothing of a thread that has ended since: the compilers' come and go. */
    private static String statusOf(final Path thread) {
        try {
            return Files.readString(thread.resolve("status"));
        } catch (final IOException e) {
            return "";
        }
    }

    private static String value(final String status, final String key) {
        return status.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void answersWhatIsOnTheSpineBeforeItEnds() throws Exception {
        final Process process = start();
        await(mark -> mark.state() == ProcessState.RUNNING);
        publish(1, 20_000);
        process.destroy();
        assertThat(process.waitFor()).as(output()).isEqualTo(StrikebookProcess.CLEAN);
        assertThat(transport.head(home.queue(QueueNames.EXECUTIONS)).sequence()).isEqualTo(20_000);
    }

    @Test
    void goesOnAfterKillWithoutLossOrDouble() throws Exception {
        final Process killed = start();
        await(mark -> mark.state() == ProcessState.RUNNING);
        publish(1, 5_000);
        killed.destroyForcibly().waitFor();
        assertThat(mark().state().isAlive()).isTrue();
        assertThat(mark().isAlive()).isFalse();
        publish(5_001, 6_000);
        final Process next = start();
        await(mark -> mark.pid() == next.pid()
                && mark.positions().contains(new ProcessMark.Position(QueueNames.EXECUTIONS, true, 6_000)));
        next.destroy();
        assertThat(next.waitFor()).as(output()).isEqualTo(StrikebookProcess.CLEAN);
        try (var executions = transport.subscription(home.queue(QueueNames.EXECUTIONS))) {
            final List<String> found = TestGroups.pollAll(executions);
            assertThat(found).hasSize(6_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void endsWithOneAndAnEntryWhenItsAgentThrows() throws Exception {
        final Process process = start("--config", config("matching:\n  failAt: 3\n"));
        await(mark -> mark.state() == ProcessState.RUNNING);
        publish(1, 5);
        assertThat(process.waitFor()).as(output()).isEqualTo(StrikebookProcess.FAILED);
        assertThat(mark().state()).isEqualTo(ProcessState.FAILED);
        assertThat(mark().counters().errors()).isEqualTo(1);
        final List<ErrorLog.Entry> errors = ErrorLog.read(home.errorLog(EchoMain.ROLE));
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).contains("told to fail at 3");
        assertThat(transport.head(home.queue(QueueNames.EXECUTIONS)).sequence()).isZero();
    }

    @Test
    void saysSoWhereItWasNotDrainedInTime() throws Exception {
        final Process process = start("--config", config("matching:\n  drains: false\n  stopTimeoutMs: 300\n"));
        await(mark -> mark.state() == ProcessState.RUNNING);
        process.destroy();
        assertThat(process.waitFor()).as(output()).isEqualTo(StrikebookProcess.FAILED);
        assertThat(mark().state()).isEqualTo(ProcessState.FAILED);
        final List<ErrorLog.Entry> errors = ErrorLog.read(home.errorLog(EchoMain.ROLE));
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).contains("matching was not drained within the stop timeout of 300 ms");
    }

    @Test
    void refusesASecondProcessOfItsRole() throws Exception {
        final Process first = start();
        await(mark -> mark.state() == ProcessState.RUNNING);
        final Process second = start();
        assertThat(second.waitFor()).isEqualTo(StrikebookProcess.REFUSED);
        assertThat(output()).contains("directory in use by pid " + first.pid() + " (role-matching)");
        assertThat(mark().pid()).isEqualTo(first.pid());
    }

    @Test
    void refusesAQueueThatHasAWriter() throws Exception {
        try (var lock = home.lock("queue-" + QueueNames.EXECUTIONS)) {
            assertThat(lock).isNotNull();
            assertThat(start().waitFor()).isEqualTo(StrikebookProcess.REFUSED);
        }
        assertThat(output()).contains("(queue-executions)").doesNotContain("\tat ");
        assertThat(mark().state()).isEqualTo(ProcessState.FAILED);
    }

    @Test
    void refusesArgumentsAndConfigurationWithoutAStackTrace() {
        assertThat(run()).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(run("--home")).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(run("--home", "x", "--speed", "2")).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(run("--home", home.path().toString(), "--role", "margin")).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(run("--home", folder.resolve("nowhere").toString())).isEqualTo(StrikebookProcess.REFUSED);
        assertThat(runWith("matching:\n  cpu: 3999\n")).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(runWith("matching:\n  idle: nap\n")).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(runWith("matching:\n  unknown: 1\n")).isEqualTo(StrikebookProcess.BAD_USAGE);
        assertThat(runWith("venue:\n  autoListing: false\n")).isEqualTo(StrikebookProcess.BAD_USAGE);
    }

    private int runWith(final String text) {
        return run("--home", home.path().toString(), "--config", config(text));
    }

    private static int run(final String... args) {
        return StrikebookProcess.run(EchoMain.ROLE, args, context -> new Agent() {
            @Override
            public int doWork() {
                throw new IllegalStateException("worked although its start should have been refused");
            }

            @Override
            public String roleName() {
                return EchoMain.ROLE;
            }
        });
    }

    private String config(final String text) {
        try {
            return Files.writeString(folder.resolve("other.yaml"), text).toString();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(final long from, final long to) {
        try (Publication commands = new GroupBuffer(transport.sink(home.queue(QueueNames.COMMANDS)))) {
            commands.resume(from - 1, FrameHash.EMPTY);
            for (long sequence = from; sequence <= to; sequence++) {
                TestGroups.group(commands, sequence, 64);
                commands.flush();
            }
        }
    }

    private Process start(final String... more) throws IOException {
        final Process process = ChildProcess.start(output(started.size()), EchoMain.class, home.path(), more);
        started.add(process);
        return process;
    }

    private ProcessMark await(final Predicate<ProcessMark> condition) {
        final Process newest = started.get(started.size() - 1);
        return Await.found(
                () -> MarkFileReader.read(home.markFile(EchoMain.ROLE)).filter(condition),
                () -> !newest.isAlive(),
                () -> MarkFileReader.readAll(home) + output());
    }

    private ProcessMark mark() {
        return MarkFileReader.read(home.markFile(EchoMain.ROLE)).orElseThrow();
    }

    private String output() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < started.size(); i++) {
            text.append("\n--- process ").append(i).append('\n');
            text.append(ChildProcess.said(output(i)));
        }
        return text.toString();
    }

    private Path output(final int process) {
        return folder.resolve("process-" + process + ".txt");
    }
}
