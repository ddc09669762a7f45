package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.table.AbstractTSQueueLock;
import net.openhft.chronicle.queue.impl.table.ReadonlyTableStore;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Creates queues and opens their ends. Nothing but {@link #create} makes files appear where there were none: a writer and a reader
 * refuse a folder that holds no queue. Readers map files read-only.
 */
public final class ChronicleTransport {
    static final String METADATA_FILE = "metadata.cq4t";
    private static final String WRITE_LOCK = "chronicle.write.lock";

    private final ChronicleQueueSettings settings;
    private final EpochNanoClock clock;

    /**
     * A transport whose writers stamp documents.
     *
     * @param clock nanoseconds since the epoch; stamps documents, for latency only, and by its stamp a document gets its file; no engine
     *     sees it
     */
    public ChronicleTransport(final ChronicleQueueSettings settings, final EpochNanoClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes an empty queue that readers can open before anything was written; one that exists stays as it is. */
    public void create(final Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot create queue directory " + directory, e);
        }
        open(directory, false, heldTime()).close();
    }

    /** Whether a queue was created there. */
    public static boolean exists(final Path directory) {
        return Files.isRegularFile(directory.resolve(METADATA_FILE));
    }

    /** The writer's end; a queue has one writer at a time, which the caller must make sure of. */
    public ChroniclePublicationSink sink(final Path directory) {
        requireQueue(directory);
        final HeldTime time = heldTime();
        final boolean changed = HalfMadeFiles.delete(directory);
        NotesAhead.clear(directory);
        final SingleChronicleQueue queue = open(directory, false, time);
        if (changed) {
            queue.refreshDirectoryListing();
        }
        breakStaleLock(queue);
        EndedFiles.endAllButLast(queue);
        // where the clock was set back since, the file that was written last is gone on with
        time.advanceToCycle(queue.lastCycle());
        return new ChroniclePublicationSink(queue, time, clock, () -> openExisting(directory, false, time));
    }

    /**
     * A writer that was killed may have left Chronicle's lock behind. There is one writer, so whoever holds the lock is dead, also where
     * another process has its id by now: Chronicle would wait for that one.
     */
    private static void breakStaleLock(final SingleChronicleQueue queue) {
        final TableStore<?> table = queue.metaStore();
        final LongValue lock = table.doWithExclusiveLock(store -> store.acquireValueFor(WRITE_LOCK));
        final long holder = lock.getVolatileValue();
        if (holder != AbstractTSQueueLock.UNLOCKED) {
            lock.compareAndSwapValue(holder, AbstractTSQueueLock.UNLOCKED);
        }
        Closeable.closeQuietly(lock);
    }

    /** A reader that starts at the first group. */
    public ChronicleSubscription subscription(final Path directory) {
        return new ChronicleSubscription(openExisting(directory, true), () -> openExisting(directory, true));
    }

    /** A reader of single frames, those of an unfinished group at the end included. */
    public FrameCursor cursor(final Path directory) {
        return new ChronicleFrameCursor(openExisting(directory, true));
    }

    /** Where the queue ends. */
    public QueueHead head(final Path directory) {
        try (ChronicleFrameCursor cursor = new ChronicleFrameCursor(openExisting(directory, true))) {
            return cursor.head();
        }
    }

    /** Sequence of the last whole group of a queue, 0 where its end is damaged: for whoever only tells how far he is. */
    public long roughHead(final Path directory) {
        try {
            return head(directory).sequence();
        } catch (final CorruptFrameException e) {
            return 0;
        }
    }

    /**
     * Looks at the end of each file.
     *
     * @throws io.strikebook.ipc.frame.CorruptFrameException where one was cut short, which names it
     */
    public void requireNoneCutShort(final Path directory) {
        try (SingleChronicleQueue queue = openExisting(directory, true);
                DocumentReader reader = new DocumentReader(queue, null, null)) {
            reader.requireNoneCutShort();
        }
    }

    /**
     * Makes files readable that were cut short, as a crash of the machine may leave them, by zeros behind what is there.
     *
     * @return a line for each such file, with the size that it had
     */
    public List<String> fillUp(final Path directory) {
        return HoleScan.fillUp(directory, settings.blockSizeBytes());
    }

    /**
     * Makes a new queue of the groups of another one up to a sequence: the same frames in the same documents with the same clocks. The
     * other one is only read.
     *
     * @param to a folder that holds no queue yet
     */
    public void copyThrough(final Path from, final Path to, final long sequence) {
        if (exists(to)) {
            throw new IllegalStateException("there is a queue at " + to + " already");
        }
        try (SingleChronicleQueue source = openExisting(from, true)) {
            QueueCopy.copy(source, settings, to, sequence);
        }
    }

    SingleChronicleQueue openToWrite(final Path directory) {
        return openExisting(directory, false);
    }

    private SingleChronicleQueue openExisting(final Path directory, final boolean readOnly) {
        return openExisting(directory, readOnly, () -> TimeUnit.NANOSECONDS.toMillis(clock.nanoTime()));
    }

    private HeldTime heldTime() {
        return new HeldTime(settings.chronicleRollCycle(), clock.nanoTime());
    }

    private SingleChronicleQueue openExisting(final Path directory, final boolean readOnly, final TimeProvider time) {
        requireQueue(directory);
        return open(directory, readOnly, time);
    }

    private static void requireQueue(final Path directory) {
        if (!exists(directory)) {
            throw new IllegalStateException("no queue at " + directory + ": create it before it is opened");
        }
    }

    private SingleChronicleQueue open(final Path directory, final boolean readOnly, final TimeProvider time) {
        final SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(settings.chronicleRollCycle())
                .blockSize(settings.blockSizeBytes())
                .indexSpacing(ChronicleQueueSettings.INDEX_SPACING)
                .timeProvider(time)
                .timeoutMS(settings.timeoutMs())
                .doubleBuffer(false)
                .readOnly(readOnly)
                .build();
        final String refusal = refusal(queue, readOnly);
        if (refusal != null) {
            queue.close();
            throw new IllegalStateException("queue " + directory + " " + refusal);
        }
        return queue;
    }

    private String refusal(final SingleChronicleQueue queue, final boolean readOnly) {
        final boolean fellBack = queue.metaStore() instanceof ReadonlyTableStore;
        if (fellBack || !readOnly && queue.metaStore().readOnly()) {
            return "cannot be " + (readOnly ? "followed" : "written") + ": Chronicle could not map " + METADATA_FILE
                    + " and fell back to a read-only view; see the warning before this, and check the file's permissions"
                    + " and that the JVM flags of scripts/jvm-flags are set";
        }
        if (queue.rollCycle() != settings.chronicleRollCycle()) {
            return "was made with roll cycle " + queue.rollCycle() + ", expected " + settings.rollCycle();
        }
        return null;
    }
}
