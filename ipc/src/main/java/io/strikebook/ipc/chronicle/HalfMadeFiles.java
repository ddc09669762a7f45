package io.strikebook.ipc.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.wire.Wires;

/**
 * Files that a writer was killed over while it made them. Chronicle makes a file's own header ready last, and no document is written
 * before; without that header its readers take the file for none, and its writers fail.
 */
final class HalfMadeFiles {
    private HalfMadeFiles() {}

    /**
     * Deletes the newest files of a queue that never became ready. The queue's writer only, before it opens the queue.
     *
     * @return whether there was one
     */
    static boolean delete(final Path directory) {
        boolean deleted = false;
        try {
            final List<Path> files = QueueFiles.namesOf(directory);
            for (int i = files.size() - 1; i >= 0 && !isReady(files.get(i)); i--) {
                Files.delete(files.get(i));
                deleted = true;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot look at the files of " + directory, e);
        }
        return deleted;
    }

    private static boolean isReady(final Path file) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(Wires.SPB_HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(header, 0) == Wires.SPB_HEADER_SIZE && Wires.isReadyMetaData(header.getInt(0));
        }
    }
}
