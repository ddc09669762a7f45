package io.strikebook.ipc.recovery;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import org.agrona.concurrent.UnsafeBuffer;

/** Drops the groups up to a sequence, of which no recording is left, and passes the rest on. */
public final class SkippingSink implements GroupSink {
    private final long through;
    private final GroupSink next;
    private boolean passing;

    /**
     * A sink that closes the one behind it.
     *
     * @param through last sequence to drop, 0 for none
     */
    public SkippingSink(final long through, final GroupSink next) {
        this.through = through;
        this.next = next;
        this.passing = through == 0;
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        if (passing) {
            next.append(buffer, offset, length, firstSequence, groupsEnded);
            return;
        }
        final int end = offset + length;
        int at = offset;
        while (at < end && FrameLayout.sequence(buffer, at) <= through) {
            at += FrameLayout.frameLength(buffer, at);
        }
        if (at < end) {
            passing = true;
            next.append(
                    buffer, at, end - at, FrameLayout.sequence(buffer, at), FrameLayout.groupsEnded(buffer, at, end));
        }
    }

    @Override
    public void close() {
        next.close();
    }
}
