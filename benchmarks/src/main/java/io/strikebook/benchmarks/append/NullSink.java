package io.strikebook.benchmarks.append;

import io.strikebook.ipc.frame.GroupSink;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes everything and keeps nothing. */
final class NullSink implements GroupSink {
    private long bytes;

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        bytes += length;
    }

    @Override
    public void close() {
        if (bytes < 0) {
            throw new IllegalStateException("more bytes than can be counted");
        }
    }
}
