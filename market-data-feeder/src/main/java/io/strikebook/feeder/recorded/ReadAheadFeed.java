package io.strikebook.feeder.recorded;

import io.strikebook.feeder.EventFeed;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Runs a source on a thread of its own, ahead of time, and hands encoded frames over through a bounded ring; so parsing and decompressing
 * allocate there, and the agent thread only copies frames into its publication.
 */
public final class ReadAheadFeed implements EventFeed {
    private static final int RING_LENGTH = 1 << 22;
    private static final int MESSAGE_TYPE = 1;
    private static final long FULL_PARK_NS = 100_000L;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(RING_LENGTH + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    private final UnsafeBuffer chunk = new UnsafeBuffer(BufferUtil.allocateDirectAligned(GroupBuffer.CAPACITY, 64));
    private final MessageHandler toChunk = this::onChunk;
    private final MarketDataSource source;
    private final Publication publication;
    private final FeedErrors errors;
    private final Thread reader;
    private int position;
    private int limit;
    private volatile boolean closed;
    private volatile boolean finished;
    private volatile Throwable failure;

    /**
     * Starts reading at once.
     *
     * @param errors the source's, told which event is read
     */
    public ReadAheadFeed(final MarketDataSource source, final Publication publication, final FeedErrors errors) {
        this.source = source;
        this.publication = publication;
        this.errors = errors;
        this.reader = new Thread(this::read, "feeder-reader");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public long nextTimeNs() {
        if (position < limit || receive()) {
            return FrameLayout.timestampNs(chunk, position);
        }
        return finished && !receive() ? endOrFail() : NOT_READY;
    }

    @Override
    public void publishNext() {
        publication.beginGroup(FrameLayout.sequence(chunk, position), FrameLayout.timestampNs(chunk, position));
        boolean last;
        do {
            awaitFrame();
            final int length = FrameLayout.frameLength(chunk, position);
            last = FrameLayout.isLast(chunk, position);
            publication.buffer().putBytes(publication.claim(length), chunk, position, length);
            publication.commit(length);
            position += length;
        } while (!last);
        publication.endGroup();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(reader);
        try {
            reader.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long endOrFail() {
        if (position < limit) {
            return FrameLayout.timestampNs(chunk, position);
        }
        if (failure != null) {
            throw new IllegalStateException("the source failed: " + failure.getMessage(), failure);
        }
        return END;
    }

    /** The rest of a group that is longer than a chunk: its writer is at work on it. */
    private void awaitFrame() {
        while (position == limit && !receive()) {
            if (finished && !receive()) {
                throw new IllegalStateException("the source ended in the middle of a group", failure);
            }
            Thread.onSpinWait();
        }
    }

    private boolean receive() {
        return position < limit || ring.read(toChunk, 1) > 0;
    }

    private void onChunk(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        chunk.putBytes(0, buffer, index, length);
        position = 0;
        limit = length;
    }

    private void read() {
        try (Publication ahead = new GroupBuffer(new RingSink())) {
            final MarketDataPublisher publisher = new MarketDataPublisher(ahead);
            while (!closed && source.nextTimeNs() != MarketDataSource.END) {
                errors.event(ahead.lastSequence() + 1);
                source.emitNext(publisher);
            }
        } catch (final RuntimeException | Error e) {
            failure = e;
        } finally {
            source.close();
            finished = true;
        }
    }

    private final class RingSink implements GroupSink {
        @Override
        public void append(
                final UnsafeBuffer buffer,
                final int offset,
                final int length,
                final long firstSequence,
                final int groupsEnded) {
            while (!ring.write(MESSAGE_TYPE, buffer, offset, length)) {
                if (closed) {
                    return;
                }
                LockSupport.parkNanos(FULL_PARK_NS);
            }
        }
    }
}
