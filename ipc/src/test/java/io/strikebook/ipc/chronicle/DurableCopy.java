package io.strikebook.ipc.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.wire.Wires;

/** Makes of a copied queue the worst that a power cut may leave after a sync: no document after the last one that was forced. */
public final class DurableCopy {
    private static final int SEQUENCE_OF_FRAME = 16;

    private DurableCopy() {}

    /**
     * Clears every byte behind the document in which a group ends, and deletes later files; Chronicle's index and table stay as they are.
     */
    public static void clearAfter(final ChronicleTransport transport, final Path folder, final long sequence)
            throws IOException {
        final List<Path> files = QueueFiles.namesOf(folder);
        boolean found = false;
        for (final Path file : files) {
            if (found) {
                Files.delete(file);
            } else {
                found = clearIn(file, sequence);
            }
        }
    }

    private static boolean clearIn(final Path file, final long sequence) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer bytes = map(channel);
            int at = 0;
            int header = bytes.getInt(at);
            while (header != 0 && header != Wires.END_OF_DATA) {
                final int length = Wires.lengthOf(header);
                if (!Wires.isReadyMetaData(header) && lastWhole(bytes, at + 4, length) > sequence) {
                    for (int i = at; i < bytes.capacity(); i++) {
                        bytes.put(i, (byte) 0);
                    }
                    return true;
                }
                at = at + 4 + length + 3 & -4;
                header = bytes.getInt(at);
            }
            return false;
        }
    }

    /** Takes the last document's header, and of the rest all but the first bytes. */
    static void unfinish(final Path folder, final int left) throws IOException {
        final Path file = QueueFiles.namesOf(folder).get(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer bytes = map(channel);
            final int last = lastDocument(bytes);
            final int end = last + 4 + Wires.lengthOf(bytes.getInt(last));
            bytes.putInt(last, 0);
            for (int i = last + 4 + left; i < end; i++) {
                bytes.put(i, (byte) 0);
            }
        }
    }

    /** Writes a byte so far behind where documents end. */
    static void writeBehindTheEnd(final Path folder, final int distance) throws IOException {
        final Path file = QueueFiles.namesOf(folder).get(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer bytes = map(channel);
            final int last = lastDocument(bytes);
            bytes.put(last + 4 + Wires.lengthOf(bytes.getInt(last)) + distance, (byte) 1);
        }
    }

    private static int lastDocument(final ByteBuffer bytes) {
        int at = 0;
        int last = 0;
        while (bytes.getInt(at) != 0) {
            last = at;
            at = at + 4 + Wires.lengthOf(bytes.getInt(at)) + 3 & -4;
        }
        return last;
    }

    private static ByteBuffer map(final FileChannel channel) throws IOException {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** First sequence of a document; every group here is in one. */
    private static long lastWhole(final ByteBuffer bytes, final int at, final int length) {
        return length < DocumentLayout.HEADER_LENGTH
                ? 0
                : bytes.getLong(at + DocumentLayout.HEADER_LENGTH + SEQUENCE_OF_FRAME);
    }
}
