package io.strikebook.ipc.recovery;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands in front of a restarted writer's queue: while the writer computes again what it had already written, compares frame by
 * frame and writes nothing; from the first frame on that was not recorded, also in the middle of a group, passes everything on. How
 * frames were cut into documents before makes no difference.
 */
public final class ResumingSink implements GroupSink {
    private final FrameComparison comparison;
    private final FrameCursor recorded;
    private final GroupSink live;
    private boolean caughtUp;

    /**
     * Compares first, then writes. Closes both.
     *
     * @param queue    name for messages
     * @param recorded positioned after the group with which the writer's snapshot ends
     * @param live     the queue itself, whose only writer is this one
     */
    public ResumingSink(final String queue, final FrameCursor recorded, final GroupSink live) {
        this.comparison = new FrameComparison(queue, recorded);
        this.recorded = recorded;
        this.live = live;
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        if (caughtUp) {
            live.append(buffer, offset, length, firstSequence, groupsEnded);
            return;
        }
        final int end = offset + length;
        final int fresh = comparison.compare(buffer, offset, end);
        if (fresh < end) {
            caughtUp = true;
            recorded.close();
            live.append(
                    buffer,
                    fresh,
                    end - fresh,
                    FrameLayout.sequence(buffer, fresh),
                    FrameLayout.groupsEnded(buffer, fresh, end));
        }
    }

    /** Whether a frame was passed on; until then all frames were found in the recording. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Frames that were computed again and found equal. */
    public long framesCompared() {
        return comparison.framesCompared();
    }

    @Override
    public void close() {
        if (!caughtUp) {
            recorded.close();
        }
        live.close();
    }
}
