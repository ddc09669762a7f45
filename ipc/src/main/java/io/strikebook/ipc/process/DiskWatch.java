package io.strikebook.ipc.process;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free space of a home's file store. A full disk kills a process that writes to a mapping (SIGBUS), so it must be known before. The
 * launcher's thread asks the system (the JDK allocates in that call); an agent reads the answers, which are volatile reads.
 *
 * <p>Two thresholds: below the first the disk is low, which the sequencer sequences and then refuses orders; the second is a reserve
 * that nobody may write into. Between two looks a process may therefore write a share of what is free above the reserve, its
 * {@linkplain #allowanceBytes allowance}, and then pauses until the next look.
 */
public final class DiskWatch {
    /** So many processes may write at the same time without going into the reserve. */
    private static final int WRITERS = 8;

    /** This share of the minimum has to be free beyond it before a disk that was low is not any more. */
    private static final int RECOVERY_SHARE = 8;

    /** Below this multiple of the first threshold the disk is looked at often. */
    private static final int NEAR = 4;

    private final Path path;
    private final long minimumFreeBytes;
    private final long reserveBytes;
    private final FreeSpace freeSpace;
    private volatile long freeBytes = Long.MAX_VALUE;
    private volatile boolean low;
    private volatile long looks;

    /** Asks the system how much is free. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes() throws IOException;
    }

    /**
     * A watch that has not looked yet: the disk counts as not low.
     *
     * @param path             any path on the file store
     * @param minimumFreeBytes below this the disk counts as low
     * @param reserveBytes     below this nothing is written
     */
    public DiskWatch(final Path path, final long minimumFreeBytes, final long reserveBytes) {
        this(path, minimumFreeBytes, reserveBytes, system(path));
    }

    DiskWatch(final Path path, final long minimumFreeBytes, final long reserveBytes, final FreeSpace freeSpace) {
        this.path = path;
        this.minimumFreeBytes = minimumFreeBytes;
        this.reserveBytes = reserveBytes;
        this.freeSpace = freeSpace;
    }

    private static FreeSpace system(final Path path) {
        return new FreeSpace() {
            private FileStore store;

            @Override
            public long bytes() throws IOException {
                if (store == null) {
                    store = Files.getFileStore(path);
                }
                return store.getUsableSpace();
            }
        };
    }

    /** Asks the system; for the launcher's thread. */
    public void check() throws IOException {
        final long free = freeSpace.bytes();
        freeBytes = free;
        low = free < (low ? minimumFreeBytes + minimumFreeBytes / RECOVERY_SHARE : minimumFreeBytes);
        looks++;
    }

    /** Whether so little is free that the next look should come soon. */
    boolean isNear() {
        return freeBytes - reserveBytes < NEAR * Math.max(minimumFreeBytes, reserveBytes);
    }

    /** How often was looked; an agent's allowance starts anew with each look. */
    long looks() {
        return looks;
    }

    /** Bytes that this process may write until the next look. */
    public long allowanceBytes() {
        return Math.max(0, freeBytes - reserveBytes) / WRITERS;
    }

    /** Free bytes at the last check. */
    public long freeBytes() {
        return freeBytes;
    }

    /** Bytes below which the disk counts as low. */
    public long minimumFreeBytes() {
        return minimumFreeBytes;
    }

    /**
     * Whether the disk is low: from the first check that finds less than the minimum free until one that finds an eighth more, so that
     * space that comes and goes around the minimum is not news each time. Allocates nothing.
     */
    public boolean isLow() {
        return low;
    }

    /** Whether the reserve was reached at the last check. */
    public boolean isFull() {
        return freeBytes <= reserveBytes;
    }

    /** What is wrong and what to do, for the operator. */
    public String refusal() {
        return path + ": disk nearly full: " + freeBytes + " bytes free, " + reserveBytes
                + " are kept in reserve (disk.reserveMb); free some space on it";
    }
}
