package io.strikebook.cli.watch;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.frame.FrameHandler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One queue, followed from its start: counts the groups and bytes that were written since the watch began, and remembers when its last
 * groups were written.
 */
final class QueueTap implements AutoCloseable {
    private static final int REMEMBERED_GROUPS = 1 << 16;
    /** What a document adds to its frames: our header and Chronicle's. */
    private static final int DOCUMENT_OVERHEAD = 36;

    private final String queue;
    private final ChronicleSubscription subscription;
    private final long sinceNs;
    private final FrameHandler onFrame = this::onFrame;
    private final ClockRing clocks = new ClockRing(REMEMBERED_GROUPS);
    private FrameHandler handler = (buffer, offset, length) -> {};
    private long groups;
    private long bytes;
    private long documents;
    private long documentClockNs = ClockRing.UNKNOWN;

    /**
     * A tap at the start of a queue.
     *
     * @param sinceNs what was written before is history and not counted
     */
    QueueTap(final String queue, final ChronicleSubscription subscription, final long sinceNs) {
        this.queue = queue;
        this.subscription = subscription;
        this.sinceNs = sinceNs;
    }

    /** Who sees the frames; set before the first poll. */
    void handler(final FrameHandler newHandler) {
        handler = newHandler;
    }

    String queue() {
        return queue;
    }

    /** Takes at most so many groups. */
    int poll(final int limit) {
        int taken = 0;
        while (taken < limit && pollOne()) {
            taken++;
        }
        return taken;
    }

    /** Takes everything that is there, up to and including a sequence. */
    void pollTo(final long sequence) {
        long next = subscription.peek();
        while (next != Subscription.NONE && next <= sequence) {
            pollOne();
            next = subscription.peek();
        }
    }

    private boolean pollOne() {
        final long next = subscription.peek();
        if (next == Subscription.NONE) {
            return false;
        }
        final long clockNs = subscription.documentClockNs();
        clocks.put(next, clockNs);
        documents += clockNs == documentClockNs || clockNs < sinceNs ? 0 : 1;
        documentClockNs = clockNs;
        groups += isLive() ? 1 : 0;
        return subscription.poll(onFrame);
    }

    private void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        bytes += isLive() ? length : 0;
        handler.onFrame(buffer, offset, length);
    }

    /** When a group was written, or {@link ClockRing#UNKNOWN}. */
    long clockNs(final long sequence) {
        return clocks.clockNs(sequence);
    }

    /** When the group that is being handed out was written. */
    long clockNs() {
        return documentClockNs;
    }

    /** Whether the group that is being handed out was written since the watch began. */
    boolean isLive() {
        return documentClockNs >= sinceNs;
    }

    /** Sequence of the last group taken. */
    long position() {
        return subscription.position();
    }

    /** Groups counted. */
    long groups() {
        return groups;
    }

    /** Bytes of the groups counted, headers of frames and documents included. */
    long bytes() {
        return bytes + documents * DOCUMENT_OVERHEAD;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
