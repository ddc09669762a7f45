package io.strikebook.recordings;

import io.strikebook.common.instrument.InstrumentTerms;
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
    private static final int MAX_LINE_LENGTH = 1 << 16;
    private static final int MAX_PROBLEM_LENGTH = 300;

    private final String file;
    private final CountedInput stored;
    private final boolean lineEndRequired;
    private final InputStream input;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private boolean damaged;
    private int line;
    private String[] fields;

    /** Opens a file; with {@code lineEndRequired} a last line without a line end counts as cut short. */
    CsvLines(final Path path, final boolean lineEndRequired) {
        this.file = path.toString();
        this.lineEndRequired = lineEndRequired;
        try {
            this.stored = new CountedInput(Files.newInputStream(path));
            this.input = new BufferedInputStream(file.endsWith(".gz") ? unzipped(path, stored) : stored, BUFFER_LENGTH);
        } catch (final IOException e) {
            throw OpenFailure.of(path, e);
        }
    }

    private static InputStream unzipped(final Path path, final InputStream stored) throws IOException {
        try {
            return new GZIPInputStream(stored, BUFFER_LENGTH);
        } catch (final ZipException | EOFException e) {
            stored.close();
            throw new BadRecordException(path.toString(), 1, "not a gzip file: " + e.getMessage());
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
        if (damaged) {
            return null;
        }
        line++;
        bytes.reset();
        try {
            for (int read = input.read(); read != '\n'; read = input.read()) {
                if (read < 0) {
                    return lastLine();
                }
                bytes.write(read);
                if (bytes.size() > MAX_LINE_LENGTH) {
                    damaged = true;
                    throw bad("has no line end within " + MAX_LINE_LENGTH + " bytes");
                }
            }
        } catch (final ZipException | EOFException e) {
            damaged = true;
            throw bad("the compressed file is cut short or damaged here: " + e.getMessage());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
        return text();
    }

    private String lastLine() {
        if (bytes.size() == 0) {
            return null;
        }
        if (lineEndRequired) {
            damaged = true;
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

    /** A field as a size in lots: positive, and small enough for any venue to take. */
    long lots(final int index, final String name) {
        final long lots = positive(index, name);
        if (lots > InstrumentTerms.MAX_ORDER_LOTS_LIMIT) {
            throw bad(name + " is " + lots + ", more than " + InstrumentTerms.MAX_ORDER_LOTS_LIMIT);
        }
        return lots;
    }

    /** Bytes read of the file as it is stored. */
    long bytesRead() {
        return stored.bytes();
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
        return new BadRecordException(file, atLine, printable(problem));
    }

    /** What a damaged or foreign file holds must not reach a terminal as it is. */
    static String printable(final String problem) {
        final String ascii = problem.replaceAll("[^ -~]", "?");
        return ascii.length() <= MAX_PROBLEM_LENGTH ? ascii : ascii.substring(0, MAX_PROBLEM_LENGTH) + " ...";
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
