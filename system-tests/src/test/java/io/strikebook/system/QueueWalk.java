package io.strikebook.system;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.schemas.GroupAbortedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes over every recorded frame of a queue and holds it to what every queue promises: groups count their frames from 0
 * and end with a last one, sequences ascend, timestamps never decrease, nothing is aborted, and no unfinished group is
 * left at the end.
 */
final class QueueWalk implements AutoCloseable {
    private final String queue;
    private final FrameCursor cursor;
    private final boolean gapFree;
    private final QueueHead head;
    private long sequence;
    private long timestampNs = Long.MIN_VALUE;
    private long frames;
    private long groups;

    /**
     * A walk from the start.
     *
     * @param gapFree whether sequences must be 1, 2, 3, ...
     */
    QueueWalk(final Home home, final ChronicleTransport transport, final String queue, final boolean gapFree) {
        this.queue = queue;
        this.gapFree = gapFree;
        cursor = transport.cursor(home.queue(queue));
        head = transport.head(home.queue(queue));
    }

    /** Moves to the first frame of the next group; false at the end of the queue. */
    boolean nextGroup() {
        if (groups > 0) {
            while (!isLast()) {
                nextFrame();
            }
        }
        if (!cursor.next()) {
            require(!head.hasUnfinishedGroup(), "ends within group " + head.unfinishedSequence());
            return false;
        }
        groups++;
        frames++;
        final long next = FrameLayout.sequence(buffer(), offset());
        final long nextTimestampNs = FrameLayout.timestampNs(buffer(), offset());
        require(FrameLayout.frameInGroup(buffer(), offset()) == 0, "group " + next + " begins within");
        require(gapFree ? next == sequence + 1 : next > sequence, "group " + next + " follows " + sequence);
        require(
                nextTimestampNs >= timestampNs,
                "group " + next + " goes back in time by " + (timestampNs - nextTimestampNs) + " ns");
        sequence = next;
        timestampNs = nextTimestampNs;
        requireNotAborted();
        return true;
    }

    /** Moves to the next frame of the group that the walk is in; false after its last. */
    boolean nextFrame() {
        if (isLast()) {
            return false;
        }
        final int before = FrameLayout.frameInGroup(buffer(), offset());
        require(cursor.next(), "ends within group " + sequence);
        frames++;
        require(
                FrameLayout.sequence(buffer(), offset()) == sequence
                        && FrameLayout.frameInGroup(buffer(), offset()) == before + 1
                        && FrameLayout.timestampNs(buffer(), offset()) == timestampNs,
                "frame " + (before + 1) + " of group " + sequence + " is not the next frame");
        requireNotAborted();
        return true;
    }

    private void requireNotAborted() {
        require(
                FrameLayout.templateId(buffer(), offset()) != GroupAbortedDecoder.TEMPLATE_ID,
                "group " + sequence + " was aborted");
    }

    private boolean isLast() {
        return FrameLayout.isLast(buffer(), offset());
    }

    /** Fails, naming the queue. */
    void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new AssertionError(queue + ": " + otherwise);
        }
    }

    UnsafeBuffer buffer() {
        return cursor.buffer();
    }

    int offset() {
        return cursor.offset();
    }

    int templateId() {
        return FrameLayout.templateId(buffer(), offset());
    }

    int body() {
        return offset() + FrameLayout.HEADER_LENGTH;
    }

    /** Sequence of the group that the walk is in. */
    long sequence() {
        return sequence;
    }

    long timestampNs() {
        return timestampNs;
    }

    long frames() {
        return frames;
    }

    long groups() {
        return groups;
    }

    String queue() {
        return queue;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
