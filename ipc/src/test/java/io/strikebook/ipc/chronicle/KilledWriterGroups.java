package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.FrameLayout;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks that a reader gets the groups of {@link KilledWriterMain}, each once, whole and to the byte. */
final class KilledWriterGroups {
    private long expected = 1;
    private int frame;
    private int[] lengths;

    /** Sequence of the group that comes next, or is coming. */
    long expected() {
        return expected;
    }

    /** Whether no group has begun to come and not ended. */
    boolean isBetweenGroups() {
        return frame == 0;
    }

    void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        if (frame == 0) {
            lengths = KilledWriterMain.frameLengths(expected);
        }
        final boolean last = frame == lengths.length - 1;
        if (FrameLayout.sequence(buffer, offset) != expected
                || FrameLayout.frameInGroup(buffer, offset) != frame
                || FrameLayout.isLast(buffer, offset) != last
                || length != FrameLayout.align(lengths[frame])) {
            throw new AssertionError(
                    "group " + expected + " frame " + frame + ", found " + TestGroups.name(buffer, offset, length));
        }
        for (int i = FrameLayout.HEADER_LENGTH; i < lengths[frame]; i++) {
            if (buffer.getByte(offset + i) != (byte) ((expected + frame) * 31 + i)) {
                throw new AssertionError("group " + expected + " frame " + frame + " byte " + i);
            }
        }
        frame = last ? 0 : frame + 1;
        expected += last ? 1 : 0;
    }
}
