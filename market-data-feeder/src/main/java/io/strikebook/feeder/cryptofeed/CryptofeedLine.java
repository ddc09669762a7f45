package io.strikebook.feeder.cryptofeed;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.recorded.GzipLines;

/**
 * What one line of a capture is. Times are seconds with a fraction.
 *
 * <pre>
 * TIME: MESSAGE            received
 * URL &lt;- TIME: MESSAGE     sent
 * URL -&gt; TIME: ANSWER      the answer to a request for the URL
 * URL &lt;-&gt; TIME             connected
 * configuration: ...       what the capture was made with; the first or last line
 * </pre>
 */
final class CryptofeedLine {
    private static final int NANOS_PER_E8 = 10;
    private static final String CONFIGURATION = "configuration: ";
    private static final String CONNECTED = "<-> ";
    private static final String SENT = "<- ";
    private static final String ANSWERED = "-> ";
    private static final byte[] SCHEME_END = {':', '/', '/'};

    /** What a line is. */
    enum Kind {
        RECEIVED,
        ANSWER,
        CONNECTED,
        /** Nothing that the venue said. */
        OTHER
    }

    private final DecimalReader time = new DecimalReader();
    private Kind kind;
    private long timeNs;
    private int textStart;
    private int urlEnd;

    /** Reads a line; one of kind {@code OTHER} may be without time and keeps that of the line before. */
    void read(final GzipLines line) throws BadMessageException {
        final byte[] text = line.text();
        final int length = line.length();
        if (length == 0 || isAt(text, length, 0, CONFIGURATION)) {
            kind = Kind.OTHER;
        } else if (text[0] >= '0' && text[0] <= '9') {
            textStart = message(text, 0, length);
            kind = Kind.RECEIVED;
        } else {
            readUrl(text, length);
        }
    }

    Kind kind() {
        return kind;
    }

    long timeNs() {
        return timeNs;
    }

    /** Where the message begins. */
    int textStart() {
        return textStart;
    }

    /** Path and query of the URL. */
    String request(final GzipLines line) {
        int from = 0;
        while (from < urlEnd && line.text()[from] != SCHEME_END[0]) {
            from++;
        }
        from += SCHEME_END.length;
        while (from < urlEnd && line.text()[from] != '/') {
            from++;
        }
        return line.string(Math.min(from, urlEnd), urlEnd);
    }

    private void readUrl(final byte[] text, final int length) throws BadMessageException {
        urlEnd = 0;
        while (urlEnd < length && text[urlEnd] != ' ') {
            urlEnd++;
        }
        final int arrow = urlEnd + 1;
        if (isAt(text, length, arrow, CONNECTED)) {
            timeNs(text, arrow + CONNECTED.length(), length);
            kind = Kind.CONNECTED;
        } else if (isAt(text, length, arrow, SENT)) {
            textStart = message(text, arrow + SENT.length(), length);
            kind = Kind.OTHER;
        } else if (isAt(text, length, arrow, ANSWERED)) {
            textStart = message(text, arrow + ANSWERED.length(), length);
            kind = Kind.ANSWER;
        } else {
            throw new BadMessageException("neither a time nor an address at the beginning");
        }
    }

    /** Reads a time, and returns where the message behind it begins. */
    private int message(final byte[] text, final int start, final int length) throws BadMessageException {
        final int end = timeNs(text, start, length);
        if (end + 1 >= length || text[end] != ':' || text[end + 1] != ' ') {
            throw new BadMessageException("no message behind a time");
        }
        return end + 2;
    }

    private int timeNs(final byte[] text, final int start, final int length) throws BadMessageException {
        if (start >= length || !time.readE8(text, start, length) || time.value() <= 0) {
            throw new BadMessageException("no time");
        }
        if (time.value() > Long.MAX_VALUE / NANOS_PER_E8) {
            throw new BadMessageException("a time that 64 bits do not hold");
        }
        timeNs = time.value() * NANOS_PER_E8;
        return time.end();
    }

    private static boolean isAt(final byte[] text, final int length, final int start, final String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (start + i >= length || text[start + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
