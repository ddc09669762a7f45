package io.strikebook.cli.tail;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import java.nio.file.Path;

/**
 * Where printing begins.
 *
 * @param afterSequence of the last group that is not looked at
 * @param skip          how many frames after it that pass the filter are not printed
 * @param damaged       whether damage was seen after that: printing must go on to it, so that it is told
 */
record TailStart(long afterSequence, long skip, boolean damaged) {
    private static final int WINDOW_GROWTH = 4;

    /** With the first group after a sequence. */
    static TailStart at(final long afterSequence) {
        return new TailStart(afterSequence, 0, false);
    }

    /**
     * So that the last frames that pass are printed: looks at ever more groups before the end until they hold enough.
     */
    static TailStart last(
            final ChronicleTransport transport, final Path queue, final FrameFilter filter, final long frames) {
        final long head = headOf(transport, queue);
        final boolean[] damaged = new boolean[1];
        try (FrameCursor cursor = transport.cursor(queue)) {
            long groups = Math.max(1, frames / WINDOW_GROWTH);
            while (true) {
                final long after = head < groups ? 0 : head - groups;
                final long passing = count(cursor, after, filter, damaged);
                if (passing >= frames || after == 0) {
                    return new TailStart(after, Math.max(0, passing - frames), damaged[0]);
                }
                groups = Math.multiplyExact(groups, WINDOW_GROWTH);
            }
        }
    }

    /**
     * So that the first group printed is the first one whose time is not before the given one; times never go back
     * along a queue.
     */
    static TailStart since(final ChronicleTransport transport, final Path queue, final long timestampNs) {
        try (FrameCursor cursor = transport.cursor(queue)) {
            long low = 0;
            long high = headOf(transport, queue);
            while (low < high) {
                final long middle = (low + high) >>> 1;
                cursor.seekAfter(middle);
                if (cursor.next() && FrameLayout.timestampNs(cursor.buffer(), cursor.offset()) < timestampNs) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return at(low);
        }
    }

    /** Venue time of the newest group, 0 for an empty queue. */
    static long newestTimestampNs(final ChronicleTransport transport, final Path queue) {
        final QueueHead head = transport.head(queue);
        return Math.max(head.timestampNs(), head.unfinishedTimestampNs());
    }

    /** Where the end is damaged the whole queue is looked at, up to the damage. */
    private static long headOf(final ChronicleTransport transport, final Path queue) {
        try {
            final QueueHead head = transport.head(queue);
            return Math.max(head.sequence(), head.unfinishedSequence());
        } catch (final CorruptFrameException e) {
            return 0;
        }
    }

    /** Counts up to the end or to the first damage, which whoever prints runs into again. */
    private static long count(
            final FrameCursor cursor, final long after, final FrameFilter filter, final boolean[] damaged) {
        long passing = 0;
        try {
            cursor.seekAfter(after);
            while (cursor.next()) {
                passing += filter.passes(cursor.buffer(), cursor.offset()) ? 1 : 0;
            }
            cursor.requireEnd();
        } catch (final CorruptFrameException e) {
            damaged[0] = true;
        }
        return passing;
    }
}
