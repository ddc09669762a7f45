package io.strikebook.ipc.chronicle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One document of a queue: a header for readers, and frames back to back.
 *
 * <pre>
 *   0               8       12
 *   +---------------+-------+----------------
 *   |    clockNs    | shape | frames ...
 *   +---------------+-------+----------------
 *
 *   shape:  31  27 26          15 14             0
 *          +------+--------------+----------------+
 *          | mark |    groups    |  length in 4s  |
 *          +------+--------------+----------------+
 * </pre>
 *
 * All little-endian. {@code clockNs} is the writer's clock when it appended, {@code groups} how many groups end in this document, {@code
 * length} the bytes of all frames. The mark tells documents of this layout from others; it is mixed with the sequence of the first frame
 * (which may be in the middle of a long group), so that a flipped bit of that shows. Chronicle starts documents at multiples of 4, so longs
 * in them need not be aligned.
 *
 * <p>Idle, every group is a document of its own, on each queue that it passes: hence so short, and nothing that the first frame says too.
 */
public final class DocumentLayout {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 12;

    /** Bytes of the longest document. */
    public static final int MAX_LENGTH = HEADER_LENGTH + GroupBuffer.CAPACITY;

    private static final int CLOCK_OFFSET = 0;
    static final int SHAPE_OFFSET = 8;

    private static final int LENGTH_UNIT = FrameLayout.ALIGNMENT;
    private static final int LENGTH_BITS = 15;
    private static final int GROUPS_BITS = 12;
    private static final int MARK_SHIFT = LENGTH_BITS + GROUPS_BITS;

    /** Another one than of the layouts before, which have the low half of a sequence in its place. */
    private static final int MARK = 0b10110;

    private DocumentLayout() {}

    /** Writes a whole header. */
    public static void write(
            final MutableDirectBuffer buffer,
            final int offset,
            final long clockNs,
            final long firstSequence,
            final int groupsEnded,
            final int length) {
        buffer.putLong(offset + CLOCK_OFFSET, clockNs, LITTLE_ENDIAN);
        buffer.putInt(
                offset + SHAPE_OFFSET,
                mark(firstSequence) << MARK_SHIFT | groupsEnded << LENGTH_BITS | length / LENGTH_UNIT,
                LITTLE_ENDIAN);
    }

    /** The mark in front of a first frame with this sequence; differs for sequences that differ in one bit. */
    private static int mark(final long sequence) {
        long folded = sequence ^ sequence >>> 40;
        folded ^= folded >>> 20;
        folded ^= folded >>> 10;
        folded ^= folded >>> 5;
        return (MARK ^ (int) folded) & 0x1F;
    }

    /** Writer's clock when it appended, nanoseconds. */
    public static long clockNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + CLOCK_OFFSET, LITTLE_ENDIAN);
    }

    /** Sequence of the first frame. */
    public static long firstSequence(final DirectBuffer buffer, final int offset) {
        return FrameLayout.sequence(buffer, offset + HEADER_LENGTH);
    }

    /** Sequence of the last frame of a document with right frames, 0 where there is none. */
    static long lastSequence(final DirectBuffer buffer, final int end) {
        long last = 0;
        int at = HEADER_LENGTH;
        while (at < end) {
            last = FrameLayout.sequence(buffer, at);
            at += Math.max(FrameLayout.HEADER_LENGTH, FrameLayout.frameLength(buffer, at));
        }
        return last;
    }

    /** How many groups end in the document. */
    public static int groupsEnded(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + SHAPE_OFFSET, LITTLE_ENDIAN) >>> LENGTH_BITS & (1 << GROUPS_BITS) - 1;
    }

    /** Bytes of all frames. */
    public static int length(final DirectBuffer buffer, final int offset) {
        return length(buffer.getInt(offset + SHAPE_OFFSET, LITTLE_ENDIAN));
    }

    /** Bytes of all frames, by the header's second word. */
    static int length(final int shape) {
        return (shape & (1 << LENGTH_BITS) - 1) * LENGTH_UNIT;
    }

    /** Whether there is a header of this layout, and a first frame of the sequence that it was made for. */
    public static boolean isOne(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + SHAPE_OFFSET, LITTLE_ENDIAN) >>> MARK_SHIFT
                == mark(firstSequence(buffer, offset));
    }
}
