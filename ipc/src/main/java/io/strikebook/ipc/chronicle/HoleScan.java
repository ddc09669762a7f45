package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.GroupBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the files of a queue without Chronicle, whose readers take the first zero word for the end: after a crash of the operating
 * system a page may be lost while later ones are there. Walks over Chronicle's documents by their 4-byte headers; what follows the end
 * must be zero, but for a document that was being written and so has no header yet: nobody saw it, and the next one overwrites it.
 */
public final class HoleScan {
    private static final int HEADER_LENGTH = 4;
    private static final int NOT_COMPLETE = 0x8000_0000;
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
            long position = 0;
            int header = headerAt(bytes, position);
            while (header != 0 && (header & NOT_COMPLETE) == 0) {
                position = position + HEADER_LENGTH + (header & LENGTH_MASK) + HEADER_LENGTH - 1 & -HEADER_LENGTH;
                header = headerAt(bytes, position);
            }
            if (header == 0) {
                final long beyond = nextNonZero(bytes, endOfUnfinished(bytes, position));
                if (beyond < bytes.byteSize()) {
                    holes.add(file + ": documents end at byte " + position + " but byte " + beyond + " is not zero");
                }
            }
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
