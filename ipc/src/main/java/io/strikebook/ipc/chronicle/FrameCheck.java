package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks frames one after the other as they lie in a queue. Templates and versions that are not known here are fine. */
final class FrameCheck {
    private static final int UNKNOWN = -1;

    private long sequence;
    private long timestampNs;
    private int expectedInGroup;

    /** Begins anew: the next frame may be any. */
    void restart() {
        expectedInGroup = UNKNOWN;
        sequence = 0;
    }

    /** Goes on where another one is. */
    void continueFrom(final FrameCheck other) {
        sequence = other.sequence;
        timestampNs = other.timestampNs;
        expectedInGroup = other.expectedInGroup;
    }

    /** Sequence of the last frame that was right, 0 for none. */
    long lastSequence() {
        return sequence;
    }

    /** Checks the frame at an offset of the reader's document and returns its length. */
    int check(final DocumentReader document, final int offset) {
        final UnsafeBuffer buffer = document.buffer();
        final int room = document.end() - offset;
        if (room < FrameLayout.HEADER_LENGTH) {
            throw document.corrupt(offset, sequence, room + " bytes left, too few for a frame header");
        }
        final int length = FrameLayout.frameLength(buffer, offset);
        if (length < FrameLayout.HEADER_LENGTH || length > room || FrameLayout.align(length) != length) {
            throw document.corrupt(offset, sequence, "frame length " + length + " with " + room + " bytes left");
        }
        if (FrameLayout.schemaId(buffer, offset) != FrameHeaderDecoder.SCHEMA_ID) {
            throw document.corrupt(
                    offset,
                    sequence,
                    "schema " + FrameLayout.schemaId(buffer, offset) + ", expected " + FrameHeaderDecoder.SCHEMA_ID);
        }
        if (FrameLayout.HEADER_LENGTH + FrameLayout.blockLength(buffer, offset) > length) {
            throw document.corrupt(
                    offset,
                    sequence,
                    "block of " + FrameLayout.blockLength(buffer, offset) + " bytes in a frame of " + length);
        }
        checkOrder(document, buffer, offset);
        return length;
    }

    private void checkOrder(final DocumentReader document, final UnsafeBuffer buffer, final int offset) {
        final int inGroup = FrameLayout.frameInGroup(buffer, offset);
        final long frameSequence = FrameLayout.sequence(buffer, offset);
        final long frameTimestampNs = FrameLayout.timestampNs(buffer, offset);
        if (expectedInGroup != UNKNOWN) {
            if (inGroup != expectedInGroup) {
                throw document.corrupt(
                        offset, sequence, "frame " + inGroup + " of its group, expected " + expectedInGroup);
            }
            if (expectedInGroup == 0 ? frameSequence <= sequence : frameSequence != sequence) {
                throw document.corrupt(
                        offset, sequence, "sequence " + frameSequence + " in frame " + inGroup + " of its group");
            }
            if (expectedInGroup > 0 && frameTimestampNs != timestampNs) {
                throw document.corrupt(
                        offset, sequence, "time " + frameTimestampNs + " in a group of time " + timestampNs);
            }
        } else if (frameSequence <= 0) {
            throw document.corrupt(offset, sequence, "sequence " + frameSequence);
        }
        sequence = frameSequence;
        timestampNs = frameTimestampNs;
        expectedInGroup = FrameLayout.isLast(buffer, offset) ? 0 : inGroup + 1;
    }
}
