package io.strikebook.feeder.json;

/**
 * Numbers that are alike: those of one column of levels, or of one name, have as many places each, as a rule, and differ in the digits before. One
 * of at most eight characters is moved to the end of a word, where then its point has to be, compared with a pattern of zeros and that point, and
 * is a number where only digits are left. Others have to be read the long way, which then says how many places come next. Single-threaded;
 * allocates nothing.
 */
public final class DecimalColumn {
    private static final int E8_PLACES = 8;

    /** What makes the highest bit of a byte out of everything but a digit, from zero on. */
    private static final long DIGIT_EXCESSES = 0x7676767676767676L;

    /** What makes it out of everything but zero. */
    private static final long POINT_EXCESSES = 0x7F7F7F7F7F7F7F7FL;

    private final byte ending;

    /** The character behind a number, eight times. */
    private final long endings;

    /** The zeros and the point, and the least of them that has to be there. */
    private long pattern;

    private long required;
    private long excess;

    /** The digits before the point, and behind it. */
    private long before;

    private long behind;
    private long scale;
    private long value;

    private DecimalColumn(final char ending) {
        this.ending = (byte) ending;
        endings = Words.ONES * ending;
        places(0);
    }

    /** Of numbers in quotes; whole ones, until one comes that is none. */
    static DecimalColumn inQuotes() {
        return new DecimalColumn('"');
    }

    /** Of numbers without quotes and with a comma behind them; whole ones, until one comes that is none. */
    public static DecimalColumn plain() {
        return new DecimalColumn(',');
    }

    /** The last number, 1e-8. */
    long value() {
        return value;
    }

    /**
     * Reads a number that is like the last; returns where the character behind it is, or -1 where it is not like it. The start is not the last
     * of the eight bytes behind the text, nor after it.
     */
    int readE8(final byte[] text, final int start) {
        final long word = Words.at(text, start);
        final int bits = Long.numberOfTrailingZeros(Words.marks(word, endings)) & -Byte.SIZE;
        if (bits == Long.SIZE && text[start + Words.BYTES] != ending) {
            return -1;
        }
        final long different = word << -bits ^ pattern & (-1L << -bits | required);
        if (((different + excess | different) & Words.HIGHS) != 0) {
            return -1;
        }
        value = Words.eightDigits((different & before) << Byte.SIZE | different & behind) * scale;
        return start + (bits >>> 3);
    }

    /** Takes a number that was read the long way as what comes next. */
    void learn(final byte[] text, final int start, final int end, final long newValue) {
        value = newValue;
        if (end - start <= Words.BYTES) {
            int point = end - 1;
            while (point > start && text[point] != '.') {
                point--;
            }
            places(point == start ? 0 : end - 1 - point);
        }
    }

    private void places(final int places) {
        final int last = Long.SIZE - Byte.SIZE;
        final int point = last - places * Byte.SIZE;
        final long hole = places == 0 ? 0 : 0xFFL << point;
        pattern = Words.ZEROES & ~hole | Words.POINTS & hole;
        excess = DIGIT_EXCESSES & ~hole | POINT_EXCESSES & hole;
        required = -1L << (places == 0 ? last : point - Byte.SIZE);
        behind = places == 0 ? -1L : -1L << point << Byte.SIZE;
        before = ~behind & ~hole;
        scale = DecimalReader.power(E8_PLACES - places);
    }
}
