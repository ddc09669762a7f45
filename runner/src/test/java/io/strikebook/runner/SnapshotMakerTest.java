package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.recovery.ComparingSink;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.matching.MatchingAgent;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.PricerAgent;
import io.strikebook.pricer.RecordedMarks;
import io.strikebook.sequencer.Sequencer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A set made by a follower: every engine that loads it goes on exactly where the recording does. */
@Timeout(120)
class SnapshotMakerTest {
    @TempDir
    private static Path folder;

    private static Home home;

    private final List<String> log = new ArrayList<>();

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 17)) {
            venue.trade(15_000);
            venue.stop();
            home = venue.home();
        }
    }

    @BeforeEach
    void removeSets() {
        store().keepNewest(0);
        log.clear();
    }

    private static SnapshotStore store() {
        return new SnapshotStore(home.snapshots(), home.open().homeId(), line -> {});
    }

    private SnapshotMaker.Result make(final Recording recording, final long sequence) {
        final SnapshotMaker maker = new SnapshotMaker(recording, log::add);
        assertThat(maker.newestSequence()).isGreaterThanOrEqualTo(sequence);
        final SnapshotMaker.Result result = maker.make(sequence, (command, positions) -> {});
        assertThat(result.verification()).isEmpty();
        assertThat(result.set().orElseThrow().sequence()).isEqualTo(sequence);
        return result;
    }

    private SnapshotSet snapshotAt(final Recording recording, final long sequence) {
        return make(recording, sequence).set().orElseThrow();
    }

    private static Map<String, byte[]> bytes(final SnapshotSet set) throws IOException {
        final Map<String, byte[]> bytes = new TreeMap<>();
        for (final String role : set.roles()) {
            bytes.put(role, Files.readAllBytes(state(set, role)));
        }
        return bytes;
    }

    private static void assertSame(final SnapshotSet set, final Map<String, byte[]> expected) throws IOException {
        assertThat(set.roles()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (final Map.Entry<String, byte[]> state : bytes(set).entrySet()) {
            assertThat(Arrays.mismatch(state.getValue(), expected.get(state.getKey())))
                    .as("first different byte of %s after %s", state.getKey(), set.sequence())
                    .isEqualTo(-1);
        }
    }

    private static Path state(final SnapshotSet set, final String role) {
        return set.folder().resolve(role + ".state");
    }

    /** Commands at which engines lag behind each other in every way, the last one the newest. */
    private static long[] sequences(final Recording recording, final int count) {
        final long last = recording.lastAnsweredCommand();
        final LongStream random = new Random(5).longs(count - 1, 1, last);
        return LongStream.concat(random, LongStream.of(last)).sorted().toArray();
    }

    @Test
    void aSetThatGoesOnFromAnotherIsTheOneMadeFromTheStart() throws Exception {
        try (Recording recording = new Recording(home)) {
            long after = 0;
            for (final long sequence : sequences(recording, 12)) {
                final SnapshotMaker.Result result = make(recording, sequence);
                assertThat(result.after()).isEqualTo(after);
                after = sequence;
            }
            assertThat(store().sequences()).hasSize(3);
            for (final long sequence : store().sequences()) {
                final Map<String, byte[]> wentOn =
                        bytes(make(recording, sequence).set().orElseThrow());
                final SnapshotStore all = store();
                final List<Long> kept = all.sequences();
                final Path aside = Files.move(home.snapshots(), folder.resolve("aside"));
                final SnapshotMaker.Result fromStart = make(recording, sequence);
                assertThat(fromStart.after()).isZero();
                assertSame(fromStart.set().orElseThrow(), wentOn);
                all.keepNewest(0);
                Files.delete(home.snapshots());
                Files.move(aside, home.snapshots());
                assertThat(all.sequences()).isEqualTo(kept);
            }
        }
    }

    @Test
    void aDamagedSetIsPassedOverForTheOneBeforeAndThenForTheStart() throws Exception {
        try (Recording recording = new Recording(home)) {
            final long last = recording.lastAnsweredCommand();
            final SnapshotSet older = snapshotAt(recording, last / 4);
            final SnapshotSet newer = snapshotAt(recording, last / 2);
            Files.writeString(state(newer, "margin"), "nothing of the kind");
            assertThat(make(recording, last / 2 + 1).after()).isEqualTo(last / 4);
            assertThat(log).anyMatch(line -> line.contains("margin.state"));
            final Map<String, byte[]> whole = bytes(snapshotAt(recording, last / 2));
            assertThat(whole).as("written again").containsKey("margin");

            store().keepNewest(0);
            final SnapshotSet first = snapshotAt(recording, last / 4);
            Files.delete(state(first, "risk"));
            assertThat(make(recording, last / 2).after()).isZero();
            assertSame(newer, whole);
            assertThat(older.folder()).exists();
        }
    }

    @Test
    void aSetThatTheseEnginesDidNotWriteIsPassedOver() throws Exception {
        try (Recording recording = new Recording(home)) {
            final long last = recording.lastAnsweredCommand();
            snapshotAt(recording, last / 4);
            final SnapshotOutput foreign =
                    new SnapshotOutput().section("sequencer", 99).putLong(1);
            store().write(last / 2, Map.of("risk", foreign, "matching", foreign, "margin", foreign, "pricer", foreign));
            assertThat(make(recording, last).after()).isEqualTo(last / 4);
            assertThat(log).anyMatch(line -> line.contains("passed over") && line.contains("sequencer"));
        }
    }

    @Test
    void whatDiffersAfterTheSetIsFoundAndNothingIsWritten() {
        try (Recording recording = new Recording(home)) {
            final long last = recording.lastAnsweredCommand();
            final SnapshotSet set = snapshotAt(recording, last / 2);
            final Verifier engines = Verifier.after(set, recording, last);
            final Map<String, SnapshotOutput> states = EngineStates.save(
                    engines.lockstep(), engines.recomputedMarks().pricer());
            final MutableDirectBuffer margin =
                    (MutableDirectBuffer) states.get("margin").buffer();
            final int consumedHash = Integer.BYTES + "margin-engine".length() + Integer.BYTES;
            margin.putLong(consumedHash, margin.getLong(consumedHash) + 1);
            store().keepNewest(0);
            store().write(last / 2, states);

            final SnapshotMaker.Result result =
                    new SnapshotMaker(recording, log::add).make(last, (command, positions) -> {});
            assertThat(result.after()).isEqualTo(last / 2);
            assertThat(result.set()).isEmpty();
            assertThat(result.verification().orElseThrow().divergence()).startsWith("margin diverges at sequence");
            assertThat(store().sequences()).containsExactly(last / 2);
        }
    }

    @Test
    void matchingMarginAndPricerGoOnAsRecorded() throws Exception {
        try (Recording recording = new Recording(home)) {
            final long n = recording.lastCommand() / 2;
            final SnapshotSet set = snapshotAt(recording, n);
            assertThat(set.roles()).containsExactlyInAnyOrder("margin", "matching", "pricer", "risk");

            final ComparingSink executions = comparing(recording, QueueNames.EXECUTIONS, n);
            final Publication executionsOut = new GroupBuffer(executions);
            final MatchingEngine matching =
                    new MatchingEngine(recording.manifest().venue(), executionsOut);
            load(set, "matching", matching::load);
            final MatchingAgent matchingAgent = new MatchingAgent(
                    matching,
                    recording.subscription(QueueNames.COMMANDS),
                    recording.subscription(QueueNames.MARKS),
                    executionsOut);
            runOut(matchingAgent);
            assertThat(executions.framesCompared()).isPositive();
            assertThat(executions.countNotComputed()).isZero();

            final ComparingSink margin = comparing(recording, QueueNames.MARGIN, n);
            final Publication marginOut = new GroupBuffer(margin);
            final MarginEngine marginEngine =
                    new MarginEngine(recording.manifest().venue(), marginOut);
            load(set, "margin", marginEngine::load);
            runOut(new MarginAgent(
                    marginEngine,
                    recording.subscription(QueueNames.COMMANDS),
                    recording.subscription(QueueNames.EXECUTIONS),
                    recording.subscription(QueueNames.MARKS),
                    marginOut));
            assertThat(margin.framesCompared()).isPositive();
            assertThat(margin.countNotComputed()).isZero();

            final long epoch = Pricer.snapshotEpoch(set.open("pricer"));
            final ComparingSink marks = comparing(recording, QueueNames.MARKS, epoch);
            final Publication marksOut = new GroupBuffer(marks);
            final Pricer pricer = new Pricer(recording.manifest().venue(), marksOut);
            load(set, "pricer", pricer::load);
            final FrameCursor epochs = recording.cursor(QueueNames.MARKS);
            epochs.seekAfter(epoch);
            final Subscription marketData = recording.subscription(QueueNames.MARKET_DATA);
            marketData.seekAfter(pricer.marketDataTo());
            final Subscription commands = recording.subscription(QueueNames.COMMANDS);
            commands.seekAfter(pricer.commandsTo());
            runOut(new PricerAgent(pricer, marketData, commands, new RecordedMarks(epochs), marksOut));
            assertThat(marks.framesCompared()).isPositive();
            assertThat(marks.countNotComputed()).isZero();
        }
    }

    @Test
    void theSequencerLoadsItAndHasTheSameState() {
        try (Recording recording = new Recording(home)) {
            final long n = recording.lastCommand() / 3;
            final SnapshotSet set = snapshotAt(recording, n);
            final Verifier verifier =
                    new Verifier(recording, recording.manifest().venue(), false, n);
            assertThat(verifier.runCommands(sequence -> {})).isEmpty();
            final Sequencer sequencer = new Sequencer(
                    recording.manifest().venue(), recording.manifest().sources(), new GroupBuffer(new NoSink()));
            load(set, "risk", sequencer::load);
            assertThat(sequencer.lastSequence()).isEqualTo(n);
            assertThat(sequencer.stateHash())
                    .isEqualTo(verifier.lockstep().sequencer().stateHash());
            assertThat(sequencer.consumedHash())
                    .isEqualTo(verifier.lockstep().sequencer().consumedHash());
            assertThat(sequencer.producedHash())
                    .isEqualTo(verifier.lockstep().sequencer().producedHash());
        }
    }

    private static ComparingSink comparing(final Recording recording, final String queue, final long after) {
        final FrameCursor cursor = recording.cursor(queue);
        cursor.seekAfter(after);
        return new ComparingSink(queue, cursor);
    }

    private static void load(
            final SnapshotSet set, final String role, final java.util.function.Consumer<SnapshotInput> load) {
        final SnapshotInput input = set.open(role);
        load.accept(input);
        input.end();
    }

    private static void runOut(final Agent agent) throws Exception {
        agent.onStart();
        while (agent.doWork() > 0) {
            continue;
        }
    }

    /** Takes nothing. */
    private static final class NoSink implements GroupSink {
        @Override
        public void append(
                final UnsafeBuffer buffer,
                final int offset,
                final int length,
                final long firstSequence,
                final int groupsEnded) {
            throw new AssertionError("nothing is to be written");
        }

        @Override
        public void close() {}
    }
}
