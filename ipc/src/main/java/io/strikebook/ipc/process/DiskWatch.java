package io.strikebook.ipc.process;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free space of a home's file store. A full disk kills a process that writes to a mapping, so it must be known before. The launcher's
 * thread asks the system (the JDK allocates in that call); an agent reads the answer, which is a volatile read.
 */
public final class DiskWatch {
    private final Path path;
    private final long minimumFreeBytes;
    private FileStore store;
    private volatile long freeBytes = Long.MAX_VALUE;

    /**
     * A watch that has not looked yet: the disk counts as not low.
     *
     * @param path             any path on the file store
     * @param minimumFreeBytes below this the disk counts as low
     */
    public DiskWatch(final Path path, final long minimumFreeBytes) {
        this.path = path;
        this.minimumFreeBytes = minimumFreeBytes;
    }

    /** Asks the system; for the launcher's thread, at most once per second. */
    public void check() throws IOException {
        if (store == null) {
            store = Files.getFileStore(path);
        }
        freeBytes = store.getUsableSpace();
    }

    /** Free bytes at the last check. */
    public long freeBytes() {
        return freeBytes;
    }

    /** Bytes below which the disk counts as low. */
    public long minimumFreeBytes() {
        return minimumFreeBytes;
    }

    /** Whether less than the minimum was free at the last check; allocates nothing. */
    public boolean isLow() {
        return freeBytes < minimumFreeBytes;
    }
}
