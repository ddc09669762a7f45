package io.strikebook.orderflow.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Lines of a comma-separated file, gzip or plain, split into fields; knows file and line for errors. */
final class CsvLines implements AutoCloseable {
    private static final int BUFFER_LENGTH = 1 << 16;

    private final String file;
    private final boolean lineEndRequired;
    private final InputStream input;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private int line;
    private String[] fields;

    /** Opens a file; with {@code lineEndRequired} a last line without a line end counts as cut short. */
    CsvLines(final Path path, final boolean lineEndRequired) {
        this.file = path.toString();
        this.lineEndRequired = lineEndRequired;
        try {
            final InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_LENGTH);
            this.input = file.endsWith(".gz")
                    ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_LENGTH), BUFFER_LENGTH)
                    : raw;
        } catch (final ZipException | EOFException e) {
            throw new BadRecordException(file, 0, "not a whole gzip file: " + e.getMessage());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** Moves to the next line, which must have this many fields; false at the end. */
    boolean next(final int fieldCount) {
        final String text = readLine();
        if (text == null) {
            return false;
        }
        fields = text.split(",", -1);
        if (fields.length != fieldCount) {
            throw bad("has " + fields.length + " fields, expected " + fieldCount);
        }
        return true;
    }

    /** The line as it is, for a header; null at the end. */
    String readLine() {
        line++;
        bytes.reset();
        try {
            for (int read = input.read(); read != '\n'; read = input.read()) {
                if (read < 0) {
                    return lastLine();
                }
                bytes.write(read);
            }
        } catch (final ZipException | EOFException e) {
            throw bad("the compressed file is cut short or damaged here: " + e.getMessage());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return text();
    }

    private String lastLine() {
        if (bytes.size() == 0) {
            return null;
        }
        if (lineEndRequired) {
            throw bad("the last line is cut short: " + text());
        }
        return text();
    }

    private String text() {
        final String text = bytes.toString(StandardCharsets.US_ASCII);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** A field as text. */
    String field(final int index) {
        return fields[index];
    }

    /** A field as a whole number. */
    long number(final int index, final String name) {
        try {
            return Long.parseLong(fields[index]);
        } catch (final NumberFormatException e) {
            throw bad(name + " is no whole number: " + fields[index]);
        }
    }

    /** A field as a number that is not negative. */
    long notNegative(final int index, final String name) {
        final long value = number(index, name);
        if (value < 0) {
            throw bad(name + " is negative: " + value);
        }
        return value;
    }

    /** A field as a positive number. */
    long positive(final int index, final String name) {
        final long value = notNegative(index, name);
        if (value == 0) {
            throw bad(name + " is zero");
        }
        return value;
    }

    /** Number of the current line, from 1. */
    int line() {
        return line;
    }

    /** An error at the current line. */
    BadRecordException bad(final String problem) {
        return bad(line, problem);
    }

    /** An error at a line read before. */
    BadRecordException bad(final int atLine, final String problem) {
        return new BadRecordException(file, atLine, problem);
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
