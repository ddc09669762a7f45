package io.strikebook.feeder;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps the bytes of published frames and counts them by template. */
final class GroupRecorder implements GroupSink {
    final int[] frames = new int[1_000];
    long groups;
    long lastSequence;
    long lastTimestampNs = Long.MIN_VALUE;
    boolean gapInSequence;
    private final boolean keep;
    private byte[] bytes = new byte[1 << 16];
    private int length;

    GroupRecorder(final boolean keep) {
        this.keep = keep;
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int appended,
            final long firstSequence,
            final int groupsEnded) {
        groups += groupsEnded;
        int index = offset;
        while (index < offset + appended) {
            frames[FrameLayout.templateId(buffer, index)]++;
            final long sequence = FrameLayout.sequence(buffer, index);
            if (FrameLayout.frameInGroup(buffer, index) == 0) {
                gapInSequence |= sequence != lastSequence + 1;
                lastSequence = sequence;
            }
            lastTimestampNs = FrameLayout.timestampNs(buffer, index);
            index += FrameLayout.frameLength(buffer, index);
        }
        if (keep) {
            while (length + appended > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            buffer.getBytes(offset, bytes, length, appended);
            length += appended;
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
