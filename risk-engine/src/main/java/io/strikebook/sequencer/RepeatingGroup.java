package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The one repeating group that a request may have behind its block. */
final class RepeatingGroup {
    private static final int HEADER = 2 * Short.BYTES;

    private RepeatingGroup() {}

    /**
     * Whether a frame is as long as its group says.
     *
     * @param leastEntryLength bytes that an entry has at least
     */
    static boolean isWhole(final UnsafeBuffer buffer, final int offset, final int length, final int leastEntryLength) {
        final int group = FrameLayout.HEADER_LENGTH + FrameLayout.blockLength(buffer, offset);
        if (length < group + HEADER) {
            return false;
        }
        final int entryLength = buffer.getShort(offset + group, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final int count = buffer.getShort(offset + group + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return entryLength >= leastEntryLength && length >= group + HEADER + count * entryLength;
    }
}
