package io.strikebook.ipc;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one writer's end of a queue. Frames are encoded into groups, ended groups become visible to readers at the next
 * {@link #flush()}; so a busy agent that flushes once per duty cycle hands over several groups at once, and an idle one loses no time.
 *
 * <pre>
 * publication.beginGroup(sequence, timestampNs);
 * int offset = publication.claim(MAX_LENGTH);                       // header included
 * encoder.wrapAndApplyHeader(publication.buffer(), offset, header).price(...);
 * publication.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
 * publication.endGroup();                                           // at least one frame
 * publication.flush();
 * </pre>
 *
 * Single-threaded; allocates nothing after construction.
 */
public interface Publication extends AutoCloseable {
    /** {@link #lastSequence()} where nothing was published yet. */
    long NONE = 0;

    /**
     * Opens a group.
     *
     * @param sequence    greater than that of the group before
     * @param timestampNs not less than that of the group before
     */
    void beginGroup(long sequence, long timestampNs);

    /**
     * Room for one more frame in the open group.
     *
     * @param maxFrameLength header included, at most {@code FrameLayout.MAX_FRAME_LENGTH}
     * @return offset of the frame in {@link #buffer()}, valid until the next call of this object; earlier frames may move
     */
    int claim(int maxFrameLength);

    /** The buffer to encode into; never changes. */
    UnsafeBuffer buffer();

    /** Ends the claimed frame; fills its length, counter, sequence and time, and zeroes its padding. */
    void commit(int frameLength);

    /**
     * Ends the claimed frame and writes its whole header; for a frame of a fixed length whose block was written without a header.
     *
     * @param blockLength all that the frame has besides the header
     */
    void commit(int templateId, int blockLength);

    /** Flags the last committed frame as the group's last. A group without a frame is an error. */
    void endGroup();

    /** Makes every ended group visible to readers. */
    void flush();

    /** Sequence of the last ended group, or {@link #NONE}. */
    long lastSequence();

    /** Hash of every frame of every ended group, in order; see {@code FrameHash}. */
    long producedHash();

    /**
     * Continues after a snapshot.
     *
     * @param lastSequence sequence of the last group that the snapshot covers
     * @param producedHash hash of all frames up to and including that group
     */
    void resume(long lastSequence, long producedHash);

    @Override
    void close();
}
