package io.strikebook.cli.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A JSON object, written member by member. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder("{");

    /** A member that is text. */
    public JsonText text(final String name, final String value) {
        key(name).append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
        return this;
    }

    /** A member that is a number, exactly. */
    public JsonText number(final String name, final long value, final int places) {
        key(name).append(BigDecimal.valueOf(value, places).toPlainString());
        return this;
    }

    /** A member that is a number, rounded to so many places. */
    public JsonText number(final String name, final double value, final int places) {
        key(name)
                .append(BigDecimal.valueOf(value)
                        .setScale(places, RoundingMode.HALF_EVEN)
                        .toPlainString());
        return this;
    }

    /** A member that is a whole number. */
    public JsonText number(final String name, final long value) {
        key(name).append(value);
        return this;
    }

    /** A member that is true or false. */
    public JsonText flag(final String name, final boolean value) {
        key(name).append(value);
        return this;
    }

    /** A member that is null. */
    public JsonText nothing(final String name) {
        key(name).append("null");
        return this;
    }

    /** A member that is another object. */
    public JsonText object(final String name, final JsonText value) {
        key(name).append(value);
        return this;
    }

    /** A member that is a list of objects. */
    public JsonText objects(final String name, final List<JsonText> values) {
        key(name).append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",").append(values.get(i));
        }
        text.append(']');
        return this;
    }

    private StringBuilder key(final String name) {
        return text.append(text.length() == 1 ? "\"" : ",\"").append(name).append("\":");
    }

    /** The whole object. */
    @Override
    public String toString() {
        return text + "}";
    }
}
