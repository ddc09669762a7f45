package io.strikebook.cli.tail;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import java.nio.file.Path;
import java.util.function.LongConsumer;

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
     *
     * @param progress told how many groups were looked at; there are as many as the newest one's sequence says at most
     */
    static TailStart last(
            final ChronicleTransport transport,
            final Path queue,
            final FrameFilter filter,
            final long frames,
            final LongConsumer progress) {
        final long head = headOf(transport, queue);
        try (FrameCursor cursor = transport.cursor(queue)) {
            final Window window = new Window(cursor, filter, head, progress);
            long groups = Math.max(1, frames / WINDOW_GROWTH);
            while (true) {
                final long after = head < groups ? 0 : head - groups;
                window.widen(after);
                if (window.passing >= frames || after == 0) {
                    return new TailStart(after, Math.max(0, window.passing - frames), window.damaged);
                }
                groups = Math.multiplyExact(groups, WINDOW_GROWTH);
            }
        }
    }

    /** The end of a queue, from a group on that moves towards the beginning. */
    private static final class Window {
        private static final int GROUPS_BETWEEN = 1_024;

        private final FrameCursor cursor;
        private final FrameFilter filter;
        private final long head;
        private final LongConsumer progress;
        private long counted = Long.MAX_VALUE;
        private long passing;
        private boolean damaged;

        Window(final FrameCursor cursor, final FrameFilter filter, final long head, final LongConsumer progress) {
            this.cursor = cursor;
            this.filter = filter;
            this.head = head;
            this.progress = progress;
        }

        /** Counts what was not counted before; behind the first damage, which whoever prints runs into again, nothing counts. */
        void widen(final long after) {
            long passes = 0;
            boolean whole = true;
            try {
                cursor.seekAfter(after);
                boolean more = cursor.next();
                while (more && sequence() <= counted) {
                    passes += filter.passes(cursor.buffer(), cursor.offset()) ? 1 : 0;
                    if (sequence() % GROUPS_BETWEEN == 0 && FrameLayout.isLast(cursor.buffer(), cursor.offset())) {
                        progress.accept(Math.max(0, head - Math.min(counted, head) + sequence() - after));
                    }
                    more = cursor.next();
                }
                if (!more) {
                    cursor.requireEnd();
                }
            } catch (final CorruptFrameException e) {
                whole = false;
            }
            damaged |= !whole;
            passing = whole ? passing + passes : passes;
            counted = after;
        }

        private long sequence() {
            return FrameLayout.sequence(cursor.buffer(), cursor.offset());
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
    static long headOf(final ChronicleTransport transport, final Path queue) {
        try {
            final QueueHead head = transport.head(queue);
            return Math.max(head.sequence(), head.unfinishedSequence());
        } catch (final CorruptFrameException e) {
            return 0;
        }
    }
}
