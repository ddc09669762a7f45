package io.strikebook.ipc.frame;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Running hash over frames, in order: which documents or groups carried them makes no difference. Detects changes, not attackers.
 *
 * <p>Every frame is hashed by its writer and by each engine that consumes it, so this is one of the venue's hottest loops. Two words make
 * one 128-bit product whose halves are folded (as wyhash does, Wang Yi 2019); keys differ from place to place, and the products are added,
 * so that none waits for another, and a frame waits for those before it with its last step only. The last 32 bytes are taken whatever was
 * taken of them before: so every length is a number of equal steps.
 */
public final class FrameHash {
    /** Hash of no frame at all. */
    public static final long EMPTY = 0x2545F4914F6CDD1DL;

    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xBF58476D1CE4E5B9L;
    private static final long THIRD = 0x94D049BB133111EBL;
    private static final int STEP = 4 * Long.BYTES;

    private FrameHash() {}

    /**
     * The hash after one more frame.
     *
     * @param length of the frame, at least {@link FrameLayout#HEADER_LENGTH}
     */
    public static long update(final long hash, final DirectBuffer buffer, final int offset, final int length) {
        if (length < STEP) {
            throw new IllegalArgumentException("a frame of " + length + " bytes is shorter than its header");
        }
        // once for all words: a checked access costs as much as hashing what it reads
        buffer.boundsCheck(offset, length);
        final byte[] array = buffer.byteArray();
        final long start = buffer.addressOffset() + offset;
        final long last = start + length - STEP;
        long key = FIRST;
        long sum = 0;
        for (long at = start; at < last; at += STEP) {
            sum += step(array, at, key);
            key += SECOND;
        }
        sum += step(array, last, key);
        return fold(hash ^ sum, THIRD + length);
    }

    private static long step(final byte[] array, final long at, final long key) {
        return fold(word(array, at) ^ key, word(array, at + Long.BYTES) + THIRD)
                + fold(word(array, at + 2 * Long.BYTES) + key, word(array, at + 3 * Long.BYTES) ^ FIRST);
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
