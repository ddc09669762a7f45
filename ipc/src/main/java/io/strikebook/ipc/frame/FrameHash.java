package io.strikebook.ipc.frame;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Running hash over frames, in order: which documents or groups carried them makes no difference. Detects changes, not attackers.
 *
 * <p>Every frame is hashed by its writer and by each engine that consumes it, so this is one of the venue's hottest loops. Words are taken
 * four at a time into two chains that do not wait for each other, two words per 128-bit product (as wyhash does, Wang Yi 2019).
 */
public final class FrameHash {
    /** Hash of no frame at all. */
    public static final long EMPTY = 0x2545F4914F6CDD1DL;

    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xBF58476D1CE4E5B9L;
    private static final long THIRD = 0x94D049BB133111EBL;
    private static final int STRIDE = 4 * Long.BYTES;

    private FrameHash() {}

    /**
     * The hash after one more frame.
     *
     * @param length of the frame, a multiple of 4
     */
    public static long update(final long hash, final DirectBuffer buffer, final int offset, final int length) {
        final int end = offset + length;
        long a = hash;
        long b = hash ^ THIRD;
        int index = offset;
        for (; index + STRIDE <= end; index += STRIDE) {
            a = fold(word(buffer, index) ^ FIRST, word(buffer, index + Long.BYTES) ^ a);
            b = fold(word(buffer, index + 2 * Long.BYTES) ^ SECOND, word(buffer, index + 3 * Long.BYTES) ^ b);
        }
        for (; index + Long.BYTES <= end; index += Long.BYTES) {
            a = fold(word(buffer, index) ^ FIRST, a ^ SECOND);
        }
        if (index < end) {
            b = fold(buffer.getInt(index, LITTLE_ENDIAN) ^ SECOND, b ^ FIRST);
        }
        return fold(a ^ FIRST, b ^ SECOND);
    }

    private static long word(final DirectBuffer buffer, final int index) {
        return buffer.getLong(index, LITTLE_ENDIAN);
    }

    /** Both halves of the product, so that every bit of either factor reaches every bit of the result. */
    private static long fold(final long x, final long y) {
        return x * y ^ Math.unsignedMultiplyHigh(x, y);
    }
}
