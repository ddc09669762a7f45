package io.strikebook.cli.home;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.FrameCursor;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells when groups were written, by the clocks in the documents that hold them: a search by halves in the queue's index, some
 * milliseconds each. Keeps a reader per queue that was asked for.
 */
public final class OldestUnread implements AutoCloseable {
    private final Home home;
    private final ChronicleTransport transport;
    private final Map<String, FrameCursor> cursors = new HashMap<>();

    /** Over the queues of a home. */
    public OldestUnread(final Home home, final Manifest manifest) {
        this.home = home;
        this.transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    /**
     * When the first group after a sequence was written.
     *
     * @return nanoseconds since the epoch, {@link FrameCursor#NO_CLOCK} where there is none
     */
    public long writtenNs(final String queue, final long afterSequence) {
        final FrameCursor cursor = cursors.computeIfAbsent(queue, name -> transport.cursor(home.queue(name)));
        try {
            cursor.seekAfter(afterSequence);
            return cursor.next() ? cursor.documentClockNs() : FrameCursor.NO_CLOCK;
        } catch (final IllegalStateException e) {
            // a damaged or just deleted file: its own commands say so, a status still shows the rest
            return FrameCursor.NO_CLOCK;
        }
    }

    /** Sequence of the last whole group of a queue. */
    long head(final String queue) {
        if (!ChronicleTransport.exists(home.queue(queue))) {
            throw new HomeException("queue " + queue + " is missing: no queue in " + home.queue(queue));
        }
        return transport.head(home.queue(queue)).sequence();
    }

    @Override
    public void close() {
        cursors.values().forEach(FrameCursor::close);
    }
}
