package io.strikebook.pricer;

import io.strikebook.ipc.recovery.FrameCursor;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Goes over frames in a list. */
final class ListCursor implements FrameCursor {
    private final List<byte[]> frames;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int next;

    ListCursor(final List<byte[]> frames) {
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
        throw new UnsupportedOperationException("starts at the beginning");
    }

    @Override
    public void close() {}
}
