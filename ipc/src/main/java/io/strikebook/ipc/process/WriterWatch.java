package io.strikebook.ipc.process;

import io.strikebook.ipc.home.QueueNames;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether those who write queues are still there, by their mark files: one is gone whose process has ended, also by a signal that it never
 * saw, or is silent for so long that nobody can count on it. One that has never run is not gone. The launcher's thread looks, ten times a
 * second (reading mark files allocates); an agent reads the answers, which are volatile reads.
 */
public final class WriterWatch {
    /** A process that wrote no heartbeat for so long counts as gone. */
    static final long SILENT_MS = TimeUnit.SECONDS.toMillis(5);

    private final Supplier<List<ProcessMark>> marks;
    private final LongSupplier epochMs;
    private final List<Writer> writers = new CopyOnWriteArrayList<>();

    /** The writer of one queue. */
    private static final class Writer {
        private final String role;
        private volatile boolean gone;

        private Writer(final String role) {
            this.role = role;
        }
    }

    /** Watches nobody yet. */
    WriterWatch(final Supplier<List<ProcessMark>> marks, final LongSupplier epochMs) {
        this.marks = marks;
        this.epochMs = epochMs;
    }

    /** Watches the writer of a queue from now on; the answer is whether it was gone at the last look. */
    BooleanSupplier watch(final String queue) {
        final Writer writer = new Writer(QueueNames.writerOf(queue));
        writers.add(writer);
        return () -> writer.gone;
    }

    /** Looks; for the launcher's thread. */
    void check() {
        if (writers.isEmpty()) {
            return;
        }
        final List<ProcessMark> all = marks.get();
        final long nowMs = epochMs.getAsLong();
        for (final Writer writer : writers) {
            for (final ProcessMark mark : all) {
                if (mark.role().equals(writer.role)) {
                    writer.gone = !mark.isAlive() || mark.heartbeatAgeMs(nowMs) > SILENT_MS;
                }
            }
        }
    }
}
