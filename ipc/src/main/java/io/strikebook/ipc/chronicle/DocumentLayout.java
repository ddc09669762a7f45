package io.strikebook.ipc.chronicle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.ipc.frame.GroupBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One document of a queue: a header for readers and for finding a sequence, and frames back to back.
 *
 * <pre>
 *   0               8               16      20      24      28      32
 *   +---------------+---------------+-------+-------+-------+-------+----------------
 *   |    clockNs    | firstSequence |groups | length| magic |   0   | frames ...
 *   +---------------+---------------+-------+-------+-------+-------+----------------
 * </pre>
 *
 * All little-endian. {@code clockNs} is the writer's clock when it appended, {@code firstSequence} the sequence of the first frame
 * (which may be in the middle of a long group), {@code groups} how many groups end in this document, {@code length} the bytes of all
 * frames. Chronicle starts documents at multiples of 4, so longs in them need not be aligned.
 */
public final class DocumentLayout {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 32;

    /** Bytes of the longest document. */
    public static final int MAX_LENGTH = HEADER_LENGTH + GroupBuffer.CAPACITY;

    /** "SBD1" as bytes; the digit is the version of this layout. */
    public static final int MAGIC = 0x31444253;

    private static final int CLOCK_OFFSET = 0;
    private static final int FIRST_SEQUENCE_OFFSET = 8;
    private static final int GROUPS_ENDED_OFFSET = 16;
    static final int LENGTH_OFFSET = 20;
    static final int MAGIC_OFFSET = 24;

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
        buffer.putLong(offset + FIRST_SEQUENCE_OFFSET, firstSequence, LITTLE_ENDIAN);
        // whole words, as they are copied right after: a load that spans two stores has to wait for both
        buffer.putLong(offset + GROUPS_ENDED_OFFSET, (long) length << Integer.SIZE | groupsEnded, LITTLE_ENDIAN);
        buffer.putLong(offset + MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
    }

    /** Writer's clock when it appended, nanoseconds. */
    public static long clockNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + CLOCK_OFFSET, LITTLE_ENDIAN);
    }

    /** Sequence of the first frame. */
    public static long firstSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + FIRST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** How many groups end in the document. */
    public static int groupsEnded(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + GROUPS_ENDED_OFFSET, LITTLE_ENDIAN);
    }

    /** Bytes of all frames. */
    public static int length(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /** {@link #MAGIC} in every document. */
    public static int magic(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN);
    }
}
