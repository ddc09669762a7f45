package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.ResumingSink;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Margin dies while it writes a settlement of many accounts, after so many of the group's documents: nobody reads any of it, and a margin
 * that is started again, from a snapshot, compares what is there, writes the rest, and stands where one stands that never died.
 */
class KilledSettlementTest {
    private static final int ACCOUNTS = 20_000;
    private static final ManyAccounts WHOLE = new ManyAccounts(ACCOUNTS, true);
    private static final SnapshotOutput SNAPSHOT = new SnapshotOutput();
    private static long savedAt;
    private static long settledAt;
    private static int parts;

    @TempDir
    Path folder;

    /** What a process is that was killed. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Hands over so many parts of groups, and dies instead of the next. */
    private static final class DyingSink implements GroupSink {
        private final GroupSink live;
        private int partsLeft;

        DyingSink(final GroupSink live, final int parts) {
            this.live = live;
            this.partsLeft = parts;
        }

        @Override
        public void append(
                final UnsafeBuffer buffer,
                final int offset,
                final int length,
                final long firstSequence,
                final int groupsEnded) {
            final boolean ofSettlement = firstSequence == settledAt;
            if (ofSettlement && partsLeft-- == 0) {
                throw new Killed();
            }
            live.append(buffer, offset, length, firstSequence, groupsEnded);
        }
    }

    @BeforeAll
    static void settleOnce() {
        WHOLE.save(SNAPSHOT);
        savedAt = WHOLE.lastAnswered();
        WHOLE.expireNs();
        settledAt = WHOLE.lastAnswered();
        WHOLE.ticksToReport();
        WHOLE.dayNs();
        WHOLE.ticksToReport();
        parts = (int) (WHOLE.bytes() / GroupBuffer.CAPACITY);
    }

    private MarginEngine engine(final Publication margin) {
        final MarginEngine engine = new MarginEngine(VenueParameters.defaults(), margin);
        final SnapshotInput input = new SnapshotInput(SNAPSHOT.buffer(), 0, SNAPSHOT.length());
        engine.load(input);
        input.end();
        return engine;
    }

    private static void run(final MarginEngine engine, final Publication margin) {
        final MarginAgent agent = WHOLE.agent(engine, margin);
        agent.onStart();
        while (agent.doWork() > 0) {
            continue;
        }
    }

    @Test
    void theGroupIsOverManyDocuments() {
        assertThat(parts).isGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 11})
    void aMarginKilledWithinTheSettlementGoesOn(final int written) {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, () -> 1);
        final Path queue = folder.resolve("margin");
        transport.create(queue);
        try (GroupSink sink = transport.sink(queue)) {
            final Publication margin = new GroupBuffer(new DyingSink(sink, written));
            assertThatThrownBy(() -> run(engine(margin), margin)).isInstanceOf(Killed.class);
        }
        try (Subscription reader = transport.subscription(queue)) {
            long last = savedAt;
            while (reader.peek() != Subscription.NONE) {
                last = reader.peek();
                assertThat(reader.poll((buffer, offset, length) -> {})).isTrue();
            }
            assertThat(last).as("what readers see").isBetween(savedAt, settledAt - 1);
        }
        final FrameCursor recorded = transport.cursor(queue);
        recorded.seekAfter(savedAt);
        try (ResumingSink sink = new ResumingSink("margin", recorded, transport.sink(queue))) {
            final Publication margin = new GroupBuffer(sink);
            final MarginEngine again = engine(margin);
            run(again, margin);
            assertThat(again.stateHash()).isEqualTo(WHOLE.stateHash());
            assertThat(margin.producedHash()).isEqualTo(WHOLE.producedHash());
            assertThat(sink.framesCompared()).isGreaterThanOrEqualTo(written * 12L);
            again.requireConsistent();
        }
        requireSame(transport.cursor(queue), WHOLE.answers());
    }

    /** Frame by frame, from the snapshot on. */
    private static void requireSame(final FrameCursor actual, final FrameCursor expected) {
        expected.seekAfter(savedAt);
        long frames = 0;
        while (expected.next()) {
            assertThat(actual.next()).isTrue();
            assertThat(actual.length()).isEqualTo(expected.length());
            for (int i = 0; i < expected.length(); i++) {
                if (actual.buffer().getByte(actual.offset() + i)
                        != expected.buffer().getByte(expected.offset() + i)) {
                    throw new AssertionError("frame " + frames + " of group "
                            + FrameLayout.sequence(expected.buffer(), expected.offset()) + " differs at byte " + i);
                }
            }
            frames++;
        }
        assertThat(actual.next()).isFalse();
        assertThat(frames).isGreaterThan(ACCOUNTS);
        actual.close();
        expected.close();
    }
}
