package io.strikebook.ipc.frame;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Running hash over frames, in order: which documents or groups carried them makes no difference. Detects changes, not attackers.
 */
public final class FrameHash {
    /** Hash of no frame at all. */
    public static final long EMPTY = 0x2545F4914F6CDD1DL;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private FrameHash() {}

    /**
     * The hash after one more frame.
     *
     * @param length of the frame, a multiple of 4
     */
    public static long update(final long hash, final DirectBuffer buffer, final int offset, final int length) {
        long result = hash;
        int index = offset;
        final int end = offset + length;
        for (; index + Long.BYTES <= end; index += Long.BYTES) {
            result = mix(result ^ buffer.getLong(index, LITTLE_ENDIAN));
        }
        if (index < end) {
            result = mix(result ^ buffer.getInt(index, LITTLE_ENDIAN));
        }
        return result;
    }

    /** A multiplication carries differences up only, so the upper half is folded back before the next word comes. */
    private static long mix(final long value) {
        final long product = value * MULTIPLIER;
        return product ^ product >>> 32;
    }
}
