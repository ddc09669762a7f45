package io.strikebook.ipc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.process.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds over fake queues and a fake disk, by a clock that the test sets. */
class SyncAgentTest implements QueueSync.Failures {
    private static final long INTERVAL_NS = 10_000_000L;

    @TempDir
    Path home;

    private final FakeDisk disk = new FakeDisk();
    private final Map<String, FakeQueue> queues = new LinkedHashMap<>();
    private final Map<String, Long> failed = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private Upstream.State upstream = Upstream.State.ENDING;
    private long nowNs;
    private SyncAgent agent;

    @BeforeEach
    void makeQueues() throws IOException {
        for (final String name : List.of("marks", "orders-load", "commands", "executions", "margin")) {
            queues.put(name, new FakeQueue(home, name, disk.events).make("1").write("1", 5));
        }
        agent = agent();
    }

    private SyncAgent agent() {
        return new SyncAgent(
                queues.values().stream().map(this::sync).toList(),
                INTERVAL_NS,
                () -> nowNs,
                () -> upstream,
                new SyncAgent.Counters(
                        value -> counters.put("syncs", value),
                        value -> counters.put("last", value),
                        value -> counters.put("longest", value)));
    }

    private QueueSync sync(final FakeQueue queue) {
        return new QueueSync(queue.name, queue.folder, queue, disk, this);
    }

    @Override
    public void warn(final IOException error) {
        warnings.add(error.getMessage());
    }

    @Override
    public void fail(final String queue, final long durableTo, final IOException error) {
        failed.put(queue, durableTo);
    }

    private int round() {
        nowNs += INTERVAL_NS;
        return agent.doWork();
    }

    @Test
    void forcesWhatDerivesFirstAndShowsTheInputsFirst() {
        round();
        assertThat(disk.take().stream()
                        .filter(event ->
                                !event.contains("metadata") && event.contains(".cq4") || event.contains("durable"))
                        .toList())
                .containsExactly(
                        "force margin/1.cq4",
                        "force executions/1.cq4",
                        "force commands/1.cq4",
                        "force marks/1.cq4",
                        "force orders-load/1.cq4",
                        "orders-load durable to 5",
                        "marks durable to 5",
                        "commands durable to 5",
                        "executions durable to 5",
                        "margin durable to 5");
    }

    @Test
    void forcesTheFolderAndTheTableOfANewFileOnce() {
        round();
        assertThat(disk.take()).contains("force margin/metadata.cq4t", "force margin");
        queues.get("margin").write("1", 6);
        round();
        assertThat(disk.take()).containsExactly("force margin/1.cq4", "margin durable to 6");
        assertThat(disk.open).contains("margin/1.cq4").doesNotContain("margin", "margin/metadata.cq4t");
    }

    @Test
    void showsOnlyWhatWasReadBeforeTheSync() {
        disk.whileForcing = () -> queues.values().forEach(queue -> queue.head++);
        round();
        assertThat(queues.get("margin").done).isEqualTo(5);
        // the inputs were read after the others were forced, so that they explain what those refer to
        assertThat(queues.get("orders-load").done).isGreaterThan(queues.get("commands").done);
        assertThat(queues.get("marks").done).isGreaterThan(queues.get("commands").done);
        assertThat(queues.get("commands").done).isGreaterThan(queues.get("executions").done);
    }

    @Test
    void forcesNothingWhereNothingWasWritten() {
        assertThat(round()).isEqualTo(5);
        disk.take();
        assertThat(round()).isZero();
        assertThat(disk.take()).isEmpty();
        assertThat(counters).containsEntry("syncs", 1L);
    }

    @Test
    void keepsToItsInterval() {
        agent.doWork();
        disk.take();
        queues.get("commands").write("1", 6);
        nowNs += INTERVAL_NS - 1;
        assertThat(agent.doWork()).isZero();
        nowNs++;
        assertThat(agent.doWork()).isEqualTo(1);
        disk.whileForcing = () -> nowNs += 3 * INTERVAL_NS;
        queues.get("commands").write("1", 7);
        nowNs += INTERVAL_NS;
        agent.doWork();
        assertThat(counters).containsEntry("last", 30_000L).containsEntry("longest", 30_000L);
        queues.get("commands").write("1", 8);
        assertThat(agent.doWork()).as("late: the next round comes at once").isEqualTo(1);
    }

