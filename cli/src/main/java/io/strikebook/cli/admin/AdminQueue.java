package io.strikebook.cli.admin;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The writer's end of {@code admin}: one request per call, under the queue's lock, numbered from the queue's end
 * without a gap.
 */
final class AdminQueue {
    private static final String LOCK = "queue-" + QueueNames.ADMIN;
    private static final long RETRY_INTERVAL_NS = 5_000_000L;

    private final Home home;
    private final ChronicleTransport transport;
    private final EpochNanoClock clock;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    /** Opens nothing yet. */
    AdminQueue(final Home home, final ChronicleTransport transport, final EpochNanoClock clock) {
        this.home = home;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Records a request.
     *
     * @param waitNs how long to wait for another writer
     * @return its sourceSequence
     * @throws HomeException naming the other writer where it does not end in time
     */
    long append(final AdminRequest request, final long waitNs) {
        final HomeLock lock = lock(waitNs);
        try {
            return appendLocked(request);
        } finally {
            lock.close();
        }
    }

    private HomeLock lock(final long waitNs) {
        final long deadlineNs = System.nanoTime() + waitNs;
        while (true) {
            try {
                return home.lock(LOCK);
            } catch (final HomeException e) {
                if (System.nanoTime() - deadlineNs >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_INTERVAL_NS);
            }
        }
    }

    private long appendLocked(final AdminRequest request) {
        final Path folder = home.queue(QueueNames.ADMIN);
        final ChroniclePublicationSink sink = transport.sink(folder);
        try (Publication publication = new GroupBuffer(sink)) {
            final QueueHead head = transport.head(folder).abortUnfinishedGroup(sink);
            publication.resume(head.sequence(), FrameHash.EMPTY);
            final long sequence = head.sequence() + 1;
            publication.beginGroup(sequence, Math.max(clock.nanoTime(), head.timestampNs()));
            final int offset = publication.claim(AdminRequest.MAX_LENGTH);
            final int length = request.encode(publication.buffer(), offset, header);
            publication.commit(FrameLayout.HEADER_LENGTH + length);
            publication.endGroup();
            publication.flush();
            return sequence;
        }
    }
}
