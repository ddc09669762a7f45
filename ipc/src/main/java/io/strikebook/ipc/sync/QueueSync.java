package io.strikebook.ipc.sync;

import io.strikebook.ipc.chronicle.QueueFiles;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.FollowedQueue;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes one queue durable. The file that reading has come to is forced each time, one that it has passed once more, since its end was
 * written before the next one began, and the folder and Chronicle's own table when there is a new file. A file is kept open until it is
 * ended and forced.
 */
public final class QueueSync implements AutoCloseable {
    /** So often in a row a file may be one that cannot be opened. */
    static final int MAX_ATTEMPTS = 100;

    private final String queue;
    private final Path folder;
    private final FollowedQueue source;
    private final Disk disk;
    private final Failures failures;
    private final List<Opened> opened = new ArrayList<>();
    private String endedThrough = "";
    private Path listedAt;
    private boolean listed;
    private long readTo;
    private long forcedTo = -1;
    private long durableTo;
    private int attempts;
    private boolean synced;
    private boolean failed;

    /** What has gone wrong. */
    public interface Failures {
        /** Something that will be tried again, or that costs nothing but room. */
        void warn(IOException error);

        /**
         * Something after which the queue never counts as durable again.
         *
         * @param durableTo the last sequence that did
         */
        void fail(String queue, long durableTo, IOException error);
    }

    private record Opened(Path path, Disk.OpenFile file, boolean isData) {}

    /**
     * One queue.
     *
     * @param queue  its name
     * @param folder where its files are
     * @param source how it is followed
     */
    public QueueSync(
            final String queue,
            final Path folder,
            final FollowedQueue source,
            final Disk disk,
            final Failures failures) {
        this.queue = queue;
        this.folder = folder;
        this.source = source;
        this.disk = disk;
        this.failures = failures;
    }

    /** Never counts as durable beyond a sequence, because a sync failed in a run before. */
    void failedAt(final long sequence) {
        failed = true;
        source.done(sequence);
    }

    /** {@link QueueNames#rank} of the queue. */
    int rank() {
        return QueueNames.rank(queue);
    }

    /** {@link QueueNames#durableAfter} of the queue. */
    int durableAfter() {
        return QueueNames.durableAfter(queue);
    }

    /**
     * Reads to the end, then forces what was read; {@link #isSynced} tells whether that went well.
     *
     * @return whether anything was forced
     */
    public boolean sync() {
        synced = false;
        if (failed) {
            return false;
        }
        readTo = source.readToEnd();
        final Path file = source.file();
        if (readTo == forcedTo && listed && Objects.equals(file, listedAt)) {
            synced = true;
            return false;
        }
        if (!isOpen(file)) {
            return false;
        }
        try {
            for (final Opened each : opened) {
                each.file.force();
            }
        } catch (final IOException e) {
            fail(e);
            return false;
        }
        closeAllBut(file);
        forcedTo = readTo;
        synced = true;
        return true;
    }

    /** Whether everything that was last read is on the disk. */
    public boolean isSynced() {
        return synced;
    }

    /** Shows what was last read as durable. */
    public void publish() {
        if (durableTo != readTo) {
            durableTo = readTo;
            source.done(durableTo);
        }
    }

    private boolean isOpen(final Path file) {
        try {
            if (!listed || !Objects.equals(file, listedAt)) {
                list(file);
                listed = true;
                listedAt = file;
            }
            attempts = 0;
            return true;
        } catch (final IOException e) {
            attempts++;
            if (attempts == MAX_ATTEMPTS) {
                fail(e);
            } else {
                failures.warn(e);
            }
            return false;
        }
    }

    /** Opens what is to be forced because reading has come to another file. */
    private void list(final Path current) throws IOException {
        for (final Path path : QueueFiles.namesOf(folder)) {
            final String name = path.getFileName().toString();
            final boolean wanted = current != null
                    && name.compareTo(endedThrough) > 0
                    && name.compareTo(current.getFileName().toString()) <= 0;
            if (wanted) {
                open(path, true, !path.equals(current));
            }
        }
        open(QueueFiles.table(folder), false, false);
        open(folder, false, false);
    }

    /** @param mayBeGone whether it is no failure where the file is not there: retention deletes files that nobody needs */
    private void open(final Path path, final boolean isData, final boolean mayBeGone) throws IOException {
        for (final Opened each : opened) {
            if (each.path.equals(path)) {
                return;
            }
        }
        try {
            opened.add(new Opened(path, disk.open(path), isData));
        } catch (final NoSuchFileException e) {
            if (!mayBeGone) {
                throw e;
            }
        }
    }

    private void closeAllBut(final Path current) {
        for (int i = opened.size() - 1; i >= 0; i--) {
            final Opened each = opened.get(i);
            if (!each.path.equals(current)) {
                opened.remove(i);
                close(each);
                final String name = each.path.getFileName().toString();
                if (each.isData && name.compareTo(endedThrough) > 0) {
                    endedThrough = name;
                }
            }
        }
    }

    private void fail(final IOException error) {
        failed = true;
        failures.fail(queue, durableTo, error);
        close();
    }

    private void close(final Opened each) {
        try {
            each.file.close();
        } catch (final IOException e) {
            failures.warn(e);
        }
    }

    @Override
    public void close() {
        opened.forEach(this::close);
        opened.clear();
    }
}
