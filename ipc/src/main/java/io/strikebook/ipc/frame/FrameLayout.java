package io.strikebook.ipc.frame;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.schemas.FrameHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/**
 * The frame header, read and written in place.
 *
 * <pre>
 *   0               4               8              12              16
 *   +---------------+-------+-------+-------+-------+---------------+
 *   |  frameLength  | block | templ | schema| versn | L frameInGroup|
 *   +---------------+-------+-------+-------+-------+---------------+
 *   |           sequence            |          timestampNs          |
 *   +-------------------------------+-------------------------------+
 *   |  SBE block, repeating groups, zero padding to a multiple of 4 ...
 * </pre>
 *
 * {@code L} is bit 31 of {@code frameInGroup}: the last frame of its group.
 */
public final class FrameLayout {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = FrameHeaderEncoder.ENCODED_LENGTH;

    /** Longest frame, header and padding included. */
    public static final int MAX_FRAME_LENGTH = 60 * 1024;

    /** Frames start at multiples of this within a document. */
    public static final int ALIGNMENT = 4;

    private static final int LAST_FLAG = 1 << 31;
    private static final int FRAME_LENGTH_OFFSET = 0;
    private static final int BLOCK_LENGTH_OFFSET = 4;
    private static final int TEMPLATE_ID_OFFSET = 6;
    private static final int SCHEMA_ID_OFFSET = 8;
    private static final int VERSION_OFFSET = 10;
    private static final int FRAME_IN_GROUP_OFFSET = 12;
    private static final int SEQUENCE_OFFSET = 16;
    private static final int TIMESTAMP_OFFSET = 24;

    private static final long SCHEMA_AND_VERSION =
            FrameHeaderEncoder.SCHEMA_ID | FrameHeaderEncoder.SCHEMA_VERSION << Short.SIZE;

    private FrameLayout() {}

    /** Rounds a length up to {@link #ALIGNMENT}. */
    public static int align(final int length) {
        return length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** Length of the frame, header and padding included. */
    public static int frameLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + FRAME_LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /** Length of the SBE block as the writer's schema version has it. */
    public static int blockLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + BLOCK_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Template of the message. */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + TEMPLATE_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Schema family of the message. */
    public static int schemaId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + SCHEMA_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Schema version of the writer. */
    public static int version(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Position of the frame in its group, from 0. */
    public static int frameInGroup(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + FRAME_IN_GROUP_OFFSET, LITTLE_ENDIAN) & ~LAST_FLAG;
    }

    /** Whether the frame is the last of its group. */
    public static boolean isLast(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + FRAME_IN_GROUP_OFFSET, LITTLE_ENDIAN) < 0;
    }

    /** How many groups end among the whole frames between two offsets. */
    public static int groupsEnded(final DirectBuffer buffer, final int offset, final int end) {
        int groups = 0;
        for (int at = offset; at < end; at += frameLength(buffer, at)) {
            groups += isLast(buffer, at) ? 1 : 0;
        }
        return groups;
    }

    /** Sequence of the frame's group. */
    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** Venue time of the frame's group, nanoseconds since the epoch. */
    public static long timestampNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + TIMESTAMP_OFFSET, LITTLE_ENDIAN);
    }

    static void writeGroupFields(
            final MutableDirectBuffer buffer,
            final int offset,
            final int frameLength,
            final int frameInGroup,
            final long sequence,
            final long timestampNs) {
        buffer.putInt(offset + FRAME_LENGTH_OFFSET, frameLength, LITTLE_ENDIAN);
        buffer.putInt(offset + FRAME_IN_GROUP_OFFSET, frameInGroup, LITTLE_ENDIAN);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        buffer.putLong(offset + TIMESTAMP_OFFSET, timestampNs, LITTLE_ENDIAN);
    }

    /** Writes all of a header as four words, to memory outside the heap. */
    static void writeHeader(
            final long address,
            final int templateId,
            final int blockLength,
            final int frameInGroup,
            final long sequence,
            final long timestampNs) {
        UnsafeApi.putLong(
                address, HEADER_LENGTH + blockLength | (long) (templateId << Short.SIZE | blockLength) << Integer.SIZE);
        UnsafeApi.putLong(address + SCHEMA_ID_OFFSET, SCHEMA_AND_VERSION | (long) frameInGroup << Integer.SIZE);
        UnsafeApi.putLong(address + SEQUENCE_OFFSET, sequence);
        UnsafeApi.putLong(address + TIMESTAMP_OFFSET, timestampNs);
    }

    static void flagLast(final MutableDirectBuffer buffer, final int offset) {
        final int index = offset + FRAME_IN_GROUP_OFFSET;
        buffer.putInt(index, buffer.getInt(index, LITTLE_ENDIAN) | LAST_FLAG, LITTLE_ENDIAN);
    }
}
