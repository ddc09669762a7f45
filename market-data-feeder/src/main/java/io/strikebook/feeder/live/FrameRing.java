package io.strikebook.feeder.live;

import io.strikebook.feeder.json.JsonReader;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What was received, from Netty's thread to the agent's, bounded. Each record is
 *
 * <pre>
 *   0               4               8                              16              20              24
 *  +---------------+---------------+------------------------------+---------------+---------------+---------
 *  | session       | number        | time of receipt, ns          | status        | pause, s      | bytes ...
 *  +---------------+---------------+------------------------------+---------------+---------------+---------
 * </pre>
 *
 * <p>and its kind is the ring's message type. The number is of the attempt to connect, or of the request that is answered. Neither end allocates.
 */
final class FrameRing {
    /** A message of a stream, whole. */
    static final int TEXT = 1;

    /** What came of a request over REST; its status is that of HTTP, or 0 where there was no answer. */
    static final int ANSWER = 2;

    /** A stream is open. */
    static final int CONNECTED = 3;

    /** A stream has ended, or could not be opened; its status is the code of an {@code InterruptionReason}. */
    static final int INTERRUPTED = 4;

    /** A sign of life that says nothing else. */
    static final int HEARD = 5;

    /** A message of a stream, of which the bound was exceeded; its bytes are gone. */
    static final int TOO_LONG = 6;

    private static final int SESSION = 0;
    private static final int NUMBER = 4;
    private static final int RECEIVED = 8;
    private static final int STATUS = 16;
    private static final int PAUSE = 20;
    private static final int HEADER = 24;
    private static final int ALIGNMENT = 64;

    /** Takes a record; the text is valid until it returns, and has {@link JsonReader#SLACK} bytes behind it. */
    interface Reader {
        void onRecord(
                int kind, int session, int number, long receivedNs, int status, int pauseS, byte[] text, int length);
    }

    private final OneToOneRingBuffer ring;
    private final ByteBuffer bytes;
    private final MessageHandler toReader = this::onMessage;
    private final byte[] text;
    private Reader reader;

    FrameRing(final int ringBytes, final int maxMessageBytes) {
        final ByteBuffer memory =
                BufferUtil.allocateDirectAligned(ringBytes + RingBufferDescriptor.TRAILER_LENGTH, ALIGNMENT);
        ring = new OneToOneRingBuffer(new UnsafeBuffer(memory));
        bytes = memory.duplicate();
        text = new byte[maxMessageBytes + JsonReader.SLACK];
        if (maxMessageBytes + HEADER > ring.maxMsgLength()) {
            throw new IllegalArgumentException("messages of " + maxMessageBytes + " bytes through a ring of "
                    + ringBytes + ", which takes " + ring.maxMsgLength());
        }
    }

    /** Longest text that fits. */
    int maxMessageBytes() {
        return text.length - JsonReader.SLACK;
    }

    /**
     * The writer's: begins a record.
     *
     * @return a number for {@link #textAt} and {@link #commit}, or less than 1 where there is no room now
     */
    int claim(
            final int kind,
            final int session,
            final int number,
            final long receivedNs,
            final int status,
            final int pauseS,
            final int length) {
        final int index = ring.tryClaim(kind, HEADER + length);
        if (index > 0) {
            ring.buffer().putInt(index + SESSION, session);
            ring.buffer().putInt(index + NUMBER, number);
            ring.buffer().putLong(index + RECEIVED, receivedNs);
            ring.buffer().putInt(index + STATUS, status);
            ring.buffer().putInt(index + PAUSE, pauseS);
        }
        return index;
    }

    /** The writer's: where a claimed record's text goes; good until the next claim. */
    ByteBuffer textAt(final int claim, final int length) {
        return bytes.clear().position(claim + HEADER).limit(claim + HEADER + length);
    }

    /** The writer's: makes a claimed record visible. */
    void commit(final int claim) {
        ring.commit(claim);
    }

    /** The reader's: hands over at most so many records. */
    int read(final Reader to, final int limit) {
        reader = to;
        return ring.read(toReader, limit);
    }

    /** Whether nothing waits to be read. */
    boolean isEmpty() {
        return ring.producerPosition() == ring.consumerPosition();
    }

    private void onMessage(final int kind, final MutableDirectBuffer buffer, final int index, final int length) {
        final int textLength = length - HEADER;
        buffer.getBytes(index + HEADER, text, 0, textLength);
        reader.onRecord(
                kind,
                buffer.getInt(index + SESSION),
                buffer.getInt(index + NUMBER),
                buffer.getLong(index + RECEIVED),
                buffer.getInt(index + STATUS),
                buffer.getInt(index + PAUSE),
                text,
                textLength);
    }
}
