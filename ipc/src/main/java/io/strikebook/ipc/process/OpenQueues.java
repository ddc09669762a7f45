package io.strikebook.ipc.process;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.chronicle.QueueEnd;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.recovery.FrameCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Every queue end that a process has open: reports their positions, populates pages ahead of them, closes them. The agent's thread
 * only; nothing here allocates but the registration.
 */
final class OpenQueues {
    private final MarkFile mark;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Subscription> followed = new ArrayList<>();
    private final List<Publication> publications = new ArrayList<>();
    private final List<QueueEnd> ends = new ArrayList<>();
    private final List<ChroniclePublicationSink> sinks = new ArrayList<>();
    private final List<FrameCursor> cursors = new ArrayList<>();
    private final List<HomeLock> locks = new ArrayList<>();
    private final int[] subscriptionMarks = new int[MarkLayout.MAX_POSITIONS];
    private final int[] publicationMarks = new int[MarkLayout.MAX_POSITIONS];
    private final Housekeeper housekeeper;
    /** Filled on the agent's thread while it starts, when the launcher's thread already reads it. */
    private final List<Recovery> recoveries = new CopyOnWriteArrayList<>();

    private final Map<String, Subscription> readOwn = new HashMap<>();
    private final Map<String, Long> writtenTo = new HashMap<>();
    private int recovered;

    /**
     * A recording to be read or computed again.
     *
     * @param computed whether the role's publication computes it again; else the role reads it, and only while it starts
     */
    private record Recovery(String queue, LongSupplier position, long target, boolean computed) {}

    OpenQueues(final MarkFile mark, final Housekeeper housekeeper) {
        this.mark = mark;
        this.housekeeper = housekeeper;
    }

    void add(final String queue, final Subscription subscription, final QueueEnd end) {
        subscriptionMarks[subscriptions.size()] = mark.addPosition(queue, MarkLayout.USE_READ);
        subscriptions.add(subscription);
        ends.add(end);
        housekeeper.add(end);
        readOwn.put(queue, subscription);
        expectToRead(queue);
    }

    /** A reader whose position the role itself shows. */
    FollowedQueue follow(final String queue, final ChronicleSubscription subscription) {
        ends.add(subscription);
        housekeeper.add(subscription);
        followed.add(subscription);
        return new FollowedSubscription(subscription, mark, mark.addPosition(queue, MarkLayout.USE_READ));
    }

    /** Remembers a recording that may not be read to its end, by when its reader would close it. */
    FrameCursor add(final FrameCursor cursor) {
        cursors.add(cursor);
        return cursor;
    }

    /** Whether the process writes to any queue. */
    boolean writes() {
        return !publications.isEmpty();
    }

    /** Remembers what a failed process must close without handing over what it had buffered. */
    void add(final HomeLock lock, final ChroniclePublicationSink sink) {
        locks.add(lock);
        sinks.add(sink);
    }

    /** A writer's end that goes on at once after a sequence. */
    void add(final String queue, final Publication publication, final QueueEnd end, final long headSequence) {
        add(queue, publication, end);
        writtenTo.put(queue, headSequence);
        expectToRead(queue);
    }

    /** A writer's end that computes again what was recorded up to a sequence. */
    void addResuming(final String queue, final Publication publication, final QueueEnd end, final long recordedTo) {
        add(queue, publication, end);
        recoveries.add(new Recovery(queue, publication::lastSequence, recordedTo, true));
    }

    private void expectToRead(final String queue) {
        final Subscription own = readOwn.get(queue);
        final Long target = writtenTo.get(queue);
        if (own != null && target != null) {
            recoveries.add(new Recovery(queue, own::position, target, false));
        }
    }

    /**
     * Shows how far the first recording is that is not recovered yet. Until the agent has started, the launcher's thread asks; it may
     * see positions late. Allocates nothing.
     *
     * @param started whether the agent has started, and so has read what it wanted to read
     * @return the position, or -1 where everything is recovered
     */
    long reportRecovery(final boolean started) {
        while (recovered < recoveries.size()) {
            final Recovery next = recoveries.get(recovered);
            final long position = next.position().getAsLong();
            final boolean reached = position >= next.target() || started && !next.computed();
            if (next.target() > 0) {
                mark.recovery(next.queue(), reached ? next.target() : position, next.target());
            }
            if (!reached) {
                return position;
            }
            recovered++;
        }
        return -1;
    }

    private void add(final String queue, final Publication publication, final QueueEnd end) {
        publicationMarks[publications.size()] = mark.addPosition(queue, MarkLayout.USE_WRITE);
        publications.add(publication);
        ends.add(end);
        housekeeper.add(end);
    }

    /** Bytes written to queues so far. */
    long bytesWritten() {
        long bytes = 0;
        for (int i = 0; i < sinks.size(); i++) {
            bytes += sinks.get(i).bytesWritten();
        }
        return bytes;
    }

    /** Whether the housekeeper's thread populates pages, not this one. */
    boolean housekeeperPopulates() {
        return housekeeper.populates();
    }

    /**
     * Says where every end is, and populates pages ahead of it where that is due and not the housekeeper's to do.
     *
     * @param idle whether the agent had nothing to do
     */
    void populate(final long nowNs, final boolean idle) {
        for (int i = 0; i < ends.size(); i++) {
            ends.get(i).populate(nowNs, idle);
        }
    }

    /** Why pages cannot be populated here, or null where they can as far as is known; allocates nothing as long as they can. */
    String populationRefusal() {
        for (int i = 0; i < ends.size(); i++) {
            if (ends.get(i).populator().isUnsupported()) {
                return ends.get(i).populator().refusal();
            }
        }
        return null;
    }

    /** Page faults of this thread that populating has made. */
    long faultsMade() {
        return housekeeper.faultsMade();
    }

    long pagesPopulated() {
        return housekeeper.pagesPopulated();
    }

    void reportPositions() {
        for (int i = 0; i < subscriptions.size(); i++) {
            mark.position(subscriptionMarks[i], subscriptions.get(i).position());
        }
        for (int i = 0; i < publications.size(); i++) {
            mark.position(publicationMarks[i], publications.get(i).lastSequence());
        }
    }

    /**
     * Closes everything.
     *
     * @param flush whether ended groups that were not flushed are to be: false after a failure, when they may be wrong
     */
    void close(final boolean flush) {
        housekeeper.close();
        if (flush) {
            publications.forEach(Publication::close);
        }
        sinks.forEach(ChroniclePublicationSink::close);
        subscriptions.forEach(Subscription::close);
        followed.forEach(Subscription::close);
        cursors.forEach(FrameCursor::close);
        locks.forEach(HomeLock::close);
    }
}
