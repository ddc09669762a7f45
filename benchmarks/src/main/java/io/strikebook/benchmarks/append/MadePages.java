package io.strikebook.benchmarks.append;

import io.strikebook.ipc.chronicle.QueueFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Puts zeros where a queue's file has holes, so that an append alone is measured and not what the kernel does for a new page. */
final class MadePages {
    private static final int CHUNK = 1 << 20;

    private MadePages() {}

    /**
     * Of the queue's one file, from its second megabyte on: before that is the index.
     *
     * @param queue a queue with one short document
     */
    static void ahead(final Path queue, final long bytes) {
        final ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
        try (FileChannel file = FileChannel.open(QueueFiles.namesOf(queue).get(0), StandardOpenOption.WRITE)) {
            for (long at = CHUNK; at < CHUNK + bytes; at += CHUNK) {
                file.write(zeros.clear(), at);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot fill " + queue, e);
        }
    }
}
