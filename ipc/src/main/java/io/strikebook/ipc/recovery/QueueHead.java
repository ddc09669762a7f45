package io.strikebook.ipc.recovery;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GroupAbortedEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a queue ends.
 *
 * @param sequence              of the last whole group (an aborted one counts), or {@link #NONE}
 * @param timestampNs           of that group, 0 for none
 * @param unfinishedSequence    of the group that follows without its last frame, or {@link #NONE}
 * @param unfinishedFrames      how many frames of it there are
 * @param unfinishedTimestampNs of that group, 0 for none
 */
public record QueueHead(
        long sequence, long timestampNs, long unfinishedSequence, int unfinishedFrames, long unfinishedTimestampNs) {
    /** No group. */
    public static final long NONE = 0;

    /** Head of a queue without a frame. */
    public static final QueueHead EMPTY = new QueueHead(NONE, 0, NONE, 0, 0);

    private static final int LAST_FLAG = 1 << 31;

    /** Whether the queue's writer died within a group that is longer than a document. */
    public boolean hasUnfinishedGroup() {
        return unfinishedSequence != NONE;
    }

    /** The head after one more frame. */
    public QueueHead withFrame(final DirectBuffer buffer, final int offset) {
        final long frameSequence = FrameLayout.sequence(buffer, offset);
        final long frameTimestampNs = FrameLayout.timestampNs(buffer, offset);
        if (FrameLayout.isLast(buffer, offset)) {
            return new QueueHead(frameSequence, frameTimestampNs, NONE, 0, 0);
        }
        return new QueueHead(
                sequence, timestampNs, frameSequence, FrameLayout.frameInGroup(buffer, offset) + 1, frameTimestampNs);
    }

    /**
     * Ends the unfinished group with {@code GroupAborted}, so that readers drop it: for a source that cannot compute it again. Its
     * sequence is used up. Does nothing where no group is unfinished.
     *
     * @return the head afterwards
     */
    public QueueHead abortUnfinishedGroup(final GroupSink sink) {
        if (!hasUnfinishedGroup()) {
            return this;
        }
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[FrameLayout.HEADER_LENGTH]);
        new GroupAbortedEncoder().wrapAndApplyHeader(frame, 0, new FrameHeaderEncoder());
        new FrameHeaderEncoder()
                .wrap(frame, 0)
                .frameLength(FrameLayout.HEADER_LENGTH)
                .frameInGroup(unfinishedFrames | LAST_FLAG)
                .sequence(unfinishedSequence)
                .timestampNs(unfinishedTimestampNs);
        sink.append(frame, 0, FrameLayout.HEADER_LENGTH, unfinishedSequence, 1);
        return new QueueHead(unfinishedSequence, unfinishedTimestampNs, NONE, 0, 0);
    }
}
