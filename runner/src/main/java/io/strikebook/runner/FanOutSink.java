package io.strikebook.runner;

import io.strikebook.ipc.frame.GroupSink;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands the same bytes to two sinks, the first one first: what is compared or recorded is also what the next engine reads. */
final class FanOutSink implements GroupSink {
    private final GroupSink first;
    private final GroupSink second;

    FanOutSink(final GroupSink first, final GroupSink second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        first.append(buffer, offset, length, firstSequence, groupsEnded);
        second.append(buffer, offset, length, firstSequence, groupsEnded);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
