package io.strikebook.ipc.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;

/**
 * What Chronicle has noted in a file about its documents, where that reaches beyond the last one: where the last document is, which number
 * is indexed next, and the index. A power cut may leave that, since pages reach the disk in no particular order. Chronicle's appender would
 * go on behind a hole, and its index would lead into the middle of documents that are written there later.
 *
 * <pre>
 *   document "header":       ... writePosition, padding, 0x8D | 2 (8) | 2 (8) | position (8) | its number (8)
 *                            ... lastIndex, padding, 0xA7     | next number to be indexed (8)
 *   document "index2index":  name, padding, 0x8D              | capacity (8) | used (8) | positions of "index" documents (8 each)
 *   document "index":        the same, positions of documents
 * </pre>
 */
final class NotesAhead {
    private static final int HEADER = Wires.SPB_HEADER_SIZE;
    private static final byte ARRAY = (byte) 0x8D;
    private static final byte LONG = (byte) 0xA7;
    private static final int ARRAY_VALUES = 2 * Long.BYTES;
    private static final int MOST_PADDING = 2 * Long.BYTES;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final MemorySegment bytes;
    private final long writePosition;
    private final long nextIndexed;
    private final long index2index;

    private NotesAhead(final Path file, final MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
        writePosition = behind("writePosition", 0, ARRAY) + ARRAY_VALUES;
        nextIndexed = behind("lastIndex", 0, LONG);
        index2index = after(0);
    }

    /**
     * Clears what lies ahead in the newest file that was written to, and in those made ahead of it. The queue's writer only, before it
     * opens the queue.
     */
    static void clear(final Path directory) {
        try {
            final List<Path> files = QueueFiles.namesOf(directory);
            boolean written = false;
            for (int i = files.size() - 1; i >= 0 && !written; i--) {
                try (FileChannel channel =
                                FileChannel.open(files.get(i), StandardOpenOption.READ, StandardOpenOption.WRITE);
                        Arena arena = Arena.ofConfined()) {
                    final NotesAhead notes = new NotesAhead(
                            files.get(i), channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena));
                    written = notes.lastDocument() > 0;
                    if (notes.areAhead()) {
                        notes.clear();
                    }
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot look at the files of " + directory, e);
        }
    }

    /** Where a value is that follows a name and a code, aligned as Chronicle aligns what it changes in place. */
    private long behind(final String name, final long document, final byte code) {
        final byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        final long end = Math.min(after(document), bytes.byteSize());
        for (long at = document + HEADER; at + wanted.length < end; at++) {
            if (matches(wanted, at)) {
                long value = BitUtil.align(at + wanted.length + 1, Long.BYTES);
                final long last = value + MOST_PADDING;
                while (value < last && bytes.get(ValueLayout.JAVA_BYTE, value - 1) != code) {
                    value += Long.BYTES;
                }
                if (value < last) {
                    return value;
                }
            }
        }
        throw new IllegalStateException(file + ": Chronicle's header has no " + name + " where it is expected");
    }

    private boolean matches(final byte[] wanted, final long at) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private long lastDocument() {
        return bytes.get(WORD, writePosition);
    }

    private int headerAt(final long position) {
        return position >= 0 && position + HEADER <= bytes.byteSize() ? bytes.get(INT, position) : 0;
    }

    private long after(final long position) {
        return BitUtil.align(position + HEADER + Wires.lengthOf(headerAt(position)), HEADER);
    }

    /** Positions in the index grow, so its last one tells; where documents have no hole, what lies beyond the last of them is zero. */
    private boolean areAhead() {
        if (lastDocument() > 0 && headerAt(lastDocument()) == 0) {
            return true;
        }
        for (long at = first(index2index, "index2index"); at + Long.BYTES <= after(index2index); at += Long.BYTES) {
            final long index = bytes.get(WORD, at);
            if (index != 0 && (headerAt(index) == 0 || headerAt(lastOf(index)) == 0)) {
                return true;
            }
        }
        return false;
    }

    private long first(final long document, final String name) {
        return behind(name, document, ARRAY) + ARRAY_VALUES;
    }

    /** The last position of an index, or its own where it has none. */
    private long lastOf(final long index) {
        final long first = first(index, "index");
        for (long at = after(index) - Long.BYTES & -Long.BYTES; at >= first; at -= Long.BYTES) {
            final long position = bytes.get(WORD, at);
            if (position != 0) {
                return position;
            }
        }
        return index;
    }

    private void clear() {
        long last = 0;
        long documents = 0;
        long end = 0;
        int header = headerAt(end);
        while (header != 0 && (header & Wires.NOT_COMPLETE) == 0) {
            if ((header & Wires.META_DATA) == 0) {
                last = end;
                documents++;
            }
            end = after(end);
            header = headerAt(end);
        }
        final long spacing = ChronicleQueueSettings.INDEX_SPACING;
        bytes.set(WORD, writePosition, last);
        bytes.set(WORD, writePosition + Long.BYTES, 0);
        bytes.set(WORD, nextIndexed, (documents + spacing - 1) / spacing * spacing);
        for (long at = first(index2index, "index2index"); at + Long.BYTES <= after(index2index); at += Long.BYTES) {
            final long index = bytes.get(WORD, at);
            if (index >= end) {
                bytes.set(WORD, at, 0);
            } else if (index != 0) {
                clearFrom(index, end);
            }
        }
    }

    private void clearFrom(final long index, final long end) {
        for (long at = first(index, "index"); at + Long.BYTES <= after(index); at += Long.BYTES) {
            if (bytes.get(WORD, at) >= end) {
                bytes.set(WORD, at, 0);
            }
        }
    }
}
