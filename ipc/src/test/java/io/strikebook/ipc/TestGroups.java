package io.strikebook.ipc;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Groups for tests: frames of a template that no schema knows, their bytes a function of sequence and position. */
public final class TestGroups {
    /** Template of every test frame; unknown on purpose. */
    public static final int TEMPLATE_ID = 9_999;

    private static final FrameHeaderEncoder HEADER = new FrameHeaderEncoder();

    private TestGroups() {}

    /** Writes one frame of a length, header included, into the open group. */
    public static void frame(final Publication publication, final int length, final long seed) {
        final int offset = publication.claim(length);
        final UnsafeBuffer buffer = publication.buffer();
        HEADER.wrap(buffer, offset)
                .blockLength(0)
                .templateId(TEMPLATE_ID)
                .schemaId(FrameHeaderDecoder.SCHEMA_ID)
                .version(7);
        for (int i = FrameLayout.HEADER_LENGTH; i < length; i++) {
            buffer.putByte(offset + i, (byte) (seed * 31 + i));
        }
        publication.commit(length);
    }

    /** Writes a group with frames of the given lengths. */
    public static void group(final Publication publication, final long sequence, final int... frameLengths) {
        publication.beginGroup(sequence, timestampNs(sequence));
        for (int i = 0; i < frameLengths.length; i++) {
            frame(publication, frameLengths[i], sequence + i);
        }
        publication.endGroup();
    }

    /** Time of a group of this sequence. */
    public static long timestampNs(final long sequence) {
        return 1_000_000L * sequence;
    }

    /** Frame lengths of a group that spans several documents. */
    public static int[] longGroup(final int frames) {
        return Collections.nCopies(frames, 10_000).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Polls until nothing is there and returns what came, each frame as {@code sequence/frame+length}, {@code !} after the last. */
    public static List<String> pollAll(final Subscription subscription) {
        final List<String> found = new ArrayList<>();
        while (subscription.poll((buffer, offset, length) -> found.add(name(buffer, offset, length)))) {
            if (subscription.position() <= 0) {
                throw new AssertionError("polled without a position");
            }
        }
        return found;
    }

    /** What {@link #pollAll} calls a frame. */
    public static String name(final UnsafeBuffer buffer, final int offset, final int length) {
        return FrameLayout.sequence(buffer, offset) + "/" + FrameLayout.frameInGroup(buffer, offset) + "+" + length
                + (FrameLayout.isLast(buffer, offset) ? "!" : "");
    }
}
