package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the beginning of a queue into a new one: the same documents with the same clocks in files of the same cycles. The source is
 * only read.
 */
final class QueueCopy {
    private static final int CACHE_LINE = 64;

    private final SingleChronicleQueue source;
    private final FrameCheck check = new FrameCheck();
    private final UnsafeBuffer document = new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(DocumentLayout.HEADER_LENGTH + GroupBuffer.CAPACITY, CACHE_LINE));
    private final PointerBytesStore bytes = new PointerBytesStore();
    private long clockNs;
    private int groups;
    private boolean reachedEnd;

    QueueCopy(final SingleChronicleQueue source) {
        this.source = source;
        check.restart();
    }

    /** The beginning of the cycle that is being copied, nanoseconds since the epoch; decides which file is written. */
    long clockNs() {
        return clockNs;
    }

    /** Appends every frame with a sequence up to the given one. */
    void run(final ExcerptAppender target, final long throughSequence) {
        try (DocumentReader reader = new DocumentReader(source, null, null)) {
            reachedEnd = false;
            while (!reachedEnd && reader.next() && reader.firstSequence() <= throughSequence) {
                final int end = endOfFrames(reader, throughSequence);
                clockNs =
                        TimeUnit.MILLISECONDS.toNanos((long) source.rollCycle().toCycle(reader.index())
                                * source.rollCycle().lengthInMillis());
                append(target, reader, end);
            }
        }
    }

    /** Looks at nothing behind the last group that is wanted: there may be what it is cut for. */
    private int endOfFrames(final DocumentReader reader, final long throughSequence) {
        groups = 0;
        int offset = DocumentLayout.HEADER_LENGTH;
        while (!reachedEnd && offset < reader.end()) {
            final long sequence = FrameLayout.sequence(reader.buffer(), offset);
            if (sequence > throughSequence) {
                reachedEnd = true;
            } else {
                final int length = check.check(reader, offset);
                final boolean last = FrameLayout.isLast(reader.buffer(), offset);
                groups += last ? 1 : 0;
                reachedEnd = last && sequence == throughSequence;
                offset += length;
            }
        }
        return offset;
    }

    private void append(final ExcerptAppender target, final DocumentReader reader, final int end) {
        document.putBytes(0, reader.buffer(), 0, end);
        DocumentLayout.write(
                document, 0, reader.clockNs(), reader.firstSequence(), groups, end - DocumentLayout.HEADER_LENGTH);
        bytes.set(document.addressOffset(), end);
        target.writeBytes(bytes);
    }

    static void copy(
            final SingleChronicleQueue source,
            final ChronicleQueueSettings settings,
            final Path to,
            final long throughSequence) {
        final QueueCopy copy = new QueueCopy(source);
        final ChronicleTransport target = new ChronicleTransport(settings, copy::clockNs);
        target.create(to);
        try (SingleChronicleQueue queue = target.openToWrite(to);
                ExcerptAppender appender = queue.createAppender()) {
            copy.run(appender, throughSequence);
        }
    }
}
