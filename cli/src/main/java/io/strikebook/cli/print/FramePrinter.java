package io.strikebook.cli.print;

import io.strikebook.ipc.frame.FrameLayout;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/** One frame as one line, for people or as JSON. Fixed-point fields are shown as decimals, nulls as {@code -}. */
public final class FramePrinter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final FrameFields fields;
    private final boolean json;

    /** A printer; {@code json} gives one JSON object per frame with raw integers. */
    public FramePrinter(final FrameFields fields, final boolean json) {
        this.fields = fields;
        this.json = json;
    }

    /** The frame's line, without a line end. */
    public String print(final UnsafeBuffer buffer, final int offset) {
        final String name = fields.nameOf(FrameLayout.templateId(buffer, offset));
        final long sequence = FrameLayout.sequence(buffer, offset);
        final long timestampNs = FrameLayout.timestampNs(buffer, offset);
        final StringBuilder line = new StringBuilder(160);
        if (json) {
            line.append("{\"sequence\":")
                    .append(sequence)
                    .append(",\"timestampNs\":")
                    .append(timestampNs)
                    .append(",\"frameInGroup\":")
                    .append(FrameLayout.frameInGroup(buffer, offset))
                    .append(",\"last\":")
                    .append(FrameLayout.isLast(buffer, offset))
                    .append(",\"type\":\"")
                    .append(name)
                    .append('"');
            fields.visit(buffer, offset, new JsonVisitor(line));
            return line.append('}').toString();
        }
        line.append(String.format(Locale.ROOT, "%10d %s %-22s", sequence, time(timestampNs), name));
        fields.visit(buffer, offset, new TextVisitor(line));
        return line.toString();
    }

    /** A time as people read it, UTC. */
    public static String time(final long timestampNs) {
        return TIME.format(Instant.ofEpochSecond(
                Math.floorDiv(timestampNs, NANOS_PER_SECOND), Math.floorMod(timestampNs, NANOS_PER_SECOND)));
    }

    /** A fixed-point number as a decimal without trailing zeros. */
    public static String decimal(final long value, final int places) {
        return java.math.BigDecimal.valueOf(value, places).stripTrailingZeros().toPlainString();
    }

    private static int places(final String name) {
        if (name.endsWith("E12")) {
            return 12;
        }
        final int length = name.length();
        if (length > 2 && name.charAt(length - 2) == 'E' && Character.isDigit(name.charAt(length - 1))) {
            return name.charAt(length - 1) - '0';
        }
        return 0;
    }

    private static final class TextVisitor implements FrameFields.Visitor {
        private final StringBuilder line;

        TextVisitor(final StringBuilder line) {
            this.line = line;
        }

        @Override
        public void number(final String name, final Long value) {
            final int places = places(name);
            final String shown = value == null
                    ? "-"
                    : name.endsWith("Ns") && value > NANOS_PER_SECOND * 1_000_000
                            ? time(value).replace(' ', 'T')
                            : name.endsWith("Hash") ? Long.toHexString(value) : decimal(value, places);
            final String shownName = places == 0 ? name : name.substring(0, name.lastIndexOf('E'));
            line.append(' ').append(shownName).append('=').append(shown);
        }

        @Override
        public void text(final String name, final String value) {
            line.append(' ').append(name).append('=').append(value);
        }

        @Override
        public void flags(final String name, final List<String> set) {
            if (!set.isEmpty()) {
                line.append(' ').append(name).append('=').append(String.join("|", set));
            }
        }

        @Override
        public void begin(final String name) {
            line.append(' ').append(name).append("={");
        }

        @Override
        public void end() {
            line.append(" }");
        }
    }

    private static final class JsonVisitor implements FrameFields.Visitor {
        private final StringBuilder line;

        JsonVisitor(final StringBuilder line) {
            this.line = line;
        }

        private StringBuilder key(final String name) {
            if (line.charAt(line.length() - 1) != '{') {
                line.append(',');
            }
            return line.append('"').append(name).append("\":");
        }

        @Override
        public void number(final String name, final Long value) {
            key(name).append(value == null ? "null" : value.toString());
        }

        @Override
        public void text(final String name, final String value) {
            key(name)
                    .append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
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
            key(name).append('{');
        }

        @Override
        public void end() {
            line.append('}');
        }
    }
}
