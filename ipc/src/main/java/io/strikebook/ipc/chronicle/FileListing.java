package io.strikebook.ipc.chronicle;

import java.util.NavigableSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * The files of a queue, by their cycles. A writer that starts deletes a file that was left half made and only then corrects what the
 * queue's metadata say about the newest one; who lists the files in between waits for that.
 */
final class FileListing {
    private static final int ATTEMPTS = 1_000;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private FileListing() {}

    /**
     * Cycles that have a file.
     *
     * @param from a cycle that has a file, where the list begins
     * @throws IllegalStateException if the newest file that the metadata name stays away
     */
    static NavigableSet<Long> from(final SingleChronicleQueue queue, final int from) {
        IllegalStateException missing = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return queue.listCyclesBetween(from, queue.lastCycle());
            } catch (final IllegalStateException e) {
                missing = e;
                LockSupport.parkNanos(PAUSE_NS);
                queue.refreshDirectoryListing();
            }
        }
        throw new IllegalStateException(
                "the metadata of " + queue.fileAbsolutePath()
                        + " name a file that is not there: run 'check' on the home",
                missing);
    }
}
