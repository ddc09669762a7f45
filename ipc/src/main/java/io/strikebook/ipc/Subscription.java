package io.strikebook.ipc;

import io.strikebook.ipc.frame.FrameHandler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One reader's end of a queue: hands out whole groups in order, never a part of one. Groups that their source aborted
 * ({@code GroupAborted}) are dropped here. Single-threaded; allocates nothing in steady state.
 */
public interface Subscription extends AutoCloseable {
    /** {@link #peek()} where no whole group is ready. */
    long NONE = -1;

    /**
     * Sequence of the next whole group, or {@link #NONE}. Until it is polled, {@link #buffer()} and {@link #offset()} show its first
     * frame, so that a reader can look at it before it takes it.
     */
    long peek();

    /** Where the first frame of the group last peeked is; valid until the next poll. */
    UnsafeBuffer buffer();

    /** Offset of the first frame of the group last peeked in {@link #buffer()}. */
    int offset();

    /**
     * Writer's clock, nanoseconds since the epoch, in the document of the group last peeked, or 0 of a transport that stamps
     * nothing: for latency and lag, never part of state.
     */
    default long documentClockNs() {
        return 0;
    }

    /**
     * Hands every frame of the next whole group to the handler.
     *
     * @return false where no whole group is ready, and then the handler was not called
     */
    boolean poll(FrameHandler handler);

    /** Sequence of the last group polled, or that of the last {@link #seekAfter}; 0 at the start. */
    long position();

    /** Moves so that the next group is the first with a sequence greater than the given one; 0 is the start of the queue. */
    void seekAfter(long sequence);

    @Override
    void close();
}
