package io.strikebook.feeder.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads one text after the other, by asking for what comes next: {@code beginObject}, then {@link #nextName} until {@link #END}, after each
 * name one value; {@code beginArray}, then {@link #nextElement} until false, after each true one value; at last {@link #end}. A value is
 * read by the method for its kind, or passed over by {@link #skip}.
 *
 * <p>Numbers are fixed point from their digits, without a detour through floating point, whether they stand in quotes, as venues do it
 * for decimals, or not. Strings and names with escapes or control characters are no text of a venue, and refused.
 *
 * <p>Allocates nothing but exceptions. Single-threaded.
 */
public final class JsonReader {
    /** No name any more: the object ended. */
    public static final int END = -2;

    /** {@code null} where there may be a number. */
    public static final long NONE = Long.MIN_VALUE;

    /** Bytes that an array has behind its text. */
    public static final int SLACK = Words.BYTES;

    private static final int DEEPEST = Long.SIZE;

    private static final int PAIR_BEGINS = '[' | '"' << 8;
    private static final int PAIR_GOES_ON = '"' | ',' << 8 | '"' << 16;
    private static final int PAIR_ENDS = '"' | ']' << 8;
    private static final long NEXT_PAIR = PAIR_ENDS | ',' << 16 | (long) PAIR_BEGINS << 24;

    private final DecimalReader decimal = new DecimalReader();
    private final DecimalColumn firstColumn = DecimalColumn.inQuotes();
    private final DecimalColumn secondColumn = DecimalColumn.inQuotes();
    private byte[] text = new byte[SLACK];
    private int start;
    private int at;
    private int end;

    /** Nothing of the object or array that was just begun was read yet. */
    private boolean first;

    private int stringStart;
    private int stringEnd;

    /**
     * Begins with a text.
     *
     * @param newText has {@link #SLACK} bytes behind the end, whatever is in them
     * @throws IndexOutOfBoundsException where it has not
     */
    public void wrap(final byte[] newText, final int newStart, final int newEnd) {
        if (newStart < 0 || newStart > newEnd || newEnd > newText.length - SLACK) {
            throw new IndexOutOfBoundsException("text from " + newStart + " to " + newEnd + " of " + newText.length
                    + " bytes, with " + SLACK + " behind");
        }
        text = newText;
        start = newStart;
        at = newStart;
        end = newEnd;
        first = false;
    }

    /** Requires that nothing follows. */
    public void end() throws MalformedJsonException {
        if (peek() != 0) {
            throw malformed("something after the end");
        }
    }

    /** Begins an object. */
    public void beginObject() throws MalformedJsonException {
        require('{', "no object");
        first = true;
    }

    /** The next name of the object: its place among the names that are known, {@link JsonNames#UNKNOWN}, or {@link #END}. */
    public int nextName(final JsonNames names) throws MalformedJsonException {
        if (isOver('}')) {
            return END;
        }
        string();
        require(':', "no colon after a name");
        return names.indexOf(text, stringStart, stringEnd);
    }

    /**
     * The next name, as {@link #nextName(JsonNames)}. Where the text goes on as that of the object before, which the order has kept, it need not be
     * looked at closely.
     *
     * @param order of this list of names and of one object at a time
     */
    public int nextName(final JsonNames names, final NameOrder order) throws MalformedJsonException {
        final int from = at;
        order.next(first);
        if (from + NameOrder.LONGEST <= end && order.goesOn(text, from)) {
            at = from + order.length();
            first = false;
            return order.take();
        }
        final int name = nextName(names);
        if (name != END) {
            order.keep(text, from, at, name);
        }
        return name;
    }

    /** Begins an array. */
    public void beginArray() throws MalformedJsonException {
        require('[', "no array");
        first = true;
    }

    /** Whether there is another element in the array; else it ended. */
    public boolean nextElement() throws MalformedJsonException {
        return !isOver(']');
    }

    private boolean isOver(final char closing) throws MalformedJsonException {
        final byte next = peek();
        if (next == closing) {
            at++;
            first = false;
            return true;
        }
        if (!first) {
            require(',', "no comma between two values");
        }
        first = false;
        return false;
    }

    /**
     * Within an array: reads elements as long as each is two numbers in quotes, as in {@code ["61716.10","0.003"]}, the first one positive and the
     * second not negative, without a space, and there is room for them. Whatever else comes is left to {@link #nextElement}.
     *
     * @return how many were read
     */
    public int pairsE8(final long[] firsts, final long[] seconds, final int from) {
        final byte[] bytes = text;
        // behind the first number there are two quotes, a comma and the second one at least
        final int last = end - 4;
        int pair = firstPair();
        int behind = at;
        int count = from;
        while (count < firsts.length && pair <= last) {
            final int middle = quotedE8(firstColumn, pair);
            if (Integer.compareUnsigned(middle, last) > 0
                    || firstColumn.value() <= 0
                    || (Words.at(bytes, middle) & 0xFFFFFF) != PAIR_GOES_ON) {
                break;
            }
            final int ends = quotedE8(secondColumn, middle + 3);
            if (Integer.compareUnsigned(ends, last) > 0 || secondColumn.value() < 0) {
                break;
            }
            final long following = Words.at(bytes, ends);
            if ((following & 0xFFFF) != PAIR_ENDS) {
                break;
            }
            firsts[count] = firstColumn.value();
            seconds[count++] = secondColumn.value();
            behind = ends + 2;
            if ((following & 0xFFFFFFFFFFL) != NEXT_PAIR) {
                break;
            }
            pair = ends + 5;
        }
        if (count > from) {
            first = false;
            at = behind;
        }
        return count - from;
    }

    /** Where the number ends that begins here, within the text or not; -1 where it is none. */
    private int quotedE8(final DecimalColumn column, final int start) {
        final int ends = column.readE8(text, start);
        if (ends >= 0) {
            return ends;
        }
        if (!decimal.readE8(text, start, end) || text[decimal.end()] != '"') {
            return -1;
        }
        column.learn(text, start, decimal.end(), decimal.value());
        return decimal.end();
    }

    /** Where the number of a pair begins that comes next, or the greatest number. */
    private int firstPair() {
        final int begins = first ? at : at + 1;
        if (begins >= end || !first && text[at] != ',' || (Words.at(text, begins) & 0xFFFF) != PAIR_BEGINS) {
            return Integer.MAX_VALUE;
        }
        return begins + 2;
    }

    /** Whether an array comes next. */
    public boolean isArray() throws MalformedJsonException {
        return peek() == '[';
    }

    /** Whether an object comes next. */
    public boolean isObject() throws MalformedJsonException {
        return peek() == '{';
    }

    /** A number, in quotes or not, as 1e-8, rounded half away from zero; {@link #NONE} for null. */
    public long decimalE8() throws MalformedJsonException {
        return number(false);
    }

    /** A number, as {@link #decimalE8()}, quicker where it is like those of its column before. */
    public long decimalE8(final DecimalColumn column) throws MalformedJsonException {
        final int start = at;
        final int behind = start < end ? column.readE8(text, start) : -1;
        if (behind >= 0 && behind < end) {
            at = behind;
            return column.value();
        }
        final long number = decimalE8();
        if (number != NONE) {
            column.learn(text, start, at, number);
        }
        return number;
    }

    /** A whole number that is not negative, in quotes or not; {@link #NONE} for null. */
    public long whole() throws MalformedJsonException {
        return number(true);
    }

    /** A whole number of either sign, in quotes or not; {@link #NONE} for null. */
    public long integer() throws MalformedJsonException {
        final boolean quoted = peek() == '"';
        final int sign = at + (quoted ? 1 : 0);
        if (sign >= end || text[sign] != '-') {
            return whole();
        }
        at = sign + 1;
        if (!decimal.readWhole(text, at, end)) {
            throw malformed("no whole number");
        }
        at = decimal.end();
        if (quoted) {
            require('"', "no number in quotes");
        } else if (at < end && !isBoundary(text[at])) {
            throw malformed("something within a number");
        }
        return -decimal.value();
    }

    /** Whether an empty string comes next, which then is passed over. */
    public boolean skipEmpty() throws MalformedJsonException {
        if (peek() != '"' || at + 1 >= end || text[at + 1] != '"') {
            return false;
        }
        at += 2;
        return true;
    }

    private long number(final boolean whole) throws MalformedJsonException {
        final byte next = peek();
        if (next == 'n') {
            literal("null");
            return NONE;
        }
        final boolean quoted = next == '"';
        at += quoted ? 1 : 0;
        final boolean read = whole ? decimal.readWhole(text, at, end) : decimal.readE8(text, at, end);
        if (!read) {
            throw malformed(whole ? "no whole number" : "no number, or one that 64 bits do not hold,");
        }
        at = decimal.end();
        if (quoted) {
            if (at >= end || text[at] != '"') {
                throw malformed("no number in quotes");
            }
            at++;
        } else if (at < end && !isBoundary(text[at])) {
            throw malformed("something within a number");
        }
        return decimal.value();
    }

    /** A flag. */
    public boolean flag() throws MalformedJsonException {
        final boolean flag = peek() == 't';
        literal(flag ? "true" : "false");
        return flag;
    }

    /** Moves over a string, which {@link #stringIs}, {@link #string(JsonNames)} and {@link #stringText} then tell of. */
    public void string() throws MalformedJsonException {
        require('"', "no string");
        stringStart = at;
        while (at < end) {
            final long ends = Words.endsString(Words.at(text, at));
            at += Words.before(ends);
            if (ends != 0) {
                break;
            }
        }
        if (at >= end) {
            at = end;
            throw malformed("a string that does not end");
        }
        if (text[at] != '"') {
            throw malformed("an escape or a control character in a string");
        }
        stringEnd = at++;
    }

    /** Place of the next string among those that are known, or {@link JsonNames#UNKNOWN}. */
    public int string(final JsonNames known) throws MalformedJsonException {
        string();
        return stringEnd == stringStart ? JsonNames.UNKNOWN : known.indexOf(text, stringStart, stringEnd);
    }

    /** The last string, made anew: for what is rare. */
    public String stringText() {
        return new String(text, stringStart, stringEnd - stringStart, StandardCharsets.UTF_8);
    }

    /** Where the last string begins, without its quote. */
    public int stringStart() {
        return stringStart;
    }

    /** Where the last string ends, without its quote. */
    public int stringEnd() {
        return stringEnd;
    }

    /** The bytes of the text. */
    public byte[] text() {
        return text;
    }

    /** Passes over a value, of whatever kind. What is within it has to be strings in balanced brackets, and may be anything else. */
    public void skip() throws MalformedJsonException {
        final byte next = peek();
        if (next == '"') {
            skipString();
        } else if (next == '{') {
            skipObject();
        } else if (next == '[') {
            skipNested();
        } else if (next == 't' || next == 'f') {
            flag();
        } else if (next == 'n') {
            literal("null");
        } else {
            skipNumber();
        }
    }

    /** Of any size. */
    private void skipNumber() throws MalformedJsonException {
        final int behind = DecimalReader.behindPlain(text, at, end);
        if (behind < end && isBoundary(text[behind])) {
            at = behind;
            return;
        }
        boolean any = false;
        while (at < end && !isBoundary(text[at])) {
            if (!DecimalReader.isPartOfNumber(text[at])) {
                throw malformed("no value");
            }
            any |= DecimalReader.isDigit(text[at]);
            at++;
        }
        if (!any) {
            throw malformed("no value");
        }
    }

    private void skipObject() throws MalformedJsonException {
        final int behind = FlatObject.behind(text, at, end);
        if (behind > 0) {
            at = behind;
        } else {
            skipNested();
        }
    }

    private void skipNested() throws MalformedJsonException {
        long objects = 0;
        int depth = 0;
        do {
            toStructure();
            if (at >= end) {
                throw malformed("the end within an object or array");
            }
            final byte next = text[at];
            if (next == '"') {
                skipString();
                continue;
            }
            at++;
            if (next == '{' || next == '[') {
                if (depth == DEEPEST) {
                    throw malformed("more than " + DEEPEST + " objects and arrays within each other");
                }
                objects = objects << 1 | (next == '{' ? 1 : 0);
                depth++;
            } else if (next == '}' || next == ']') {
                if ((objects & 1) != (next == '}' ? 1 : 0)) {
                    at--;
                    throw malformed("the wrong bracket");
                }
                objects >>>= 1;
                depth--;
            }
        } while (depth > 0);
    }

    /** Goes on to the next quote or bracket. */
    private void toStructure() {
        while (at < end) {
            final long marks = Words.structure(Words.at(text, at));
            at += Words.before(marks);
            if (marks != 0) {
                break;
            }
        }
    }

    /** Also of strings that are not read as they lie. */
    private void skipString() throws MalformedJsonException {
        at++;
        while (at < end) {
            final long ends = Words.endsString(Words.at(text, at));
            at += Words.before(ends);
            if (ends != 0 && at < end) {
                if (text[at] == '"') {
                    at++;
                    return;
                }
                at += text[at] == '\\' ? 2 : 1;
            }
        }
        at = end;
        throw malformed("a string that does not end");
    }

    /** The next byte that is not white space, or 0 at the end. */
    private byte peek() {
        while (at < end) {
            final byte next = text[at];
            if (next > ' ' || next < 0) {
                return next;
            }
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next == 0 ? 1 : next;
            }
            at++;
        }
        return 0;
    }

    private void require(final char wanted, final String problem) throws MalformedJsonException {
        if (peek() != wanted) {
            throw malformed(problem);
        }
        at++;
    }

    private void literal(final String wanted) throws MalformedJsonException {
        for (int i = 0; i < wanted.length(); i++) {
            if (at + i >= end || text[at + i] != wanted.charAt(i)) {
                throw malformed("no value");
            }
        }
        at += wanted.length();
        if (at < end && !isBoundary(text[at])) {
            throw malformed("something behind " + wanted);
        }
    }

    private static boolean isBoundary(final byte next) {
        return next == ',' || next == '}' || next == ']' || next <= ' ' && next >= 0;
    }

    private MalformedJsonException malformed(final String problem) {
        return new MalformedJsonException(problem, Math.min(at, end) - start);
    }
}
