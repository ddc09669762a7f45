package io.strikebook.benchmarks.handoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a queue costs at least: documents of so many bytes end to end in a mapping, each visible with its header, which is written last,
 * after the place of the next header was cleared. The mapping is populated before and gone through again and again; nobody checks whether
 * the reader keeps up.
 */
final class RawBytesLink implements Link {
    private static final int LANE = 1 << 20;
    private static final int HEADER = 4;
    private static final int WRAP = -1;
    private static final int WORD = 8;

    private final UnsafeBuffer outgoing;
    private final UnsafeBuffer incoming;
    private final int length;
    private int written;
    private int read;

    /** A lane each way, of documents of {@code bytes} with their headers. */
    RawBytesLink(final Path folder, final boolean first, final int bytes) {
        length = bytes - HEADER;
        try (FileChannel file = FileChannel.open(
                folder.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final UnsafeBuffer one = new UnsafeBuffer(file.map(FileChannel.MapMode.READ_WRITE, 0, LANE));
            final UnsafeBuffer two = new UnsafeBuffer(file.map(FileChannel.MapMode.READ_WRITE, LANE, LANE));
            outgoing = first ? one : two;
            incoming = first ? two : one;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int page = 0; page < LANE; page += 4096) {
            outgoing.putLong(page + WORD, 0);
            incoming.getLongVolatile(page + WORD);
        }
    }

    @Override
    public void send(final long number, final boolean more) {
        if (written + 2 * (HEADER + length) + WORD > LANE) {
            outgoing.putInt(0, 0);
            outgoing.putIntOrdered(written, WRAP);
            written = 0;
        }
        final int start = written + HEADER;
        outgoing.putLong(start, number);
        for (int at = start + WORD; at + WORD <= start + length; at += WORD) {
            outgoing.putLong(at, number);
        }
        final int next = BitUtil.align(start + length, HEADER);
        outgoing.putInt(next, 0);
        outgoing.putIntOrdered(written, length);
        written = next;
    }

    @Override
    public long poll() {
        int header = incoming.getIntVolatile(read);
        if (header == WRAP) {
            read = 0;
            header = incoming.getIntVolatile(read);
        }
        if (header == 0) {
            return NONE;
        }
        final long number = incoming.getLong(read + HEADER);
        // the last line too
        final long last = incoming.getLong(read + HEADER + (header / WORD - 1) * WORD);
        read = BitUtil.align(read + HEADER + header, HEADER);
        return Math.min(number, last);
    }

    @Override
    public void close() {}
}
