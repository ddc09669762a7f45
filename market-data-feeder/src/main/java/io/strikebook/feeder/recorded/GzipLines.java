package io.strikebook.feeder.recorded;

import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.recordings.OpenFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Lines of a gzip file of ASCII text, one at a time, in a buffer that is used again. */
public final class GzipLines implements AutoCloseable {
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final int LONGEST_LINE = 1 << 24;

    private final Path path;
    private final InputStream input;
    private final byte[] bytes = new byte[BUFFER_LENGTH];
    private byte[] text = new byte[1 << 12];
    private byte[] previousText = new byte[1 << 12];
    private int length;
    private int previousLength = -1;
    private int position;
    private int limit;
    private long lineNumber;
    private String problem;
    private boolean ended;

    /**
     * Opens a file.
     *
     * @throws UncheckedIOException where it is missing or not gzip; the message names it
     */
    public GzipLines(final Path path) {
        this.path = path;
        this.input = open(path);
    }

    /** Moves to the next line; false after the last. */
    public boolean next() {
        final byte[] swap = previousText;
        previousText = text;
        previousLength = lineNumber == 0 ? -1 : length;
        text = swap;
        length = 0;
        problem = null;
        if (ended) {
            return false;
        }
        lineNumber++;
        while (true) {
            if (position == limit && !fill()) {
                ended = true;
                return length > 0 || problem != null;
            }
            final byte b = bytes[position++];
            if (b == '\n') {
                return true;
            }
            append(b);
        }
    }

    /** Characters of the line, from 0 to {@link #length()}, with {@link JsonReader#SLACK} bytes behind them. */
    public byte[] text() {
        return text;
    }

    /** Characters in the line. */
    public int length() {
        return length;
    }

    /** Number of the line, from 1. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Why the line is not whole, or null where it is. */
    public String problem() {
        return problem;
    }

    /** What {@link #problem()} counts as. */
    public FeedErrorKind problemKind() {
        return ended ? FeedErrorKind.TRUNCATED : FeedErrorKind.TOO_LONG;
    }

    /** Whether the line repeats the one before. */
    public boolean sameAsPrevious() {
        return length == previousLength && Arrays.equals(text, 0, length, previousText, 0, length);
    }

    /** Part of the line as a string. */
    public String string(final int start, final int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    private void append(final byte b) {
        if (b == '\r') {
            return;
        }
        if (length == LONGEST_LINE) {
            problem = "longer than " + LONGEST_LINE + " characters";
            return;
        }
        if (length == text.length - JsonReader.SLACK) {
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = b;
    }

    private boolean fill() {
        try {
            position = 0;
            limit = Math.max(0, input.read(bytes));
            return limit > 0;
        } catch (final EOFException | ZipException e) {
            problem = "the compressed data ends or is damaged here";
            limit = 0;
            return false;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static InputStream open(final Path path) {
        InputStream raw = null;
        try {
            raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_LENGTH);
            return new GZIPInputStream(raw, BUFFER_LENGTH);
        } catch (final EOFException | ZipException e) {
            closeQuietly(raw);
            throw new UncheckedIOException(path + " is not a gzip file", e);
        } catch (final IOException e) {
            closeQuietly(raw);
            throw OpenFailure.of(path, e);
        }
    }

    private static void closeQuietly(final InputStream raw) {
        if (raw == null) {
            return;
        }
        try {
            raw.close();
        } catch (final IOException ignored) {
            // the file is refused anyway
        }
    }
}
