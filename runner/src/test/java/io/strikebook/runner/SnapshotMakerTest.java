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
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.matching.MatchingAgent;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.PricerAgent;
import io.strikebook.pricer.RecordedMarks;
import io.strikebook.sequencer.Sequencer;
import java.nio.file.Path;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A set made by a follower: every engine that loads it goes on exactly where the recording does. */
@Timeout(120)
class SnapshotMakerTest {
    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 17)) {
            venue.trade(15_000);
            venue.stop();
            home = venue.home();
        }
    }

    private static SnapshotSet snapshotAt(final Recording recording, final long sequence) {
        final SnapshotMaker maker = new SnapshotMaker(recording, line -> {});
        assertThat(maker.newestSequence()).isGreaterThan(sequence);
        final SnapshotMaker.Result result = maker.make(sequence, progress -> {});
        assertThat(result.verification()).isEmpty();
        return result.set().orElseThrow();
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
