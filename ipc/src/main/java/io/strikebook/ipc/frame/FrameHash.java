package io.strikebook.ipc.frame;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

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
        // once for all words: a checked access costs as much as hashing what it reads
        buffer.boundsCheck(offset, length);
        final byte[] array = buffer.byteArray();
        long at = buffer.addressOffset() + offset;
        final long end = at + length;
        long a = hash;
        long b = hash ^ THIRD;
        for (; at + STRIDE <= end; at += STRIDE) {
            a = fold(word(array, at) ^ FIRST, word(array, at + Long.BYTES) ^ a);
            b = fold(word(array, at + 2 * Long.BYTES) ^ SECOND, word(array, at + 3 * Long.BYTES) ^ b);
        }
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            a = fold(word(array, at) ^ FIRST, a ^ SECOND);
        }
        if (at < end) {
            b = fold(UnsafeApi.getIntUnaligned(array, at, false) ^ SECOND, b ^ FIRST);
        }
        return fold(a ^ FIRST, b ^ SECOND);
    }

    /** Little-endian, of an array or, where there is none, of an address. */
    private static long word(final byte[] array, final long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Both halves of the product, so that every bit of either factor reaches every bit of the result. */
    private static long fold(final long x, final long y) {
        return x * y ^ Math.unsignedMultiplyHigh(x, y);
    }
}
