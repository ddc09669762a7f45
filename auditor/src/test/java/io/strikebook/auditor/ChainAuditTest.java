package io.strikebook.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.auditor.chain.ProofSchedule;
import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.recovery.FrameCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recording in memory, of which every byte of every frame is changed, and frames go, come and swap places. */
final class ChainAuditTest {
    private static final String HOME = "a home";
    private static final byte[] KEY = new byte[32];
    private static final int COMMANDS = 130;

    private final List<byte[]> commands = new ArrayList<>();
    private final List<byte[]> margin = new ArrayList<>();
    private final List<byte[]> proofs = new ArrayList<>();

    @BeforeEach
    void record() {
        final MemoryQueue spine = new MemoryQueue();
        final MemoryQueue answers = new MemoryQueue();
        final MemoryQueue written = new MemoryQueue();
        new MadeVenue(7).append(COMMANDS, spine::publication, answers::publication);
        audit(spine.subscription(), answers.subscription(), written.publication());
        copy(spine.cursor(), commands);
        copy(answers.cursor(), margin);
        copy(written.cursor(), proofs);
    }

    private static void audit(final Subscription spine, final Subscription answers, final Publication written) {
        final Auditor auditor = new Auditor(
                HOME,
                new ProofSchedule.Intervals(16, TimeUnit.DAYS.toNanos(1), TimeUnit.HOURS.toNanos(8), 0),
                new LeafNonces(KEY),
                written);
        while (spine.poll(auditor::onCommand)) {
            assertThat(answers.poll(auditor::onMargin)).isTrue();
            auditor.endCommand();
        }
        written.flush();
    }

    private static void copy(final FrameCursor cursor, final List<byte[]> frames) {
        while (cursor.next()) {
            final byte[] frame = new byte[cursor.length()];
            cursor.buffer().getBytes(cursor.offset(), frame);
            frames.add(frame);
        }
    }

    private ChainAudit audit(final Map<Long, String> expected) {
        final ChainAudit audit = new ChainAudit(
                HOME,
                new QueueFrames(new Frames(commands), 0),
                new QueueFrames(new Frames(margin), 0),
                0,
                new LeafNonces(KEY),
                expected);
        final FrameCursor written = new Frames(proofs);
        final RecordedProof proof = new RecordedProof();
        boolean goesOn = true;
        while (goesOn && written.next()) {
            proof.onFrame(written.buffer(), written.offset(), written.length());
            goesOn = !proof.hasLink() || audit.check(proof);
        }
        return audit;
    }

    @Test
    void whatWasNotChangedIsFine() {
        final ChainAudit audit = audit(Map.of());
        assertThat(audit.problems()).isEmpty();
        assertThat(audit.missing()).isNull();
        // 16, 32, 48, the checkpoint at 50, 66, ..., the checkpoint at 100, 116; and 120, where it is eight o'clock
        assertThat(audit.links()).isEqualTo(10);
        assertThat(audit.roots()).isEqualTo(3);
        assertThat(audit.linkedTo()).isEqualTo(120);
        assertThat(audit.unlinked()).isEqualTo(COMMANDS - 120);
    }

    /** One byte of each frame at each place in turn, so that each byte of a frame is tried in many frames. */
    @Test
    void everyFlippedByteIsFoundInItsRange() {
        for (final List<byte[]> queue : List.of(commands, margin)) {
            final Random random = new Random(3);
            for (int at = 0; at < queue.size() && sequence(queue.get(at)) <= 120; at++) {
                for (int place = 0; place < queue.get(at).length; place += 1 + random.nextInt(5)) {
                    final byte[] right = queue.get(at);
                    final byte[] wrong = right.clone();
                    wrong[place] ^= (byte) (1 << random.nextInt(8));
                    queue.set(at, wrong);
                    final ChainAudit audit = audit(Map.of());
                    assertThat(audit.problems().isEmpty() && audit.missing() == null)
                            .as("byte %d of frame %d", place, at)
                            .isFalse();
                    assertThat(range(audit))
                            .as("byte %d of frame %d", place, at)
                            .contains(sequence(right));
                    queue.set(at, right);
                }
            }
        }
    }

    /** First and last command of the range named first. */
    private static List<Long> range(final ChainAudit audit) {
        final String text =
                audit.problems().isEmpty() ? audit.missing() : audit.problems().get(0);
        final String[] numbers =
                text.replaceFirst("(?s).*?commands (\\d+) to (\\d+).*", "$1 $2").split(" ");
        final List<Long> range = new ArrayList<>();
        for (long sequence = Long.parseLong(numbers[0]); sequence <= Long.parseLong(numbers[1]); sequence++) {
            range.add(sequence);
        }
        return range;
    }

