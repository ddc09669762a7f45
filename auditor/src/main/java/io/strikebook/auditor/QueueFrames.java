package io.strikebook.auditor;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;

/** Recorded frames of a queue with a look at the next one's sequence. */
final class QueueFrames implements AutoCloseable {
    /** No frame follows. */
    static final long NONE = Long.MAX_VALUE;

    private final FrameCursor cursor;
    private boolean loaded;
    private long sequence;

    QueueFrames(final FrameCursor cursor, final long afterSequence) {
        this.cursor = cursor;
        cursor.seekAfter(afterSequence);
    }

    /** Sequence of the next frame, or {@link #NONE}. */
    long sequence() {
        if (!loaded) {
            loaded = cursor.next();
            sequence = loaded ? FrameLayout.sequence(cursor.buffer(), cursor.offset()) : NONE;
        }
        return sequence;
    }

    /** The next frame, once {@link #sequence} has shown that there is one; what is next comes after it then. */
    FrameCursor take() {
        loaded = false;
        return cursor;
    }

    /** Passes over frames up to a sequence. */
    void skipTo(final long lastSequence) {
        while (sequence() <= lastSequence) {
            take();
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
