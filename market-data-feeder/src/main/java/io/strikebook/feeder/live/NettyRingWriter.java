package io.strikebook.feeder.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Netty's end of the ring. Where the ring is full nothing is dropped: what was read already waits here, in order, and no stream is read any further
 * until there is room; the venue then sees a slow reader, and what it drops shows as a gap. Netty's thread only.
 */
final class NettyRingWriter {
    private static final long RETRY_US = 200;

    private final FrameRing ring;
    private final EpochNanoClock clock;
    private final EventLoop loop;
    private final Set<Channel> streams = new LinkedHashSet<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicLong pauses = new AtomicLong();

    private record Waiting(int kind, int session, int number, long receivedNs, int status, int pauseS, ByteBuf text) {}

    NettyRingWriter(final FrameRing ring, final EpochNanoClock clock, final EventLoop loop) {
        this.ring = ring;
        this.clock = clock;
        this.loop = loop;
    }

    /** A stream that is not to be read while the ring is full. */
    void add(final Channel stream) {
        streams.add(stream);
        stream.config().setAutoRead(waiting.isEmpty());
    }

    void remove(final Channel stream) {
        streams.remove(stream);
    }

    long pauses() {
        return pauses.get();
    }

    /** Hands over a record without a text. */
    void write(final int kind, final int session, final int number, final int status) {
        write(kind, session, number, status, 0, Unpooled.EMPTY_BUFFER);
    }

    /** Hands over a record; does not keep the text, but where it has to wait. */
    void write(
            final int kind,
            final int session,
            final int number,
            final int status,
            final int pauseS,
            final ByteBuf text) {
        final long receivedNs = clock.nanoTime();
        if (!waiting.isEmpty() || !tryWrite(kind, session, number, receivedNs, status, pauseS, text)) {
            if (waiting.isEmpty()) {
                pause();
            }
            waiting.addLast(new Waiting(kind, session, number, receivedNs, status, pauseS, text.retain()));
        }
    }

    private boolean tryWrite(
            final int kind,
            final int session,
            final int number,
            final long receivedNs,
            final int status,
            final int pauseS,
            final ByteBuf text) {
        final int length = text.readableBytes();
        final int claim = ring.claim(kind, session, number, receivedNs, status, pauseS, length);
        if (claim <= 0) {
            return false;
        }
        text.getBytes(text.readerIndex(), ring.textAt(claim, length));
        ring.commit(claim);
        return true;
    }

    private void pause() {
        pauses.incrementAndGet();
        streams.forEach(stream -> stream.config().setAutoRead(false));
        loop.schedule(this::goOn, RETRY_US, TimeUnit.MICROSECONDS);
    }

    private void goOn() {
        while (!waiting.isEmpty()) {
            final Waiting next = waiting.peekFirst();
            if (!tryWrite(next.kind, next.session, next.number, next.receivedNs, next.status, next.pauseS, next.text)) {
                loop.schedule(this::goOn, RETRY_US, TimeUnit.MICROSECONDS);
                return;
            }
            waiting.removeFirst();
            next.text.release();
        }
        streams.forEach(stream -> stream.config().setAutoRead(true));
    }
}
