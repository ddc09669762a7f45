package io.strikebook.cli.tail;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;

/**
 * When a group of an input queue was handed over: the clock of the document that holds its last frame. Asked for in
 * rising order.
 */
final class InputClock implements AutoCloseable {
    /** Beyond this many groups a search is cheaper than reading on. */
    private static final long NEAR_GROUPS = 256;

    private final FrameCursor cursor;
    private long sequence;
    private long asked;
    private long clockNs;
    private boolean last;

    InputClock(final FrameCursor cursor) {
        this.cursor = cursor;
    }

    /** The clock, nanoseconds, or {@link FrameCursor#NO_CLOCK} where there is no such group. */
    long clockNs(final long wanted) {
        if (wanted <= 0) {
            return FrameCursor.NO_CLOCK;
        }
        if (wanted > asked && wanted < sequence) {
            return FrameCursor.NO_CLOCK; // what follows the one asked for before is beyond this one
        }
        asked = wanted;
        if (wanted > sequence + NEAR_GROUPS || wanted < sequence) {
            cursor.seekAfter(wanted - 1);
            sequence = 0;
        }
        while (sequence < wanted || sequence == wanted && !last) {
            if (!cursor.next()) {
                return FrameCursor.NO_CLOCK;
            }
            sequence = FrameLayout.sequence(cursor.buffer(), cursor.offset());
            last = FrameLayout.isLast(cursor.buffer(), cursor.offset());
            clockNs = cursor.documentClockNs();
        }
        return sequence == wanted ? clockNs : FrameCursor.NO_CLOCK;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
