package io.strikebook.ipc.memory;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.GroupAbortedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A queue in memory: one publication, any number of subscriptions, one thread. Frames lie back to back in one array that grows; what
 * every reader has read is dropped when the array would grow, so a runner in lockstep stays small. A queue without a reader keeps
 * everything, so that one opened later starts at the beginning.
 *
 * <p>A handler may write to the very queue it is handed frames from: those frames stay where they are until it returns.
 */
public final class MemoryQueue implements GroupSink {
    private static final int INITIAL_CAPACITY = 1 << 16;

    private final List<Reader> readers = new ArrayList<>();
    private UnsafeBuffer frames = new UnsafeBuffer(new byte[INITIAL_CAPACITY]);
    private UnsafeBuffer spare = new UnsafeBuffer(new byte[INITIAL_CAPACITY]);
    private long base;
    private int end;
    private int endOfGroups;
    private int pollsInProgress;

    /** The writer's end; its frames are readable once it is flushed. */
    public Publication publication() {
        return new GroupBuffer(this);
    }

    /** A reader from the oldest frame kept. */
    public Subscription subscription() {
        return new GroupReader();
    }

    /** A reader of single frames from the oldest frame kept, those of an unfinished group at the end included. */
    public FrameCursor cursor() {
        return new FrameReader();
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        if (end + length > frames.capacity()) {
            makeRoom(length);
        }
        frames.putBytes(end, buffer, offset, length);
        end += length;
        if (groupsEnded > 0) {
            endOfGroups = end;
        }
    }

    private void makeRoom(final int length) {
        long oldest = readers.isEmpty() ? base : Long.MAX_VALUE;
        for (int i = 0; i < readers.size(); i++) {
            oldest = Math.min(oldest, readers.get(i).next);
        }
        final int consumed = (int) (oldest - base);
        int capacity = frames.capacity();
        while (end - consumed + length > capacity / 2) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        // never within the same array: whoever looks at a frame now still sees it there
        final boolean useSpare = pollsInProgress == 0 && spare.capacity() == capacity;
        final UnsafeBuffer target = useSpare ? spare : new UnsafeBuffer(new byte[capacity]);
        target.putBytes(0, frames, consumed, end - consumed);
        spare = frames;
        frames = target;
        base += consumed;
        end -= consumed;
        endOfGroups -= consumed;
    }

    /** What both kinds of readers share: where they are, which keeps the frames from there on. */
    private abstract class Reader {
        protected long next = base;
        protected long skipThrough;

        Reader() {
            readers.add(this);
        }

        protected void restartAfter(final long sequence) {
            next = base;
            skipThrough = sequence;
        }

        protected int nextOffset() {
            return (int) (next - base);
        }
    }

    private final class GroupReader extends Reader implements Subscription {
        private long peeked = NONE;
        private long groupEnd;
        private long position;

        @Override
        public long peek() {
            while (peeked == NONE && next - base < endOfGroups) {
                findGroup();
            }
            return peeked;
        }

        private void findGroup() {
            final int start = nextOffset();
            int offset = start;
            int lastFrame;
            do {
                lastFrame = offset;
                offset += FrameLayout.frameLength(frames, offset);
            } while (!FrameLayout.isLast(frames, lastFrame));
            final long sequence = FrameLayout.sequence(frames, start);
            if (sequence <= skipThrough
                    || FrameLayout.templateId(frames, lastFrame) == GroupAbortedDecoder.TEMPLATE_ID) {
                next = base + offset;
            } else {
                groupEnd = base + offset;
                peeked = sequence;
            }
        }

        @Override
        public UnsafeBuffer buffer() {
            return frames;
        }

        @Override
        public int offset() {
            return nextOffset();
        }

        @Override
        public boolean poll(final FrameHandler handler) {
            if (peek() == NONE) {
                return false;
            }
            position = peeked;
            peeked = NONE;
            final UnsafeBuffer held = frames;
            final int stop = (int) (groupEnd - base);
            int offset = nextOffset();
            next = groupEnd;
            pollsInProgress++;
            try {
                while (offset < stop) {
                    final int length = FrameLayout.frameLength(held, offset);
                    handler.onFrame(held, offset, length);
                    offset += length;
                }
            } finally {
                pollsInProgress--;
            }
            return true;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void seekAfter(final long sequence) {
            restartAfter(sequence);
            peeked = NONE;
            position = sequence;
        }

        @Override
        public void close() {
            readers.remove(this);
        }
    }

    private final class FrameReader extends Reader implements FrameCursor {
        private UnsafeBuffer held = frames;
        private int offset;
        private int length;

        @Override
        public boolean next() {
            while (nextOffset() < end) {
                held = frames;
                offset = nextOffset();
                length = FrameLayout.frameLength(held, offset);
                next += length;
                if (FrameLayout.sequence(held, offset) > skipThrough) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public UnsafeBuffer buffer() {
            return held;
        }

        @Override
        public int offset() {
            return offset;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void seekAfter(final long sequence) {
            restartAfter(sequence);
        }

        @Override
        public void close() {
            readers.remove(this);
        }
    }
}
