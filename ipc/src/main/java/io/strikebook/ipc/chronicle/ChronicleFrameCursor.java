package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames of a queue one by one, whatever documents they came in. */
final class ChronicleFrameCursor implements FrameCursor {
    private final SingleChronicleQueue queue;
    private final DocumentReader document;
    private final FrameCheck check = new FrameCheck();
    private int offset;
    private int length;
    private int end;
    private long skipThrough;

    ChronicleFrameCursor(final SingleChronicleQueue queue) {
        this.queue = queue;
        document = new DocumentReader(queue, null, null);
        check.restart();
    }

    @Override
    public boolean next() {
        do {
            offset += length;
            if (offset == end && !openNextDocument()) {
                return false;
            }
            length = check.check(document, offset);
        } while (FrameLayout.sequence(document.buffer(), offset) <= skipThrough);
        return true;
    }

    private boolean openNextDocument() {
        offset = 0;
        length = 0;
        end = 0;
        if (!document.next()) {
            return false;
        }
        offset = DocumentLayout.HEADER_LENGTH;
        end = document.end();
        return true;
    }

    @Override
    public UnsafeBuffer buffer() {
        return document.buffer();
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
    public long documentClockNs() {
        return document.clockNs();
    }

    @Override
    public void seekAfter(final long sequence) {
        document.seek(sequence);
        restart(sequence);
    }

    private void restart(final long sequence) {
        check.restart();
        offset = 0;
        length = 0;
        end = 0;
        skipThrough = sequence;
    }

    /**
     * Looks only at the queue's last document, and where an unfinished group ends it, at the one with the last whole
     * group.
     */
    QueueHead head() {
        document.seek(Long.MAX_VALUE);
        restart(0);
        final QueueHead last = headInNextDocument();
        document.requireNoneCutShort();
        if (last.sequence() != QueueHead.NONE || !last.hasUnfinishedGroup()) {
            return last;
        }
        document.seek(last.unfinishedSequence() - 1);
        restart(0);
        final QueueHead whole = headInNextDocument();
        return new QueueHead(
                whole.sequence(),
                whole.timestampNs(),
                last.unfinishedSequence(),
                last.unfinishedFrames(),
                last.unfinishedTimestampNs());
    }

    private QueueHead headInNextDocument() {
        QueueHead head = QueueHead.EMPTY;
        if (openNextDocument()) {
            final UnsafeBuffer buffer = document.buffer();
            while (offset < end) {
                length = check.check(document, offset);
                head = head.withFrame(buffer, offset);
                offset += length;
            }
        }
        return head;
    }

    @Override
    public void requireEnd() {
        document.requireEnd();
    }

    @Override
    public void close() {
        document.close();
        queue.close();
    }
}
