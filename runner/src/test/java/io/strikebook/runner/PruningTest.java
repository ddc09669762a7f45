package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.check.Finding;
import io.strikebook.ipc.check.HeadCheck;
import io.strikebook.ipc.chronicle.QueueFile;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.FollowerMark;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.retention.Decision;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.margin.MarginMain;
import io.strikebook.matching.MatchingMain;
import io.strikebook.pricer.PricerMain;
import io.strikebook.runner.retention.Pruning;
import io.strikebook.sequencer.RiskEngineMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files go only where nobody needs them, and what is left is a venue that starts, goes on and is verified. */
@Timeout(120)
class PruningTest {
    private static final int FILES = 6;
    private static final int TURNS_PER_FILE = 2_500;
    private static final long MINUTE_MS = 60_000;
    private static final String CONFIG = """
            time: live
            queues:
              blockSizeMb: 1
              rollCycle: MINUTELY
            disk:
              minimumFreeMb: 0
              reserveMb: 0
            venue:
              sequencing:
                checkpointInterval: 4096
            """;
    private static final String KEEP_ONE = "retention:\n  keepFiles: 1\n";
    private static final Map<String, List<String>> READS = Map.of(
            "feeder", List.of(),
            "pricer", List.of("market-data", "commands"),
            "risk", List.of("marks", "executions", "margin", "admin", "orders-load"),
            "matching", List.of("commands", "marks"),
            "margin", List.of("commands", "executions", "marks"));

    private final AtomicLong fileClockMs = new AtomicLong(System.currentTimeMillis() - 100 * MINUTE_MS);

    @TempDir
    private Path folder;

    private Home home;
    private long middle;

