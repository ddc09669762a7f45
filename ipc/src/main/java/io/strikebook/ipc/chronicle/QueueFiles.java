package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The files of a queue, as an operator's command sees and deletes them, while others write and read. Whoever deletes one makes sure that
 * no reader still needs it; on Linux a file that a process has mapped stays readable for it, and its space is free once that ends.
 */
public final class QueueFiles {
    private final ChronicleTransport transport;
    private final Path directory;

    /** The files of the queue in a folder. */
    public QueueFiles(final ChronicleTransport transport, final Path directory) {
        this.transport = transport;
        this.directory = directory;
    }

    /** Every file, oldest first; reads the first and the last document of each. */
    public List<QueueFile> list() {
        final List<QueueFile> files = new ArrayList<>();
        try (SingleChronicleQueue queue = transport.openToWrite(directory);
                ExcerptTailer tailer = queue.createTailer()) {
            queue.refreshDirectoryListing();
            if (queue.firstCycle() != Integer.MAX_VALUE) {
                for (final long key : FileListing.from(queue, queue.firstCycle())) {
                    files.add(file(queue.rollCycle(), (int) key, tailer));
                }
            }
        }
        requireAll(files);
        return files;
    }

    private QueueFile file(final RollCycle rollCycle, final int cycle, final ExcerptTailer tailer) {
        final long documents = tailer.excerptsInCycle(cycle);
        long first = 0;
        long last = 0;
        boolean beginsWithGroup = true;
        if (documents > 0) {
            final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
            moveTo(tailer, rollCycle.toIndex(cycle, 0));
            try (DocumentContext document = tailer.readingDocument()) {
                wrap(document, buffer);
                first = FrameLayout.sequence(buffer, DocumentLayout.HEADER_LENGTH);
                beginsWithGroup = FrameLayout.frameInGroup(buffer, DocumentLayout.HEADER_LENGTH) == 0;
            }
            moveTo(tailer, rollCycle.toIndex(cycle, documents - 1));
            try (DocumentContext document = tailer.readingDocument()) {
                wrap(document, buffer);
                last = DocumentLayout.lastSequence(buffer, buffer.capacity());
            }
        }
        final Path path = tailer.currentFile() == null
                ? directory.resolve(cycle + SingleChronicleQueue.SUFFIX)
                : tailer.currentFile().toPath();
        return new QueueFile(
                path, first, last, beginsWithGroup, path.toFile().length(), (cycle + 1L) * rollCycle.lengthInMillis());
    }

    private void moveTo(final ExcerptTailer tailer, final long index) {
        if (!tailer.moveToIndex(index)) {
            throw corrupt(index, "the document that its index names is not there");
        }
    }

    private void wrap(final DocumentContext document, final UnsafeBuffer buffer) {
        if (!document.isPresent()) {
            throw corrupt(document.index(), "the document that its index names is not there");
        }
        final Bytes<?> bytes = document.wire().bytes();
        final int length = (int) bytes.readRemaining();
        buffer.wrap(bytes.addressForRead(bytes.readPosition(), length), length);
        if (length < DocumentLayout.HEADER_LENGTH + FrameLayout.HEADER_LENGTH || !DocumentLayout.isOne(buffer, 0)) {
            throw corrupt(document.index(), "no document header");
        }
    }

    private CorruptFrameException corrupt(final long index, final String what) {
        return new CorruptFrameException(directory.toString(), null, index, 0, 0, what);
    }

    /** A file that Chronicle does not list would make a hole when its neighbours go. */
    private void requireAll(final List<QueueFile> files) {
        try {
            final List<Path> names =
                    namesOf(directory).stream().map(Path::getFileName).toList();
            final List<Path> listed =
                    files.stream().map(file -> file.path().getFileName()).toList();
            if (!names.equals(listed)) {
                throw new IllegalStateException(directory + " holds the files " + names + " but " + listed
                        + " are those of the queue; try again, or remove what does not belong there");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The names of a queue's files, oldest first, those made ahead included; Chronicle is not asked. */
    public static List<Path> namesOf(final Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(path -> path.toString().endsWith(SingleChronicleQueue.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** The file that Chronicle keeps about the others. */
    public static Path table(final Path directory) {
        return directory.resolve(ChronicleTransport.METADATA_FILE);
    }

    /** Writes to the disk what any process has written to a file until now. */
    public static void force(final QueueFile file) {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file.path() + " to the disk", e);
        }
    }

    /** Deletes the oldest file, and tells every process that has the queue open. */
    public void deleteOldest(final QueueFile file) {
        try {
            Files.delete(file.path());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + file.path(), e);
        }
        try (SingleChronicleQueue queue = transport.openToWrite(directory)) {
            queue.refreshDirectoryListing();
        }
    }
}
