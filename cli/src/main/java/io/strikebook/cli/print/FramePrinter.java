package io.strikebook.cli.print;

import io.strikebook.ipc.frame.FrameLayout;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One frame as one line, for people or as a JSON object. Fixed-point fields are shown as decimals, absent values as
 * {@code -} or {@code null}. Not thread safe.
 */
public final class FramePrinter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int SEQUENCE_WIDTH = 10;
    private static final int FRAME_WIDTH = 4;
    private static final int NAME_WIDTH = 25;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final FrameFields fields;
    private final boolean json;
    private final FrameNames names;

    /** A printer that shows ids as they are; {@code json} gives one JSON object per frame. */
    public FramePrinter(final FrameFields fields, final boolean json) {
        this(fields, json, FrameNames.NONE);
    }

    /** A printer that calls what ids mean by name, where it is known. */
    public FramePrinter(final FrameFields fields, final boolean json, final FrameNames names) {
        this.fields = fields;
        this.json = json;
        this.names = names;
    }

    /** The frame's line, without a line end. */
    public String print(final UnsafeBuffer buffer, final int offset) {
        final StringBuilder line = new StringBuilder(240);
        if (json) {
            line.append('{');
            printJson(line, buffer, offset);
            return line.append('}').toString();
        }
        printText(line, buffer, offset, "");
        return line.toString();
    }

    /**
     * Appends the frame for people: sequence, number in its group ({@code *} after the last), time, message, fields.
     *
     * @param column goes between time and message
     */
    public void printText(final StringBuilder line, final UnsafeBuffer buffer, final int offset, final String column) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        final String sequence = Long.toString(FrameLayout.sequence(buffer, offset));
        pad(line, SEQUENCE_WIDTH - sequence.length()).append(sequence).append('.');
        final int frameStart = line.length();
        line.append(FrameLayout.frameInGroup(buffer, offset)).append(FrameLayout.isLast(buffer, offset) ? "*" : "");
        pad(line, frameStart + FRAME_WIDTH - line.length()).append(' ');
        TIME.formatTo(instant(FrameLayout.timestampNs(buffer, offset)), line);
        line.append(' ').append(column);
        final int nameStart = line.length();
        line.append(fields.nameOf(templateId));
        pad(line, nameStart + NAME_WIDTH - line.length());
        final TextVisitor visitor = new TextVisitor(line, names);
        if (fields.knows(templateId)) {
            fields.visit(buffer, offset, visitor);
        } else {
            visitor.number("bytes", (long) FrameLayout.frameLength(buffer, offset));
        }
        visitor.fillAmount(0);
    }

    /** Appends the frame as members of a JSON object that the caller opens and closes. */
    public void printJson(final StringBuilder line, final UnsafeBuffer buffer, final int offset) {
        final long timestampNs = FrameLayout.timestampNs(buffer, offset);
        final JsonVisitor visitor = new JsonVisitor(line, names);
        visitor.number("sequence", FrameLayout.sequence(buffer, offset));
        visitor.number("frameInGroup", (long) FrameLayout.frameInGroup(buffer, offset));
        visitor.literal("last", Boolean.toString(FrameLayout.isLast(buffer, offset)));
        visitor.number("timestampNs", timestampNs);
        visitor.text("time", instant(timestampNs).toString());
        visitor.number("templateId", (long) FrameLayout.templateId(buffer, offset));
        visitor.text("type", fields.nameOf(FrameLayout.templateId(buffer, offset)));
        visitor.number("frameLength", (long) FrameLayout.frameLength(buffer, offset));
        fields.visit(buffer, offset, visitor);
        visitor.fillAmount(0);
    }

    private static StringBuilder pad(final StringBuilder line, final int width) {
        return line.repeat(' ', Math.max(0, width));
    }

    /** A time as people read it, UTC. */
    public static String time(final long timestampNs) {
        return TIME.format(instant(timestampNs));
    }

    /** A fixed-point number as a decimal without trailing zeros. */
    public static String decimal(final long value, final int places) {
        return LineVisitor.decimal(value, places);
    }

    private static Instant instant(final long timestampNs) {
        return Instant.ofEpochSecond(
                Math.floorDiv(timestampNs, NANOS_PER_SECOND), Math.floorMod(timestampNs, NANOS_PER_SECOND));
    }
}
