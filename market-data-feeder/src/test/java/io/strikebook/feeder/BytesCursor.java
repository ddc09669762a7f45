package io.strikebook.feeder;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import org.agrona.concurrent.UnsafeBuffer;

/** Goes over recorded frames in memory. */
final class BytesCursor implements FrameCursor {
    private final UnsafeBuffer frames;
    private int offset;
    private int next;

    BytesCursor(final byte[] recorded) {
        frames = new UnsafeBuffer(recorded);
    }

    @Override
    public boolean next() {
        if (next >= frames.capacity()) {
            return false;
        }
        offset = next;
        next += FrameLayout.frameLength(frames, offset);
        return true;
    }

    @Override
    public UnsafeBuffer buffer() {
        return frames;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return FrameLayout.frameLength(frames, offset);
    }

    @Override
    public void seekAfter(final long sequence) {
        throw new UnsupportedOperationException("the feeder has no snapshot");
    }

    @Override
    public void close() {}
}