    /** Trades over several files; half way a set is made, as a follower of the running venue. */
    @BeforeEach
    void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 3, CONFIG + KEEP_ONE, fileClockMs::get)) {
            home = venue.home();
            for (int file = 0; file < FILES; file++) {
                venue.trade(TURNS_PER_FILE);
                fileClockMs.addAndGet(MINUTE_MS);
                if (file == FILES / 2) {
                    middle = snapshot().sequence();
                }
            }
            venue.stop();
        }
        for (final String role : READS.keySet()) {
            ranTo(role, Long.MAX_VALUE);
        }
    }

    private SnapshotSet snapshot() {
        try (Recording recording = new Recording(home)) {
            final SnapshotMaker maker = new SnapshotMaker(recording, line -> {});
            final SnapshotMaker.Result result = maker.make(maker.newestSequence(), (command, positions) -> {});
            assertThat(result.verified()).isTrue();
            return result.set().orElseThrow();
        }
    }

    /** Leaves the mark of a process that has read its queues to the end, or to a sequence, and was stopped. */
    private void ranTo(final String role, final long sequence) {
        final int code = StrikebookProcess.run(role, arguments(), context -> {
            for (final String queue : READS.get(role)) {
                context.subscription(queue).seekAfter(Math.min(sequence, context.headSequence(queue)));
            }
            return new Idle(true);
        });
        assertThat(code).isEqualTo(StrikebookProcess.CLEAN);
    }

    private String[] arguments() {
        return new String[] {"--home", home.path().toString()};
    }

    private List<Decision> decide() {
        try (Pruning pruning = new Pruning(home)) {
            return pruning.decide();
        }
    }

    private Map<String, List<QueueFile>> prune() {
        try (Pruning pruning = new Pruning(home)) {
            final List<Decision> decisions = pruning.decide();
            final List<QueueFile> deleted = pruning.delete(decisions);
            assertThat(deleted)
                    .isEqualTo(decisions.stream()
                            .filter(Decision::delete)
                            .map(Decision::file)
                            .toList());
            return deleted.stream()
                    .collect(Collectors.groupingBy(
                            file -> file.path().getParent().getFileName().toString()));
        }
    }

    private static String first(final List<Decision> decisions, final String queue) {
        return decisions.stream()
                .filter(decision -> decision.queue().equals(queue))
                .map(decision -> (decision.delete() ? "- " : "+ ") + decision.reason())
                .findFirst()
                .orElseThrow();
    }

    private SnapshotStore store() {
        return new SnapshotStore(home.snapshots(), home.open().homeId(), line -> {});
    }

    @Test
    void whatIsLeftStartsGoesOnAndIsVerified() throws Exception {
        final Map<String, List<QueueFile>> deleted = prune();
        for (final String queue : List.of("market-data", "marks", "orders-load", "commands", "executions", "margin")) {
            assertThat(deleted.get(queue)).as(queue).hasSizeBetween(2, FILES / 2 + 1);
            assertThat(home.prunedTo(queue)).isPositive();
        }
        assertThat(deleted.get("commands"))
                .allMatch(file -> file.lastSequence() <= middle && !Files.exists(file.path()));
        assertThat(deleted).doesNotContainKey("admin");
        assertThat(decide()).noneMatch(Decision::delete);
        assertThat(HeadCheck.run(home)).isEmpty();

        try (Recording recording = new Recording(home)) {
            final Verifier verifier = Verifier.after(store().whole(middle).orElseThrow(), recording);
            final Verification verification = verifier.run(command -> {});
            assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Verification.Outcome.IDENTICAL);
            assertThat(verification.commands()).isPositive();
            assertThatThrownBy(
                            () -> new Verifier(recording, recording.manifest().venue(), false))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("begins with sequence")
                    .hasMessageContaining("--verify --after-set " + middle);
            assertThatThrownBy(() -> new Resequencer(recording, java.util.Set.of())
                            .run(
                                    Home.at(folder.resolve("into")),
                                    recording.manifest().venue(),
                                    CONFIG,
                                    command -> {}))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("were pruned");
        }
        assertThat(new LoadedSet(store().whole(middle).orElseThrow(), home.open()).instruments())
                .extracting(Instrument::instrumentId)
                .startsWith(1, 2, 3);
        restart();
        final SnapshotSet newer = snapshot();
        assertThat(newer.sequence()).isGreaterThan(middle);
        restart();
    }

    /** Each engine recovers from what is left: computes it again, compares, and has nothing to add. */
    private void restart() throws Exception {
        final Map<String, StrikebookProcess.Body> mains = Map.of(
                "matching", MatchingMain::agent,
                "margin", MarginMain::agent,
                "pricer", PricerMain::agent,
                "risk", RiskEngineMain::agent);
        for (final Map.Entry<String, StrikebookProcess.Body> main : mains.entrySet()) {
            try (HostedProcess process = new HostedProcess(main.getKey(), arguments(), main.getValue())) {
                process.start();
                process.requestStop();
                while (!process.hasEnded()) {
                    process.doWork();
                }
                assertThat(process.failure()).as(main.getKey()).isNull();
            }
        }
    }

    @Test
    void withoutASetThatCoversWhatWasPrunedNothingStarts() {
        prune();
        store().keepNewest(0);
        for (final Map.Entry<String, StrikebookProcess.Body> main : Map.<String, StrikebookProcess.Body>of(
                        "matching", MatchingMain::agent,
                        "margin", MarginMain::agent,
                        "pricer", PricerMain::agent,
                        "risk", RiskEngineMain::agent)
                .entrySet()) {
            assertThat(StrikebookProcess.run(main.getKey(), arguments(), main.getValue()))
                    .as(main.getKey())
                    .isEqualTo(StrikebookProcess.REFUSED);
        }
        assertThat(HeadCheck.run(home))
                .anyMatch(finding -> finding.kind() == Finding.Kind.INPUT_LOST
                        && finding.text().contains("older files were pruned"));
        try (Recording recording = new Recording(home)) {
            final SnapshotMaker maker = new SnapshotMaker(recording, line -> {});
            assertThatThrownBy(() -> maker.make(maker.newestSequence(), (command, positions) -> {}))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("there is no verified one");
        }
    }

    @Test
    void aReaderThatIsBehindKeepsWhatItHasNotRead() throws Exception {
        ranTo("margin", 5);
        assertThat(first(decide(), "commands")).isEqualTo("+ margin (stopped) has read up to 5");
        assertThat(first(decide(), "market-data")).isEqualTo("- nobody needs it");
        assertThat(prune())
                .doesNotContainKeys("commands", "executions", "marks")
                .containsKey("margin");
        ranTo("margin", Long.MAX_VALUE);
        assertThat(first(decide(), "commands")).isEqualTo("- nobody needs it");

        final long lastOfFirst = decide().stream()
                .filter(decision -> decision.queue().equals("commands"))
                .findFirst()
                .orElseThrow()
                .file()
                .lastSequence();
        try (HostedProcess running = new HostedProcess("matching", arguments(), context -> {
            final Subscription commands = context.subscription("commands");
            commands.seekAfter(lastOfFirst);
            return new Idle(false);
        })) {
            assertThat(first(decide(), "commands")).isEqualTo("+ matching is starting");
            running.start();
            assertThat(first(decide(), "commands")).isEqualTo("+ matching (running) has read up to " + lastOfFirst);
        }
        ranTo("matching", Long.MAX_VALUE);
        try (FollowerMark follower = new FollowerMark(home, "auditor", List.of("commands"))) {
            assertThat(first(decide(), "commands")).isEqualTo("+ auditor (running) has read up to 0");
            follower.position("commands", lastOfFirst + 1);
            assertThat(first(decide(), "commands")).isEqualTo("- nobody needs it");
        }
        Files.delete(home.markFile("pricer"));
        assertThat(first(decide(), "commands")).isEqualTo("+ pricer never started and has to read it");
    }

    @Test
    void onlyASetThatIsVerifiedAndUnchangedCounts() throws IOException {
        final Path state = store().whole(middle).orElseThrow().folder().resolve("risk.state");
        final byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);
        assertThat(first(decide(), "commands")).isEqualTo("+ there is no verified snapshot set");
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);
        assertThat(first(decide(), "commands")).isEqualTo("- nobody needs it");
        final Path marker = state.resolveSibling("verified");
        Files.delete(marker);
        assertThat(first(decide(), "commands")).isEqualTo("+ there is no verified snapshot set");

        try (Recording recording = new Recording(home)) {
            final SnapshotMaker maker = new SnapshotMaker(recording, line -> {});
            assertThat(maker.make(maker.newestSequence(), (command, positions) -> {})
                            .verified())
                    .as("it goes on from a set that is not")
                    .isFalse();
        }
        try (Recording recording = new Recording(home)) {
            final Verifier verifier =
                    new Verifier(recording, recording.manifest().venue(), true);
            verifier.compareSets(store());
            assertThat(verifier.run(command -> {}).outcome()).isEqualTo(Verification.Outcome.IDENTICAL);
            assertThat(verifier.setsVerified()).hasSize(2).contains(middle);
            assertThat(verifier.setsWrong()).isEmpty();
        }
        assertThat(marker).exists();
        assertThat(first(decide(), "commands")).isEqualTo("- nobody needs it");
    }

    @Test
    void withoutRetentionEverythingIsKept() throws IOException {
        Files.writeString(home.configFile(), CONFIG);
        assertThat(decide()).noneMatch(Decision::delete);
        assertThat(first(decide(), QueueNames.COMMANDS)).isEqualTo("+ retention keeps all");
        Files.writeString(home.configFile(), CONFIG + "retention:\n  keepDays: 1\n");
        assertThat(first(decide(), QueueNames.COMMANDS)).isEqualTo("+ retention keeps 1 day");
        Files.writeString(home.configFile(), CONFIG + "load:\n  makers: 2\n");
        Files.writeString(home.configFile(), CONFIG + KEEP_ONE + "load:\n  makers: 2\n");
        assertThat(first(decide(), QueueNames.COMMANDS)).isEqualTo("+ load never started and has to read it");
    }

    /** Does nothing, or ends at once. */
    private record Idle(boolean ends) implements Agent {
        @Override
        public int doWork() {
            if (ends) {
                throw new AgentTerminationException();
            }
            return 0;
        }

        @Override
        public String roleName() {
            return "idle";
        }
    }
}
