package io.strikebook.feeder.venue;

import io.strikebook.feeder.MarketDataListener;

/** Times as venues write them. */
public final class VenueTime {
    private static final long NONE = MarketDataListener.NONE;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LARGEST_MS = Long.MAX_VALUE / NANOS_PER_MILLI;
    private static final String ISO = "0000-00-00T00:00:00";
    private static final int MAX_FRACTION = 9;
    private static final int DAYS_PER_400_YEARS = 146_097;

    /** Days from 1 March of the year 0 to 1970. */
    private static final int EPOCH_DAY = 719_468;

    private VenueTime() {}

    /** Milliseconds since the epoch as nanoseconds; none where there are none, or more than 64 bits hold. */
    public static long ofMillis(final long timeMs) {
        return timeMs < 0 || timeMs > LARGEST_MS ? NONE : timeMs * NANOS_PER_MILLI;
    }

    /** {@code 2021-07-22T22:36:10.014Z}, with up to nine decimals or none, as nanoseconds since the epoch; none where it is not of that form. */
    public static long ofIso(final byte[] text, final int start, final int end) {
        final int length = end - start;
        if (length <= ISO.length() || text[end - 1] != 'Z' || !hasForm(text, start)) {
            return NONE;
        }
        final int year = number(text, start, 4);
        final int month = number(text, start + 5, 2);
        final int day = number(text, start + 8, 2);
        final int hour = number(text, start + 11, 2);
        final int minute = number(text, start + 14, 2);
        final int second = number(text, start + 17, 2);
        final long fraction = fraction(text, start + ISO.length(), end - 1);
        if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31 || fraction < 0) {
            return NONE;
        }
        if (hour > 23 || minute > 59 || second > 60) {
            return NONE;
        }
        return (days(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second) * NANOS_PER_SECOND + fraction;
    }

    private static boolean hasForm(final byte[] text, final int start) {
        for (int i = 0; i < ISO.length(); i++) {
            final byte next = text[start + i];
            if (ISO.charAt(i) == '0' ? next < '0' || next > '9' : next != ISO.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(final byte[] text, final int start, final int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            number = number * 10 + text[start + i] - '0';
        }
        return number;
    }

    /** Nanoseconds, or -1. */
    private static long fraction(final byte[] text, final int start, final int end) {
        if (start == end) {
            return 0;
        }
        if (text[start] != '.' || end - start - 1 > MAX_FRACTION || end - start == 1) {
            return -1;
        }
        long nanos = 0;
        for (int i = 1; i <= MAX_FRACTION; i++) {
            final int digit = start + i < end ? text[start + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = nanos * 10 + digit;
        }
        return nanos;
    }

    /** Days since the epoch; years begin in March here, so that the leap day is their last. */
    private static long days(final int year, final int month, final int day) {
        final int shifted = month <= 2 ? year - 1 : year;
        final int era = shifted / 400;
        final int ofEra = shifted - era * 400;
        final int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return (long) era * DAYS_PER_400_YEARS + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - EPOCH_DAY;
    }
}
