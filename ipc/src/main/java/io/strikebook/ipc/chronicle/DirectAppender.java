package io.strikebook.ipc.chronicle;

import java.io.StreamCorruptedException;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends documents in the block that Chronicle's appender has mapped, as that appender does it: bytes first, then zeros where the next
 * header will be, then the document's header, with which it becomes visible. Left out is what only several writers or a change of block
 * or file need: the write lock, the search for the end, the compare-and-set of the header, two checked position stores per document.
 *
 * <p>What Chronicle keeps about a file's end is brought up to date with every indexed document, one in {@link
 * ChronicleQueueSettings#INDEX_SPACING}; its readers and appenders walk from there to the true end, as they do after a crash.
 *
 * <p>The writer's thread only; allocates nothing.
 */
final class DirectAppender {
    private static final int WORD = Long.BYTES;
    private static final int HEADER = Wires.SPB_HEADER_SIZE;

    /** Below this a loop copies faster than the call of the JDK's copy does. */
    private static final int SHORT = 256;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer block = new UnsafeBuffer(0, 0);
    private final int spacingMask;

    private MappedFile file;
    private SingleChronicleQueueStore store;
    private int cycle = -1;
    private long blockStart;

    /** The next document begins at a position below this, or Chronicle writes it. */
    private long blockEnd;

    private long position;

    /** Number of the last document in the file. */
    private long sequence = -1;

    /** Where its header is; 0 where Chronicle appended it, and so knows. */
    private long lastHeader;

    DirectAppender(final SingleChronicleQueue queue, final ExcerptAppender appender) {
        this.queue = queue;
        this.appender = appender;
        spacingMask = queue.indexSpacing() - 1;
    }

    /**
     * Appends a document, if it begins in this block.
     *
     * @return whether it did; otherwise Chronicle has to append it, between {@link #leave()} and {@link #enter()}
     */
    boolean append(final UnsafeBuffer source, final int offset, final int length) {
        final int at = (int) (position - blockStart);
        final int next = BitUtil.align(at + HEADER + length, HEADER);
        if (position >= blockEnd || next + WORD > block.capacity()) {
            return false;
        }
        copy(source, offset, at + HEADER, length);
        // Chronicle clears as much: the next header, whatever was left there by an append that a crash cut short
        block.putLong(next, 0);
        block.putIntOrdered(at, length);
        sequence++;
        lastHeader = position;
        if ((sequence & spacingMask) == 0) {
            tellEnd();
        }
        position = blockStart + next;
        return true;
    }

    private void copy(final UnsafeBuffer source, final int offset, final int target, final int length) {
        if (length > SHORT) {
            block.putBytes(target, source, offset, length);
            return;
        }
        int done = 0;
        for (; done + WORD <= length; done += WORD) {
            block.putLong(target + done, source.getLong(offset + done));
        }
        for (; done < length; done++) {
            block.putByte(target + done, source.getByte(offset + done));
        }
    }

    /** Tells Chronicle which document is the last one, and puts it into the index if its number is a multiple of the spacing. */
    private void tellEnd() {
        try {
            store.writePosition(lastHeader);
            store.setPositionForSequenceNumber((ExcerptContext) appender, sequence, lastHeader);
        } catch (final StreamCorruptedException e) {
            throw new IllegalStateException(
                    "index of " + file.file() + " is corrupt at document " + sequence + ": run 'check' on the home", e);
        }
    }

    /** Whether Chronicle begins a new part of the file's index, and so allocates, with the next document. */
    boolean beginsIndex() {
        return cycle >= 0 && (sequence + 1 & (long) queue.indexCount() * queue.indexSpacing() - 1) == 0;
    }

    /** To be called before Chronicle appends or closes the file: tells it where the documents end by now. */
    void leave() {
        if (lastHeader > 0) {
            tellEnd();
            ((ExcerptContext) appender).wire().headerNumber(queue.rollCycle().toIndex(cycle, sequence));
        }
    }

    /** To be called after Chronicle appended: goes on behind that document. */
    void enter() {
        final MappedBytes bytes =
                (MappedBytes) ((ExcerptContext) appender).wire().bytes();
        final MappedBytesStore mapped = (MappedBytesStore) bytes.bytesStore();
        position = BitUtil.align(bytes.writePosition(), HEADER);
        blockStart = mapped.start();
        blockEnd = mapped.safeLimit();
        block.wrap(mapped.addressForRead(blockStart), (int) (mapped.capacity() - blockStart));
        file = bytes.mappedFile();
        lastHeader = 0;
        sequence = queue.rollCycle().toSequenceNumber(appender.lastIndexAppended());
        if (appender.cycle() != cycle) {
            queue.closeStore(store);
            cycle = appender.cycle();
            store = queue.storeForCycle(cycle, queue.epoch(), false, null);
        }
    }

    /** The file that is mapped, null before the first document. */
    MappedFile file() {
        return file;
    }

    /** Where the next document begins in the file. */
    long position() {
        return position;
    }

    void close() {
        queue.closeStore(store);
        store = null;
    }
}
