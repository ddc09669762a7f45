package io.strikebook.feeder.recorded;

import io.strikebook.feeder.BadMessageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fields of a comma-separated line without quotes, by the names in the file's header. */
public final class CsvColumns {
    private final int[] starts;
    private final int[] ends;
    private final List<String> header;

    /**
     * Reads the header of a file.
     *
     * @param known every column that such a file has; more, fewer or others are refused, their order is free
     * @throws IllegalArgumentException naming the file and what is missing or unknown
     */
    public CsvColumns(final GzipLines lines, final List<String> known) {
        if (!lines.next()) {
            throw new IllegalArgumentException(lines.path() + " has no header");
        }
        header = Arrays.asList(lines.string(0, lines.length()).split(",", -1));
        final List<String> missing = new ArrayList<>(known);
        missing.removeAll(header);
        final List<String> unknown = new ArrayList<>(header);
        unknown.removeAll(known);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    lines.path() + ": the header misses columns " + missing + " and has unknown columns " + unknown);
        }
        if (header.size() != known.size()) {
            throw new IllegalArgumentException(lines.path() + ": the header has a column twice");
        }
        starts = new int[header.size()];
        ends = new int[header.size()];
    }

    /** Position of a column. */
    public int index(final String name) {
        return header.indexOf(name);
    }

    /** Splits a line. */
    public void split(final GzipLines line) throws BadMessageException {
        final byte[] text = line.text();
        int column = 0;
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || text[i] == ',') {
                if (column == starts.length) {
                    throw new BadMessageException("more than " + starts.length + " fields");
                }
                starts[column] = start;
                ends[column++] = i;
                start = i + 1;
            } else if (text[i] == '"') {
                throw new BadMessageException("quotes are not expected");
            }
        }
        if (column < starts.length) {
            throw new BadMessageException(column + " fields where " + starts.length + " are expected");
        }
    }

    /** Where a field of the line last split starts. */
    public int start(final int column) {
        return starts[column];
    }

    /** Where a field of the line last split ends. */
    public int end(final int column) {
        return ends[column];
    }

    /** A field of the line last split. */
    public String string(final GzipLines line, final int column) {
        return line.string(starts[column], ends[column]);
    }
}
