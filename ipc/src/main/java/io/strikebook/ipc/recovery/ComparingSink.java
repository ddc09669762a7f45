package io.strikebook.ipc.recovery;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Compares what is computed with a recording and writes nothing. What was computed beyond the recording's end is a missing tail, not a
 * divergence: the recorded process died before it wrote it.
 */
public final class ComparingSink implements GroupSink {
    private final FrameComparison comparison;
    private final FrameCursor recorded;
    private long framesMissing;
    private long firstMissingSequence;

    /**
     * Compares with a recording, which it closes.
     *
     * @param queue    name for messages
     * @param recorded positioned before the first frame that will be computed
     */
    public ComparingSink(final String queue, final FrameCursor recorded) {
        this.comparison = new FrameComparison(queue, recorded);
        this.recorded = recorded;
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        final int end = offset + length;
        int at = framesMissing > 0 ? offset : comparison.compare(buffer, offset, end);
        while (at < end) {
            if (framesMissing++ == 0) {
                firstMissingSequence = FrameLayout.sequence(buffer, at);
            }
            at += FrameLayout.frameLength(buffer, at);
        }
    }

    /** Frames found equal. */
    public long framesCompared() {
        return comparison.framesCompared();
    }

    /** Frames that were computed and are not in the recording: its missing tail. */
    public long framesMissing() {
        return framesMissing;
    }

    /** Sequence of the first frame missing in the recording, 0 where none is. */
    public long firstMissingSequence() {
        return firstMissingSequence;
    }

    /** Reads the recording to its end and counts the frames that nobody computed; to be called last. */
    public long countNotComputed() {
        long frames = 0;
        while (framesMissing == 0 && recorded.next()) {
            frames++;
        }
        return frames;
    }

    @Override
    public void close() {
        recorded.close();
    }
}
