package io.strikebook.feeder.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text at once: the first one in the lowest bits, whatever the machine. Tests of all eight mark each byte that fits in its
 * highest bit; a byte above the first one that fits may be marked wrongly, so only the first one counts.
 */
public final class Words {
    /** Bytes of a word: an array has as many behind its text, so that a word can be read at the text's last byte. */
    static final int BYTES = Long.BYTES;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;
    static final long QUOTES = '"' * ONES;
    static final long POINTS = '.' * ONES;
    private static final long BRACKET_BIT = 0x20 * ONES;
    private static final long OPENING = '{' * ONES;
    private static final long CLOSING = '}' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;
    static final long ZEROES = '0' * ONES;
    private static final long NINES_TO_TOP = (0x80 - ':') * ONES;
    private static final long LOW_NIBBLES = 0x0F0F0F0F0F0F0F0FL;

    private Words() {}

    /** The word at an offset, which has eight bytes from there. */
    public static long at(final byte[] text, final int offset) {
        return (long) WORD.get(text, offset);
    }

    /** The first {@code count} bytes of a word, 0 to 8, and zeros. */
    static long first(final long word, final int count) {
        return count == BYTES ? word : word & (1L << (count << 3)) - 1;
    }

    /** Marks quotes, backslashes and control characters: what ends a string, or makes it one that is not read as it lies. */
    static long endsString(final long word) {
        final long quote = word ^ QUOTES;
        final long backslash = word ^ BACKSLASHES;
        return (quote - ONES & ~quote | backslash - ONES & ~backslash | word - SPACES & ~word) & HIGHS;
    }

    /** Marks bytes that are those of a word of equal ones. */
    static long marks(final long word, final long wanted) {
        final long different = word ^ wanted;
        return different - ONES & ~different & HIGHS;
    }

    /** Marks quotes and the brackets of objects and arrays, of which those differ in one bit. */
    static long structure(final long word) {
        final long folded = word | BRACKET_BIT;
        return marks(word, QUOTES) | marks(folded, OPENING) | marks(folded, CLOSING);
    }

    /** How many bytes come before the first one that is marked; 8 where none is. */
    static int before(final long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** How many digits a word begins with. */
    static int digits(final long word) {
        final long below = word - ZEROES & ~word;
        final long above = (word & ~HIGHS) + NINES_TO_TOP | word;
        return before((below | above) & HIGHS);
    }

    /**
     * The number that the first {@code count} bytes write, 0 to 8 digits: pairs, then fours, then all eight are put together (D. Lemire,
     * "Number parsing at a gigabyte per second", Software: Practice and Experience 51, 2021).
     */
    static long number(final long word, final int count) {
        if (count == 0) {
            return 0;
        }
        return eightDigits((word & LOW_NIBBLES) << (BYTES - count << 3));
    }

    /** The number that eight digits make, from 0 to 9 each and not as they are written. */
    static long eightDigits(final long digits) {
        final long pairs = digits * 10 + (digits >>> 8) & 0x00FF00FF00FF00FFL;
        final long fours = pairs * 100 + (pairs >>> 16) & 0x0000FFFF0000FFFFL;
        return fours * 10_000 + (fours >>> 32) & 0xFFFFFFFFL;
    }
}