    @Test
    void forcesAFileThatWasRolledAwayOnceMore() throws IOException {
        round();
        disk.take();
        queues.get("commands").make("2").make("3");
        round();
        assertThat(disk.take()).as("made ahead, nothing written").isEmpty();
        queues.get("commands").write("2", 9);
        round();
        assertThat(disk.take())
                .containsExactly(
                        "force commands/1.cq4",
                        "force commands/2.cq4",
                        "force commands/metadata.cq4t",
                        "force commands",
                        "commands durable to 9");
        assertThat(disk.open).contains("commands/2.cq4").doesNotContain("commands/1.cq4");
        queues.get("commands").write("2", 10);
        round();
        assertThat(disk.take()).containsExactly("force commands/2.cq4", "commands durable to 10");
    }

    @Test
    void forcesEveryFileOnceWhenItStarts() throws IOException {
        queues.get("commands").make("0").make("2").make("3").write("2", 70);
        round();
        assertThat(disk.take())
                .contains("force commands/0.cq4", "force commands/1.cq4", "force commands/2.cq4")
                .doesNotContain("force commands/3.cq4");
    }

    @Test
    void aQueueWithoutAnyFileIsDurableToNothing() throws IOException {
        final FakeQueue admin = new FakeQueue(home, "admin", disk.events);
        queues.put("admin", admin);
        agent = agent();
        round();
        assertThat(disk.take()).contains("force admin", "margin durable to 5");
        admin.make("4").write("4", 1);
        round();
        assertThat(disk.take())
                .containsExactly("force admin/4.cq4", "force admin/metadata.cq4t", "force admin", "admin durable to 1");
    }

    @Test
    void afterAFailedSyncNothingCountsAsDurableThatRestsOnIt() {
        round();
        disk.failing.add("commands/1.cq4");
        queues.values().forEach(queue -> queue.write("1", 6));
        round();
        assertThat(failed).containsExactly(Map.entry("commands", 5L));
        disk.failing.clear();
        disk.take();
        queues.values().forEach(queue -> queue.write("1", 7));
        round();
        round();
        assertThat(queues.get("orders-load").done).isEqualTo(7);
        for (final String resting : List.of("commands", "marks", "executions", "margin")) {
            assertThat(queues.get(resting).done).as(resting).isEqualTo(5);
        }
        assertThat(disk.take()).contains("force margin/1.cq4").doesNotContain("force commands/1.cq4");
    }

    @Test
    void aFailedDerivedQueueHoldsNoOtherBack() {
        disk.failing.add("executions/1.cq4");
        round();
        assertThat(failed).containsExactly(Map.entry("executions", 0L));
        assertThat(queues.get("commands").done).isEqualTo(5);
        assertThat(queues.get("marks").done).isEqualTo(5);
        assertThat(queues.get("margin").done).isZero();
    }

    @Test
    void aFailureOfARunBeforeStays() {
        final FakeQueue commands = queues.get("commands");
        final QueueSync sync = sync(commands);
        sync.failedAt(3);
        assertThat(sync.sync()).isFalse();
        assertThat(sync.isSynced()).isFalse();
        assertThat(disk.take()).containsExactly("commands durable to 3");
    }

    @Test
    void triesAgainWhatCannotBeOpenedForAWhile() {
        disk.failingToOpen.add("orders-load/1.cq4");
        round();
        assertThat(warnings).hasSize(1);
        assertThat(queues.values()).allMatch(queue -> queue.done == 0);
        disk.failingToOpen.clear();
        round();
        assertThat(queues.values()).allMatch(queue -> queue.done == 5);
        assertThat(failed).isEmpty();
        assertThat(disk.take().stream().filter("force margin/1.cq4"::equals)).hasSize(1);
    }

    @Test
    void givesUpWhatCanNeverBeOpened() {
        disk.failingToOpen.add("orders-load/1.cq4");
        for (int i = 0; i < QueueSync.MAX_ATTEMPTS + 5; i++) {
            round();
        }
        assertThat(warnings).hasSize(QueueSync.MAX_ATTEMPTS - 1);
        assertThat(failed).containsExactly(Map.entry("orders-load", 0L));
    }

    @Test
    void doesWithoutAFileThatWasPrunedMeanwhile() throws IOException {
        queues.get("commands").make("2").write("2", 9);
        disk.gone.add("commands/1.cq4");
        round();
        assertThat(queues.get("commands").done).isEqualTo(9);
        assertThat(warnings).isEmpty();
    }

    @Test
    void makesTheEndOfTheVenueDurableBeforeItEnds() {
        round();
        assertThat(agent.drained()).isFalse();
        queues.values().forEach(queue -> queue.write("1", 8));
        upstream = Upstream.State.ENDED;
        assertThat(agent.drained()).isTrue();
        assertThat(queues.values()).allMatch(queue -> queue.done == 8);
        agent.onClose();
        assertThat(disk.open).isEmpty();
    }
}
