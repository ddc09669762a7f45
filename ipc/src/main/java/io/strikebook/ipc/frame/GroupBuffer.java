package io.strikebook.ipc.frame;

import io.strikebook.ipc.Publication;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes frames into groups in one private off-heap buffer and hands them to a {@link GroupSink}: whole groups on {@link #flush()} or
 * when the next frame would not fit, and a long group in parts as it grows. Nothing of a group that fits is in a queue
 * before it is ended, so one that is given up leaves nothing behind; the price is one copy.
 *
 * <p>Single-threaded; allocates nothing after construction.
 */
public final class GroupBuffer implements Publication {
    /** Most bytes handed over at once. */
    public static final int CAPACITY = 64 * 1024;

    /** Free bytes in front of the first frame, so that a transport can put its header there and copy both at once. */
    public static final int HEADROOM = 64;

    private static final int LIMIT = HEADROOM + CAPACITY;
    private static final int CACHE_LINE = 64;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LIMIT, CACHE_LINE));
    private final long address = buffer.addressOffset();
    private final GroupSink sink;

    private int end = HEADROOM;
    private int groupStart;
    private int lastFrame = -1;
    private int claimed = -1;
    private int claimedLength;
    private int frameInGroup;
    private int groupsEnded;
    private boolean open;
    private boolean closed;
    private long firstSequence;
    private long sequence;
    private long timestampNs;
    private long lastSequence = NONE;
    private long lastTimestampNs = Long.MIN_VALUE;

    /** Hash of every frame before {@link #hashedTo}. */
    private long hash = FrameHash.EMPTY;

    private int hashedTo = HEADROOM;

    /** The hash before the open group, once a part of that group was handed over. */
    private long hashBeforeGroup;

    private boolean partHandedOver;

    /** A buffer in front of a sink, which it closes. */
    public GroupBuffer(final GroupSink sink) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException(
                    "frames are written as they lie in the memory of little-endian machines");
        }
        this.sink = sink;
    }

    @Override
    public void beginGroup(final long groupSequence, final long groupTimestampNs) {
        if (open || closed) {
            throw new IllegalStateException(closed ? "publication is closed" : "group " + sequence + " is still open");
        }
        if (groupSequence <= lastSequence) {
            throw new IllegalStateException("group " + groupSequence + " after " + lastSequence);
        }
        if (groupTimestampNs < lastTimestampNs) {
            throw new IllegalStateException(
                    "group " + groupSequence + " goes back in time by " + (lastTimestampNs - groupTimestampNs) + " ns");
        }
        open = true;
        claimed = -1;
        sequence = groupSequence;
        timestampNs = groupTimestampNs;
        groupStart = end;
        frameInGroup = 0;
        lastFrame = -1;
        partHandedOver = false;
        if (groupsEnded == 0) {
            firstSequence = groupSequence;
        }
    }

    @Override
    public int claim(final int maxFrameLength) {
        if (!open) {
            throw new IllegalStateException(closed ? "publication is closed" : "no group is open");
        }
        if (maxFrameLength > FrameLayout.MAX_FRAME_LENGTH) {
            throw new IllegalArgumentException(
                    "frame of " + maxFrameLength + " bytes, at most " + FrameLayout.MAX_FRAME_LENGTH);
        }
        if (end + FrameLayout.align(maxFrameLength) > LIMIT) {
            makeRoom(FrameLayout.align(maxFrameLength));
        }
        claimed = end;
        claimedLength = maxFrameLength;
        return claimed;
    }

    @Override
    public UnsafeBuffer buffer() {
        return buffer;
    }

    @Override
    public void commit(final int frameLength) {
        if (claimed < 0 || frameLength > claimedLength || frameLength < FrameLayout.HEADER_LENGTH) {
            throw new IllegalStateException(
                    "frame of " + frameLength + " bytes where " + claimedLength + " were claimed");
        }
        final int aligned = FrameLayout.align(frameLength);
        for (int i = frameLength; i < aligned; i++) {
            buffer.putByte(claimed + i, (byte) 0);
        }
        FrameLayout.writeGroupFields(buffer, claimed, aligned, frameInGroup++, sequence, timestampNs);
        lastFrame = claimed;
        end = claimed + aligned;
        claimed = -1;
    }

    @Override
    public void commit(final int templateId, final int blockLength) {
        final int length = FrameLayout.HEADER_LENGTH + blockLength;
        if (claimed < 0 || length > claimedLength || (length & FrameLayout.ALIGNMENT - 1) != 0) {
            throw new IllegalStateException("frame of " + length + " bytes where " + claimedLength + " were claimed");
        }
        FrameLayout.writeHeader(address + claimed, templateId, blockLength, frameInGroup++, sequence, timestampNs);
        lastFrame = claimed;
        end = claimed + length;
        claimed = -1;
    }

    @Override
    public void endGroup() {
        if (!open || lastFrame < 0) {
            throw new IllegalStateException("group " + sequence + " has no frame to end with");
        }
        FrameLayout.flagLast(buffer, lastFrame);
        lastFrame = -1;
        claimed = -1;
        open = false;
        lastSequence = sequence;
        lastTimestampNs = timestampNs;
        groupsEnded++;
    }

    @Override
    public void flush() {
        if (open) {
            throw new IllegalStateException("group " + sequence + " is still open");
        }
        if (groupsEnded > 0) {
            final int length = end - HEADROOM;
            final int groups = groupsEnded;
            groupsEnded = 0;
            sink.append(buffer, HEADROOM, length, firstSequence, groups);
            hashThrough(end);
            end = HEADROOM;
            hashedTo = HEADROOM;
        }
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public long producedHash() {
        if (open && partHandedOver) {
            return hashBeforeGroup;
        }
        hashThrough(open ? groupStart : end);
        return hash;
    }

    @Override
    public void resume(final long resumedSequence, final long resumedHash) {
        if (open || groupsEnded > 0) {
            throw new IllegalStateException("cannot resume after group " + lastSequence + " was begun");
        }
        lastSequence = resumedSequence;
        hash = resumedHash;
    }

    /** Hands over every ended group; frames of a group that is still open are dropped. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (open) {
                end = groupStart;
                open = false;
            }
            flush();
        } finally {
            sink.close();
        }
    }

    /**
     * Frames are hashed after they were handed over, where that happens soon: readers need not wait for it, and words are not read back
     * before the smaller fields that make them have left the store buffer.
     */
    private void hashThrough(final int offset) {
        long newHash = hash;
        int at = hashedTo;
        while (at < offset) {
            final int length = FrameLayout.frameLength(buffer, at);
            newHash = FrameHash.update(newHash, buffer, at, length);
            at += length;
        }
        hash = newHash;
        hashedTo = at;
    }

    private void makeRoom(final int length) {
        if (groupsEnded > 0) {
            final int groups = groupsEnded;
            groupsEnded = 0;
            sink.append(buffer, HEADROOM, groupStart - HEADROOM, firstSequence, groups);
            hashThrough(groupStart);
            hashedTo = HEADROOM;
            final int partial = end - groupStart;
            final int moved = groupStart - HEADROOM;
            buffer.putBytes(HEADROOM, buffer, groupStart, partial);
            if (lastFrame >= 0) {
                lastFrame -= moved;
            }
            groupStart = HEADROOM;
            end = HEADROOM + partial;
            firstSequence = sequence;
        }
        if (end + length > LIMIT) {
            if (!partHandedOver) {
                partHandedOver = true;
                hashThrough(groupStart);
                hashBeforeGroup = hash;
            }
            sink.append(buffer, HEADROOM, end - HEADROOM, sequence, 0);
            hashThrough(end);
            end = HEADROOM;
            hashedTo = HEADROOM;
        }
    }
}
