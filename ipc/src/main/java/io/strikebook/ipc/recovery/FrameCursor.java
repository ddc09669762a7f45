package io.strikebook.ipc.recovery;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes over every frame that was recorded in a queue, one by one: those of aborted groups and those of an unfinished
 * group at the end too. Single-threaded.
 */
public interface FrameCursor extends AutoCloseable {
    /** {@link #documentClockNs()} of a transport that stamps nothing. */
    long NO_CLOCK = 0;

    /**
     * Moves to the next frame.
     *
     * @return false where there is none now; a later call looks again
     */
    boolean next();

    /** Holds the frame; valid until the next move. */
    UnsafeBuffer buffer();

    /** Offset of the frame's header in {@link #buffer()}. */
    int offset();

    /** Length of the frame, header and padding included. */
    int length();

    /**
     * Writer's clock, nanoseconds since the epoch, in the document that holds the frame, or {@link #NO_CLOCK}: for
     * latency only, never part of state.
     */
    default long documentClockNs() {
        return NO_CLOCK;
    }

    /** Moves so that the next frame is the first one with a sequence greater than the given one; 0 is the start. */
    void seekAfter(long sequence);

    /**
     * To be called where there is no next frame: refuses an end that only looks like one, since a part of the recording is gone. It takes a
     * moment, in which a queue that is written may grow.
     *
     * @throws io.strikebook.ipc.frame.CorruptFrameException naming file and position
     */
    default void requireEnd() {
        // what is in memory has no other end
    }

    @Override
    void close();
}
