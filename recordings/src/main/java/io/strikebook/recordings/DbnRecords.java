package io.strikebook.recordings;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Market-by-order records of a file of Databento's DBN, version 1, compressed with Zstandard where its name ends in {@code .zst}. All numbers
 * are little-endian:
 *
 * <pre>
 *  0      3   4        8         24       26                               8 + length
 *  +------+---+--------+---------+--------+--------------------------------+---------
 *  | DBN  | 1 | length | dataset | schema | symbols and more, not needed   | records
 *  +------+---+--------+---------+--------+--------------------------------+---------
 *
 *  0        1     2           4            8          16         24      32     36      37        38       39     40        48         52
 *  +--------+-----+-----------+------------+----------+----------+-------+------+-------+---------+--------+------+---------+----------+----------+
 *  | words  | 160 | publisher | instrument | ts_event | order id | price | size | flags | channel | action | side | ts_recv | ts_delta | sequence |
 *  +--------+-----+-----------+------------+----------+----------+-------+------+-------+---------+--------+------+---------+----------+----------+
 * </pre>
 *
 * Prices are 1e-9. Records of other types are passed over by their length. Used by one thread.
 */
final class DbnRecords implements AutoCloseable {
    private static final int VERSION = 1;
    private static final int MBO_SCHEMA = 0;
    private static final int MBO_TYPE = 0xA0;
    private static final int MBO_LENGTH = 56;
    private static final int RECORD_HEADER = 16;
    private static final int WORD = 4;
    private static final int PRELUDE = 8;
    private static final int SCHEMA_AT = 16;
    private static final int SHORTEST_METADATA = 100;
    private static final int LONGEST_METADATA = 1 << 24;
    private static final int LONGEST_RECORD = 255 * WORD;
    private static final int BUFFER_LENGTH = 1 << 16;

    private final String file;
    private final CountedInput stored;
    private final InputStream input;
    private final byte[] bytes = new byte[LONGEST_RECORD];
    private final ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int number;
    private boolean ended;

    /**
     * Opens a file and reads its metadata.
     *
     * @throws BadRecordException where it is no DBN of this version with market-by-order records
     */
    DbnRecords(final Path path) {
        file = path.toString();
        try {
            stored = new CountedInput(Files.newInputStream(path));
            final InputStream plain = file.endsWith(".zst") ? new ZstdInputStream(stored) : stored;
            input = new BufferedInputStream(plain, BUFFER_LENGTH);
        } catch (final IOException e) {
            throw OpenFailure.of(path, e);
        }
        try {
            readMetadata();
        } catch (final BadRecordException e) {
            close();
            throw e;
        }
    }

    private void readMetadata() {
        if (!read(0, PRELUDE) || !"DBN".equals(new String(bytes, 0, 3, StandardCharsets.US_ASCII))) {
            throw bad("does not begin with DBN");
        }
        if (bytes[3] != VERSION) {
            throw bad("is DBN of version " + bytes[3] + ", only version " + VERSION + " is known");
        }
        final int length = record.getInt(WORD);
        if (length < SHORTEST_METADATA || length > LONGEST_METADATA) {
            throw bad("has metadata of " + length + " bytes");
        }
        if (!read(0, SHORTEST_METADATA)) {
            throw bad("ends within its metadata");
        }
        final int schema = record.getShort(SCHEMA_AT) & 0xFFFF;
        if (schema != MBO_SCHEMA) {
            throw bad("has records of schema " + schema + ", only market by order (0) is known");
        }
        for (int left = length - SHORTEST_METADATA; left > 0; left -= LONGEST_RECORD) {
            if (!read(0, Math.min(left, LONGEST_RECORD))) {
                throw bad("ends within its metadata");
            }
        }
    }

    /**
     * Moves to the next record; false at the end.
     *
     * @throws BadRecordException where the file is cut or damaged; it has ended then
     */
    boolean next() {
        while (!ended) {
            number++;
            if (!read(0, 1)) {
                ended = true;
                return false;
            }
            final int length = (bytes[0] & 0xFF) * WORD;
            if (length < RECORD_HEADER || !read(1, length - 1)) {
                ended = true;
                throw bad("a record of " + length + " bytes, or one that is cut");
            }
            if ((bytes[1] & 0xFF) == MBO_TYPE) {
                if (length < MBO_LENGTH) {
                    throw bad("a market-by-order record of " + length + " bytes");
                }
                return true;
            }
        }
        return false;
    }

    /** Fills the buffer; false where the file ends before the first byte. */
    private boolean read(final int at, final int length) {
        int filled = 0;
        try {
            while (filled < length) {
                final int read = input.read(bytes, at + filled, length - filled);
                if (read < 0) {
                    if (filled > 0 || at > 0) {
                        ended = true;
                        throw bad("the file is cut short here");
                    }
                    return false;
                }
                filled += read;
            }
            return true;
        } catch (final MalformedInputException e) {
            ended = true;
            throw bad("the compressed data is damaged here: " + e.getMessage());
        } catch (final IOException e) {
            ended = true;
            throw bad("the compressed data ends or is damaged here: " + e.getMessage());
        }
    }

    /** Number of the record in the file, from 1. */
    int number() {
        return number;
    }

    long eventNs() {
        return record.getLong(8);
    }

    long orderId() {
        return record.getLong(16);
    }

    long priceE9() {
        return record.getLong(24);
    }

    long size() {
        return record.getInt(32) & 0xFFFF_FFFFL;
    }

    int flags() {
        return bytes[36] & 0xFF;
    }

    char action() {
        return (char) (bytes[38] & 0xFF);
    }

    char side() {
        return (char) (bytes[39] & 0xFF);
    }

    long receivedNs() {
        return record.getLong(40);
    }

    long sequence() {
        return record.getInt(52) & 0xFFFF_FFFFL;
    }

    /** An error at the current record. */
    BadRecordException bad(final String problem) {
        return bad(number, problem);
    }

    /** An error at a record read before. */
    BadRecordException bad(final int atRecord, final String problem) {
        return new BadRecordException(file, atRecord, CsvLines.printable(problem));
    }

    long bytesRead() {
        return stored.bytes();
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
