package io.strikebook.benchmarks.handoff;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/** Chronicle Queue with its defaults: {@code writingDocument}, encoding in place, {@code readingDocument}. */
final class ChronicleLink implements Link {
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final ChronicleQueue outgoing;
    private final ChronicleQueue incoming;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;

    ChronicleLink(final Path folder, final boolean first) {
        outgoing = ChronicleQueue.single(
                folder.resolve(first ? "plain-a" : "plain-b").toString());
        incoming = ChronicleQueue.single(
                folder.resolve(first ? "plain-b" : "plain-a").toString());
        appender = outgoing.createAppender();
        tailer = incoming.createTailer();
    }

    @Override
    public void send(final long number, final boolean more) {
        try (DocumentContext document = appender.writingDocument()) {
            final Bytes<?> bytes = document.wire().bytes();
            final long position = bytes.writePosition();
            buffer.wrap(bytes.addressForWrite(position), MESSAGE_LENGTH);
            buffer.putLong(0, number);
            for (int i = 8; i < MESSAGE_LENGTH; i += 8) {
                buffer.putLong(i, i);
            }
            bytes.writeSkip(MESSAGE_LENGTH);
        }
    }

    @Override
    public long poll() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return NONE;
            }
            final Bytes<?> bytes = document.wire().bytes();
            buffer.wrap(bytes.addressForRead(bytes.readPosition()), MESSAGE_LENGTH);
            return buffer.getLong(0);
        }
    }

    @Override
    public void close() {
        outgoing.close();
        incoming.close();
    }
}
