package io.strikebook.ipc.memory;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.GroupAbortedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A queue in memory: one publication, any number of subscriptions, one thread. Frames lie back to back in one array that grows; what
 * every subscription has read is dropped when the array would grow, so a runner in lockstep stays small. A queue without a
 * subscription keeps everything, so that one opened later starts at the beginning.
 */
public final class MemoryQueue implements GroupSink {
    private final List<Reader> readers = new ArrayList<>();
    private UnsafeBuffer frames = new UnsafeBuffer(new byte[1 << 16]);
    private long base;
    private int end;
    private int endOfGroups;

    /** The writer's end; its frames are readable once it is flushed. */
    public Publication publication() {
        return new GroupBuffer(this);
    }

    /** A reader from the oldest frame kept. */
    public Subscription subscription() {
        final Reader reader = new Reader();
        readers.add(reader);
        return reader;
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
        final UnsafeBuffer target = capacity == frames.capacity() ? frames : new UnsafeBuffer(new byte[capacity]);
        target.putBytes(0, frames, consumed, end - consumed);
        frames = target;
        base += consumed;
        end -= consumed;
        endOfGroups -= consumed;
    }

    private final class Reader implements Subscription {
        private long next = base;
        private long position;

        @Override
        public long peek() {
            while (next - base < endOfGroups) {
                final int start = (int) (next - base);
                final int groupEnd = endOfGroup(start);
                if (!isAborted(start, groupEnd)) {
                    return FrameLayout.sequence(frames, start);
                }
                next = base + groupEnd;
            }
            return NONE;
        }

        @Override
        public UnsafeBuffer buffer() {
            return frames;
        }

        @Override
        public int offset() {
            return (int) (next - base);
        }

        @Override
        public boolean poll(final FrameHandler handler) {
            final long sequence = peek();
            if (sequence == NONE) {
                return false;
            }
            boolean last;
            do {
                final int offset = (int) (next - base);
                final int length = FrameLayout.frameLength(frames, offset);
                last = FrameLayout.isLast(frames, offset);
                handler.onFrame(frames, offset, length);
                next += length;
            } while (!last);
            position = sequence;
            return true;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void seekAfter(final long sequence) {
            next = base;
            position = sequence;
            long found = peek();
            while (found != NONE && found <= sequence) {
                next = base + endOfGroup((int) (next - base));
                found = peek();
            }
        }

        @Override
        public void close() {
            readers.remove(this);
        }

        private int endOfGroup(final int start) {
            int offset = start;
            while (!FrameLayout.isLast(frames, offset)) {
                offset += FrameLayout.frameLength(frames, offset);
            }
            return offset + FrameLayout.frameLength(frames, offset);
        }

        private boolean isAborted(final int start, final int groupEnd) {
            int offset = start;
            while (!FrameLayout.isLast(frames, offset)) {
                offset += FrameLayout.frameLength(frames, offset);
            }
            return FrameLayout.templateId(frames, offset) == GroupAbortedDecoder.TEMPLATE_ID && offset < groupEnd;
        }
    }
}
