package io.strikebook.ipc.recovery;

import io.strikebook.ipc.frame.FrameLayout;
import org.agrona.concurrent.UnsafeBuffer;

/** Goes through a recording in step with what is computed; shared by the sinks that do so. */
final class FrameComparison {
    private final String queue;
    private final FrameCursor recorded;
    private long framesCompared;

    FrameComparison(final String queue, final FrameCursor recorded) {
        this.queue = queue;
        this.recorded = recorded;
    }

    /**
     * Compares frames from the offset on, until the first one that was not recorded.
     *
     * @return offset of that frame, or {@code end}
     */
    int compare(final UnsafeBuffer buffer, final int offset, final int end) {
        int at = offset;
        while (at < end && recorded.next()) {
            final int length = FrameLayout.frameLength(buffer, at);
            if (length != recorded.length() || !same(buffer, at, length)) {
                throw new DivergenceException(
                        queue, copy(recorded.buffer(), recorded.offset(), recorded.length()), copy(buffer, at, length));
            }
            framesCompared++;
            at += length;
        }
        return at;
    }

    private boolean same(final UnsafeBuffer computed, final int offset, final int length) {
        final UnsafeBuffer other = recorded.buffer();
        final int otherOffset = recorded.offset();
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (computed.getLong(offset + i) != other.getLong(otherOffset + i)) {
                return false;
            }
        }
        return i >= length || computed.getInt(offset + i) == other.getInt(otherOffset + i);
    }

    private static byte[] copy(final UnsafeBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    long framesCompared() {
        return framesCompared;
    }
}
