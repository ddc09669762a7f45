package io.strikebook.runner;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import org.agrona.concurrent.UnsafeBuffer;

/** A recording that ends with a sequence, whatever is written after it while it is read. */
final class BoundedCursor implements FrameCursor {
    private final FrameCursor cursor;
    private final long lastSequence;
    private boolean ended;

    BoundedCursor(final FrameCursor cursor, final long lastSequence) {
        this.cursor = cursor;
        this.lastSequence = lastSequence;
    }

    @Override
    public boolean next() {
        if (ended || !cursor.next()) {
            return false;
        }
        ended = FrameLayout.sequence(cursor.buffer(), cursor.offset()) > lastSequence;
        return !ended;
    }

    @Override
    public UnsafeBuffer buffer() {
        return cursor.buffer();
    }

    @Override
    public int offset() {
        return cursor.offset();
    }

    @Override
    public int length() {
        return cursor.length();
    }

    @Override
    public void seekAfter(final long sequence) {
        cursor.seekAfter(sequence);
        ended = false;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
