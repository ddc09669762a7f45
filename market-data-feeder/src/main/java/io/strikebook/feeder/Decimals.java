package io.strikebook.feeder;

/**
 * Decimal text into fixed point without a detour through floating point. Digits beyond the last place round half away from zero; signs
 * and exponents ({@code 5e-05}) are understood. Allocates nothing.
 */
public final class Decimals {
    /** Result for text that is not a decimal number, or one that does not fit. */
    public static final long MALFORMED = Long.MIN_VALUE;

    private static final int PLACES = 8;
    private static final long LARGEST_BEFORE_DIGIT = (Long.MAX_VALUE - 9) / 10;
    private static final int LARGEST_EXPONENT = 64;

    private Decimals() {}

    /** The number as 1e-8, or {@link #MALFORMED}. */
    public static long parseE8(final char[] text, final int start, final int end) {
        int index = start;
        boolean negative = false;
        if (index < end && (text[index] == '-' || text[index] == '+')) {
            negative = text[index++] == '-';
        }
        final int mantissaEnd = findExponent(text, index, end);
        int places = PLACES;
        if (mantissaEnd < end) {
            final int exponent = parseExponent(text, mantissaEnd + 1, end);
            if (exponent == Integer.MIN_VALUE) {
                return MALFORMED;
            }
            places += exponent;
        }
        final long magnitude = parseMantissa(text, index, mantissaEnd, places);
        return negative && magnitude != MALFORMED ? -magnitude : magnitude;
    }

    /** A whole number without sign, or {@link #MALFORMED}. */
    public static long parseWhole(final char[] text, final int start, final int end) {
        if (start >= end) {
            return MALFORMED;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            final int digit = text[i] - '0';
            if (digit < 0 || digit > 9 || value > LARGEST_BEFORE_DIGIT) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The value of digits and point times 10^places, rounded half up. */
    private static long parseMantissa(final char[] text, final int start, final int end, final int places) {
        int integerDigits = 0;
        while (start + integerDigits < end && text[start + integerDigits] != '.') {
            integerDigits++;
        }
        final int wanted = integerDigits + places;
        long value = 0;
        int digits = 0;
        boolean roundUp = false;
        for (int i = start; i < end; i++) {
            if (i == start + integerDigits) {
                continue;
            }
            final int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            if (digits < wanted) {
                if (value > LARGEST_BEFORE_DIGIT) {
                    return MALFORMED;
                }
                value = value * 10 + digit;
            } else if (digits == wanted) {
                roundUp = digit >= 5;
            }
            digits++;
        }
        if (digits == 0) {
            return MALFORMED;
        }
        for (int i = digits; i < wanted && value != 0; i++) {
            if (value > LARGEST_BEFORE_DIGIT) {
                return MALFORMED;
            }
            value *= 10;
        }
        return roundUp ? value + 1 : value;
    }

    private static int findExponent(final char[] text, final int start, final int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == 'e' || text[i] == 'E') {
                return i;
            }
        }
        return end;
    }

    private static int parseExponent(final char[] text, final int start, final int end) {
        int index = start;
        boolean negative = false;
        if (index < end && (text[index] == '-' || text[index] == '+')) {
            negative = text[index++] == '-';
        }
        final long value = parseWhole(text, index, end);
        if (value == MALFORMED || value > LARGEST_EXPONENT) {
            return Integer.MIN_VALUE;
        }
        return negative ? (int) -value : (int) value;
    }
}
