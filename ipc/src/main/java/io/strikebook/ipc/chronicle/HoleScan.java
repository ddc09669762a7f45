package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.GroupBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Looks at the files of a queue without Chronicle, whose readers take the first zero word for the end: after a crash of the operating
 * system a page may be lost while later ones are there. Walks over Chronicle's documents by their 4-byte headers; what follows the end
 * must be zero, but for a document that was being written and so has no header yet: nobody saw it, and the next one overwrites it.
 */
public final class HoleScan {
    private static final int HEADER_LENGTH = 4;
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final long REACH_BYTES = 4L << 20;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private HoleScan() {}

    /** One line for each file with bytes behind a hole, naming file and both positions. */
    public static List<String> holes(final Path queue) {
        final List<String> holes = new ArrayList<>();
        try {
            for (final Path file : QueueFiles.namesOf(queue)) {
                scan(file, holes);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + queue, e);
        }
        return holes;
    }

    private static void scan(final Path file, final List<String> holes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            final MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            final String hole = holeAt(bytes, 0, endOfDocuments(bytes));
            if (hole != null) {
                holes.add(file + ": " + hole);
            }
        }
    }

    /**
     * What is wrong where a reader finds no document: both positions, or null where it is the end, as far as the next few MiB tell. Of a
     * queue that is written it may look wrong for a moment.
     */
    static String holeAt(final Path file, final long position) {
        final long from = position & -MemoryAdvice.PAGE_BYTES;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            final long length = Math.min(REACH_BYTES, channel.size() - from);
            return length <= 0
                    ? null
                    : holeAt(channel.map(FileChannel.MapMode.READ_ONLY, from, length, arena), from, position - from);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String holeAt(final MemorySegment bytes, final long from, final long position) {
        if (headerAt(bytes, position) != 0) {
            return null;
        }
        final long beyond = nextNonZero(bytes, endOfUnfinished(bytes, position));
        return beyond >= bytes.byteSize() || headerAt(bytes, position) != 0
                ? null
                : "documents end at byte " + (from + position) + " but byte " + (from + beyond) + " is not zero";
    }

    /**
     * How far a file can be read that may have been cut short. A writer makes its file longer before it writes there; so where a file
     * seems to end within its documents, and is longer by now, it is looked at again.
     *
     * @param zerosOfWhole so many zeros at its end are in no document, so that it need not be walked through
     * @return where the first document begins that is not all there, 0 where that is Chronicle's own or the first; {@link Long#MAX_VALUE}
     *     for a file that has an end
     */
    static long readableTo(final Path file, final long zerosOfWhole) {
        long size;
        long end;
        do {
            size = file.toFile().length();
            end = readableToNow(file, zerosOfWhole);
        } while (end != Long.MAX_VALUE && file.toFile().length() > size);
        return end;
    }

    private static long readableToNow(final Path file, final long zerosOfWhole) {
        return reading(file, bytes -> {
            final long size = bytes.byteSize();
            if (size >= zerosOfWhole && size % HEADER_LENGTH == 0 && nextNonZero(bytes, size - zerosOfWhole) == size) {
                return Long.MAX_VALUE;
            }
            final long end = endOfDocuments(bytes);
            if (!isCutShort(bytes, end)) {
                return Long.MAX_VALUE;
            }
            return end > firstDocument(bytes) ? end : 0;
        });
    }

    /** How many documents a file begins with, those that Chronicle wrote for itself not counted. */
    static long documents(final Path file) {
        return reading(file, bytes -> {
            long documents = 0;
            long position = 0;
            final long end = endOfDocuments(bytes);
            while (position < end) {
                documents += (headerAt(bytes, position) & META_DATA) == 0 ? 1 : 0;
                position = next(bytes, position);
            }
            return documents;
        });
    }

    /** Where the documents end that a file begins with. */
    static long end(final Path file) {
        return reading(file, HoleScan::endOfDocuments);
    }

    private static long reading(final Path file, final ToLongFunction<MemorySegment> reader) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return reader.applyAsLong(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Behind what Chronicle wrote for itself. */
    private static long firstDocument(final MemorySegment bytes) {
        long position = 0;
        while ((headerAt(bytes, position) & META_DATA) != 0 && next(bytes, position) > position) {
            position = next(bytes, position);
        }
        return position;
    }

    /** Whether a file ends within the document at a position, or so that nobody can see that there is none. */
    private static boolean isCutShort(final MemorySegment bytes, final long end) {
        return next(bytes, end) > end || end + HEADER_LENGTH > bytes.byteSize();
    }

    /** Where the first document would begin that has no header, or is not complete, or not all there. */
    private static long endOfDocuments(final MemorySegment bytes) {
        long position = 0;
        long next = next(bytes, position);
        while (next > position && next <= bytes.byteSize()) {
            position = next;
            next = next(bytes, position);
        }
        return position;
    }

    /** Behind the complete document at a position; the position itself where there is none. */
    private static long next(final MemorySegment bytes, final long position) {
        final int header = headerAt(bytes, position);
        return header == 0 || (header & NOT_COMPLETE) != 0
                ? position
                : position + HEADER_LENGTH + (header & LENGTH_MASK) + HEADER_LENGTH - 1 & -HEADER_LENGTH;
    }

    /**
     * Gives files that end within their documents, or right behind one, as many zeros as a reader maps: what is mapped beyond the end of a
     * file cannot be looked at without a fault. A writer always leaves a file longer than that. A document that is not all there loses its
     * header, so that it was never written.
     *
     * @return the files that were filled up, with the size that they had
     */
    static List<String> fillUp(final Path queue, final long blockSizeBytes) {
        final List<String> filled = new ArrayList<>();
        try {
            for (final Path file : QueueFiles.namesOf(queue)) {
                final long size = Files.size(file);
                if (fillUpFile(file, blockSizeBytes)) {
                    filled.add(file + ": ends at byte " + size + ", within its documents");
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot fill up a file of " + queue, e);
        }
        return filled;
    }

    private static boolean fillUpFile(final Path file, final long blockSizeBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            final long size = channel.size();
            final MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            final long end = endOfDocuments(bytes);
            if (!isCutShort(bytes, end)) {
                return false;
            }
            if (next(bytes, end) > end) {
                channel.write(ByteBuffer.allocate(HEADER_LENGTH), end);
            }
            channel.write(ByteBuffer.allocate(1), (end / blockSizeBytes + 2) * blockSizeBytes - 1);
            return true;
        }
    }

    /** Where a document ends that begins at a position and has no header yet; it may have been cut short within its own first bytes. */
    private static long endOfUnfinished(final MemorySegment bytes, final long position) {
        final long content = position + HEADER_LENGTH;
        if (content + DocumentLayout.HEADER_LENGTH > bytes.byteSize()) {
            return position;
        }
        final long frames = content + DocumentLayout.HEADER_LENGTH;
        final int length = DocumentLayout.length(bytes.get(INT, content + DocumentLayout.SHAPE_OFFSET));
        return length <= GroupBuffer.CAPACITY ? frames + length : frames;
    }

    private static int headerAt(final MemorySegment bytes, final long position) {
        return position + HEADER_LENGTH <= bytes.byteSize() ? bytes.get(INT, position) : 0;
    }

    private static long nextNonZero(final MemorySegment bytes, final long from) {
        long position = Math.min(from, bytes.byteSize());
        while (position + HEADER_LENGTH <= bytes.byteSize() && bytes.get(INT, position) == 0) {
            position += HEADER_LENGTH;
        }
        return position + HEADER_LENGTH <= bytes.byteSize() ? position : bytes.byteSize();
    }
}
