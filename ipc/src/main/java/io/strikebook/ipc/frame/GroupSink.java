package io.strikebook.ipc.frame;

import org.agrona.concurrent.UnsafeBuffer;

/** What takes the bytes of finished frames from a {@link GroupBuffer}: a transport, a comparer, a recorder. */
public interface GroupSink extends AutoCloseable {
    /**
     * Takes whole groups, or one part of a group that is longer than a document; the first frame may go on in a group of which
     * parts were taken before. Bytes that end a group end with its last frame. Called on the publisher's thread.
     *
     * <p>A sink may write over the bytes in front of {@code offset} meanwhile, and puts them back.
     *
     * @param buffer        holds the frames back to back; valid during the call only
     * @param offset        of the first frame
     * @param length        of all frames
     * @param firstSequence sequence of the first frame's group
     * @param groupsEnded   how many groups end in these bytes; 0 for a part that is not the last of its group
     */
    void append(UnsafeBuffer buffer, int offset, int length, long firstSequence, int groupsEnded);

    @Override
    default void close() {}
}
