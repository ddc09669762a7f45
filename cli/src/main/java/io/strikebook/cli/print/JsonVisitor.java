package io.strikebook.cli.print;

import java.util.List;
import java.util.Locale;

/**
 * Fields as members of a JSON object that is already open. Names are the schema's, without the scale ({@code priceE8}
 * is {@code "price":61234.5}); numbers are exact; absent values are {@code null}; hashes are 16 hexadecimal digits in a
 * string; an id whose name is known is followed by that name ({@code "instrumentId":3,"instrument":"BTC-PERPETUAL"}).
 */
final class JsonVisitor extends LineVisitor {
    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PRINTABLE = '~';

    JsonVisitor(final StringBuilder line, final FrameNames names) {
        super(line, names);
    }

    @Override
    public void number(final String name, final Long value) {
        key(unscaled(name));
        if (value == null) {
            line.append("null");
        } else if (isLedgerAmount(name)) {
            holdAmount(value);
        } else if (name.endsWith("Hash")) {
            line.append(String.format(Locale.ROOT, "\"%016x\"", value));
        } else {
            line.append(decimal(value, places(name)));
        }
        final String named = name.endsWith("Id") ? nameOf(name, value) : null;
        if (named != null) {
            text(withoutId(name), named);
        }
    }

    @Override
    protected void value(final String text) {
        line.append('"');
        escape(line, text);
        line.append('"');
    }

    /** A member whose value is written as it is. */
    void literal(final String name, final String value) {
        key(name).append(value);
    }

    @Override
    public void numbers(final String name, final long[] values) {
        key(name).append('[');
        appendAll(values);
        line.append(']');
    }

    @Override
    public void flags(final String name, final List<String> set) {
        key(name).append('[');
        for (int i = 0; i < set.size(); i++) {
            line.append(i == 0 ? "\"" : ",\"").append(set.get(i)).append('"');
        }
        line.append(']');
    }

    @Override
    public void begin(final String name) {
        if (inList()) {
            line.append(line.charAt(line.length() - 1) == '[' ? "{" : ",{");
        } else {
            key(name).append('{');
        }
    }

    @Override
    public void end() {
        line.append('}');
    }

    @Override
    protected StringBuilder key(final String name) {
        if (line.charAt(line.length() - 1) != '{') {
            line.append(',');
        }
        return line.append('"').append(name).append("\":");
    }

    private static void escape(final StringBuilder line, final String value) {
        for (int i = 0; i < value.length(); i++) {
            final char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                line.append('\\').append(character);
            } else if (character < FIRST_PRINTABLE || character > LAST_PRINTABLE) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                line.append(character);
            }
        }
    }
}
