package io.strikebook.feeder.json;

/**
 * Numbers as they are written into fixed point: eight digits at a time, so that nothing has to be predicted where they end. Exponents, and
 * more digits than two words have, go digit by digit. The array has {@link JsonReader#SLACK} bytes behind the limit. Single-threaded; allocates
 * nothing.
 */
public final class DecimalReader {
    private static final int PLACES = 8;
    private static final int LARGEST_EXPONENT = 64;

    /** With one digit more a number may not fit. */
    private static final long LARGEST_BEFORE_DIGIT = (Long.MAX_VALUE - 9) / 10;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    /** The first of the characters that numbers have, and a bit for each of them from it on. */
    private static final char FIRST_OF_NUMBERS = '+';

    private static final long PARTS_OF_NUMBERS = parts();

    private long value;
    private int end;

    /** The last number. */
    public long value() {
        return value;
    }

    /** Where it ended. */
    public int end() {
        return end;
    }

    /** A number below 9.2e18 without sign, point and exponent; false where there is none. */
    public boolean readWhole(final byte[] text, final int start, final int limit) {
        long whole = 0;
        int at = start;
        while (at < limit) {
            final long word = Words.at(text, at);
            final int digits = Math.min(Words.digits(word), limit - at);
            if (whole >= Long.MAX_VALUE / POWERS[digits]) {
                return false;
            }
            whole = whole * POWERS[digits] + Words.number(word, digits);
            at += digits;
            if (digits < Words.BYTES) {
                break;
            }
        }
        value = whole;
        end = at;
        return at > start && (at == limit || !isPartOfNumber(text[at]));
    }

    /** A number as 1e-8, rounded half away from zero; false where there is none, or it does not fit. */
    public boolean readE8(final byte[] text, final int start, final int limit) {
        final boolean negative = start < limit && text[start] == '-';
        final int first = negative ? start + 1 : start;
        if (first >= limit) {
            return false;
        }
        final long whole = Words.at(text, first);
        final int wholeDigits = Words.digits(whole);
        int at = first + wholeDigits;
        long places = 0;
        int digits = 0;
        final boolean point = at < limit && text[at] == '.';
        if (point) {
            places = Words.at(text, at + 1);
            digits = Words.digits(places);
            at += 1 + digits;
        }
        final boolean plain =
                wholeDigits > 0 && (digits > 0 || !point) && at <= limit && (at == limit || !isPartOfNumber(text[at]));
        if (!plain) {
            return readSlowly(text, first, limit, negative);
        }
        final long magnitude = Words.number(whole, wholeDigits) * POWERS[PLACES]
                + Words.number(places, digits) * POWERS[PLACES - digits];
        value = negative ? -magnitude : magnitude;
        end = at;
        return true;
    }

    private boolean readSlowly(final byte[] text, final int first, final int limit, final boolean negative) {
        int mantissaEnd = first;
        int point = -1;
        while (mantissaEnd < limit && (isDigit(text[mantissaEnd]) || text[mantissaEnd] == '.' && point < 0)) {
            point = text[mantissaEnd] == '.' ? mantissaEnd : point;
            mantissaEnd++;
        }
        if (mantissaEnd == first || point == first || point == mantissaEnd - 1) {
            return false;
        }
        end = mantissaEnd;
        int exponent = 0;
        if (mantissaEnd < limit && (text[mantissaEnd] == 'e' || text[mantissaEnd] == 'E')) {
            exponent = exponent(text, mantissaEnd + 1, limit);
            if (exponent == Integer.MIN_VALUE) {
                return false;
            }
        }
        if (end < limit && isPartOfNumber(text[end])) {
            return false;
        }
        final int wholeDigits = (point < 0 ? mantissaEnd : point) - first;
        final long magnitude = scaled(text, first, mantissaEnd, wholeDigits + PLACES + exponent);
        value = negative ? -magnitude : magnitude;
        return magnitude >= 0;
    }

    /** The exponent, which moves the end, or the least number. */
    private int exponent(final byte[] text, final int start, final int limit) {
        final boolean signed = start < limit && (text[start] == '-' || text[start] == '+');
        final int first = signed ? start + 1 : start;
        int exponent = 0;
        int at = first;
        while (at < limit && isDigit(text[at]) && exponent <= LARGEST_EXPONENT) {
            exponent = exponent * 10 + text[at] - '0';
            at++;
        }
        if (at == first || exponent > LARGEST_EXPONENT) {
            return Integer.MIN_VALUE;
        }
        end = at;
        return signed && text[start] == '-' ? -exponent : exponent;
    }

    /** The first so many digits, rounded by the one after them; -1 where that does not fit. */
    private static long scaled(final byte[] text, final int first, final int mantissaEnd, final int wanted) {
        long number = 0;
        int digits = 0;
        boolean up = false;
        for (int i = first; i < mantissaEnd; i++) {
            if (text[i] == '.') {
                continue;
            }
            if (digits < wanted) {
                if (number > LARGEST_BEFORE_DIGIT) {
                    return -1;
                }
                number = number * 10 + text[i] - '0';
            } else if (digits == wanted) {
                up = text[i] >= '5';
            }
            digits++;
        }
        for (int i = digits; i < wanted && number != 0; i++) {
            if (number > LARGEST_BEFORE_DIGIT) {
                return -1;
            }
            number *= 10;
        }
        return up ? number + 1 : number;
    }

    /** Ten to the power of 0 to 8. */
    static long power(final int exponent) {
        return POWERS[exponent];
    }

    static boolean isDigit(final byte next) {
        return next >= '0' && next <= '9';
    }

    /** Where a number without exponent ends, behind which there may be more of it; the limit where there is no such number. */
    static int behindPlain(final byte[] text, final int start, final int limit) {
        final int first = text[start] == '-' ? start + 1 : start;
        final int digits = first < limit ? Words.digits(Words.at(text, first)) : 0;
        final int point = first + digits;
        if (digits == 0 || point >= limit) {
            return limit;
        }
        return text[point] == '.' ? point + 1 + Words.digits(Words.at(text, point + 1)) : point;
    }

    static boolean isPartOfNumber(final byte next) {
        final int place = next - FIRST_OF_NUMBERS;
        return place >= 0 && place < Long.SIZE && (PARTS_OF_NUMBERS >>> place & 1) != 0;
    }

    private static long parts() {
        long parts = 0;
        for (final char part : "+-.0123456789Ee".toCharArray()) {
            parts |= 1L << part - FIRST_OF_NUMBERS;
        }
        return parts;
    }
}