    private static long sequence(final byte[] frame) {
        return FrameLayout.sequence(new UnsafeBuffer(frame), 0);
    }

    @Test
    void framesThatWentCameOrSwappedPlacesAreFound() {
        for (final List<byte[]> queue : List.of(commands, margin)) {
            for (int at = 0; at < 60; at += 7) {
                final byte[] frame = queue.remove(at);
                assertThat(range(audit(Map.of()))).contains(sequence(frame));
                queue.add(at, frame);
                queue.add(at, frame);
                assertThat(range(audit(Map.of()))).contains(sequence(frame));
                queue.remove(at);
                final byte[] next = queue.get(at + 1);
                queue.set(at, next);
                queue.set(at + 1, frame);
                assertThat(range(audit(Map.of()))).containsAnyOf(sequence(frame), sequence(next));
                queue.set(at, frame);
                queue.set(at + 1, next);
                assertThat(audit(Map.of()).problems()).isEmpty();
            }
        }
    }

    /** Also in what proofs itself says; a link that was changed does not fit to the one behind it, or to what it was made of. */
    @Test
    void everyFlippedByteOfProofsIsFound() {
        final Random random = new Random(5);
        for (int at = 0; at < proofs.size(); at++) {
            // behind the header, which has nothing that another frame does not have
            for (int place = FrameLayout.HEADER_LENGTH; place < proofs.get(at).length; place++) {
                final byte[] right = proofs.get(at);
                final byte[] wrong = right.clone();
                wrong[place] ^= (byte) (1 << random.nextInt(8));
                proofs.set(at, wrong);
                assertThat(audit(Map.of()).problems().isEmpty() && !isSpare(right, wrong))
                        .as("byte %d of frame %d", place, at)
                        .isFalse();
                proofs.set(at, right);
            }
        }
    }

    /** Bytes that mean nothing: what is reserved, and sizes of entries, which a reader of later messages skips by. */
    private static boolean isSpare(final byte[] right, final byte[] wrong) {
        final RecordedProof one = new RecordedProof();
        final RecordedProof other = new RecordedProof();
        one.onFrame(new UnsafeBuffer(right), 0, right.length);
        other.onFrame(new UnsafeBuffer(wrong), 0, wrong.length);
        return one.deficits().equals(other.deficits())
                && (one.stated() == null ? other.stated() == null : one.stated().equals(other.stated()))
                && java.util.Arrays.equals(one.link(), other.link())
                && one.fromSequence() == other.fromSequence()
                && one.rootSequence() == other.rootSequence()
                && (one.rootTimeNs() == other.rootTimeNs() || one.rootSequence() == 0);
    }

    /** Who changes a command and makes every link behind it anew is found out by whoever noted one. */
    @Test
    void chainMadeAnewIsNotTheOneThatWasNoted() {
        final String noted = audit(Map.of()).lastLink();
        assertThat(audit(Map.of(120L, noted)).problems()).isEmpty();
        final byte[] changed = commands.get(2);
        changed[40] ^= 1;
        final MemoryQueue spine = queue(commands);
        final MemoryQueue answers = queue(margin);
        final MemoryQueue written = new MemoryQueue();
        audit(spine.subscription(), answers.subscription(), written.publication());
        proofs.clear();
        copy(written.cursor(), proofs);
        assertThat(audit(Map.of()).problems()).isEmpty();
        assertThat(audit(Map.of(120L, noted)).problems())
                .hasSize(1)
                .allMatch(problem -> problem.contains("commands 117 to 120: the link is not the one expected"));
    }

    private static MemoryQueue queue(final List<byte[]> frames) {
        final MemoryQueue queue = new MemoryQueue();
        for (final byte[] frame : frames) {
            queue.append(new UnsafeBuffer(frame), 0, frame.length, sequence(frame), 1);
        }
        return queue;
    }

    @Test
    void recordingThatEndsTooEarlyIsNamed() {
        margin.removeIf(frame -> sequence(frame) > 70);
        final ChainAudit audit = audit(Map.of());
        assertThat(audit.problems()).isEmpty();
        assertThat(audit.missing())
                .isEqualTo("margin ends before command 71, and the next link covers commands 67 to 82");
    }

    /** Frames that were copied, one after the other. */
    private static final class Frames implements FrameCursor {
        private final List<byte[]> frames;
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        private int next;

        Frames(final List<byte[]> frames) {
            this.frames = frames;
        }

        @Override
        public boolean next() {
            if (next == frames.size()) {
                return false;
            }
            buffer.wrap(frames.get(next++));
            return true;
        }

        @Override
        public UnsafeBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return buffer.capacity();
        }

        @Override
        public void seekAfter(final long sequence) {
            next = 0;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
