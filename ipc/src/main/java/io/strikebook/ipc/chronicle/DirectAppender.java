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
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends documents in the block that is mapped, as Chronicle's appender does it: bytes first, then zeros where the next header will be,
 * then the document's header, with which it becomes visible. Left out is what only several writers need or a change of block or file: the
 * write lock, the search for the end, the compare-and-set of the header, two checked position stores per document. Goes on in the next
 * block where that is held, and in the next file where that was made before its time.
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
    private final HeldBlocks blocks;
    private final UnsafeBuffer block = new UnsafeBuffer(0, 0);
    private final int spacingMask;
    private final long indexMask;

    private MappedFile file;
    private SingleChronicleQueueStore store;

    /** The same, if it was opened here. */
    private SingleChronicleQueueStore ownStore;

    private ExcerptContext context;
    private int cycle = -1;

    private long blockStart;

    /** The next document begins at a position below this, or in the next block. */
    private long blockEnd;

    private long position;

    /** Number of the last document in the file. */
    private long sequence = -1;

    /** Where its header is; 0 where Chronicle knows. */
    private long lastHeader;

    private boolean firstInBlock;

    DirectAppender(final SingleChronicleQueue queue, final ExcerptAppender appender, final HeldBlocks blocks) {
        this.queue = queue;
        this.appender = appender;
        this.blocks = blocks;
        // Chronicle takes powers of two for both
        spacingMask = queue.indexSpacing() - 1;
        indexMask = (long) queue.indexCount() * queue.indexSpacing() - 1;
    }

    /**
     * Appends a document, if the block in which it begins is held.
     *
     * @param source off-heap
     * @param length a multiple of 4
     * @return whether it was; otherwise Chronicle has to append it, between {@link #leave()} and {@link #enter()}
     */
    boolean append(final UnsafeBuffer source, final int offset, final int length) {
        if (position >= blockEnd && !enterNextBlock()) {
            return false;
        }
        final int at = (int) (position - blockStart);
        final int next = BitUtil.align(at + HEADER + length, HEADER);
        if (next + WORD > block.capacity() || sequence >= 0 && (sequence + 1 & indexMask) == 0) {
            return false;
        }
        copy(source, offset, at + HEADER, length);
        // Chronicle clears as much: the next header, whatever was left there by an append that a crash cut short
        block.putLong(next, 0);
        block.putIntOrdered(at, length);
        sequence++;
        lastHeader = position;
        if ((sequence & spacingMask) == 0 || firstInBlock) {
            firstInBlock = false;
            tellEnd();
        }
        position = blockStart + next;
        return true;
    }

    /**
     * Checks bounds once for all words: a checked access costs several times the move. Lengths are multiples of 4. The document's header
     * goes first, as it was written: a load of what two stores have just made has to wait for both.
     */
    private void copy(final UnsafeBuffer source, final int offset, final int target, final int length) {
        if (length > SHORT) {
            block.putBytes(target, source, offset, length);
            return;
        }
        source.boundsCheck(offset, length);
        block.boundsCheck(target, length);
        final long from = source.addressOffset() + offset;
        final long to = block.addressOffset() + target;
        UnsafeApi.putLong(to, UnsafeApi.getLong(from));
        UnsafeApi.putInt(to + WORD, UnsafeApi.getInt(from + WORD));
        int done = DocumentLayout.HEADER_LENGTH;
        for (; done + WORD <= length; done += WORD) {
            UnsafeApi.putLong(to + done, UnsafeApi.getLong(from + done));
        }
        if (done < length) {
            UnsafeApi.putInt(to + done, UnsafeApi.getInt(from + done));
        }
    }

    private boolean enterNextBlock() {
        final Region region = blocks.find(file, position);
        if (region == null) {
            return false;
        }
        // Chronicle wants to be told at least once per block's length
        if (lastHeader > 0) {
            tellEnd();
        }
        firstInBlock = true;
        enter(region);
        return true;
    }

    private void enter(final Region region) {
        blockStart = region.start;
        blockEnd = region.end;
        block.wrap(region.address, (int) (region.mappedTo - region.start));
    }

    /** Tells Chronicle which document is the last one, and puts it into the index if its number is a multiple of the spacing. */
    private void tellEnd() {
        try {
            store.writePosition(lastHeader);
            store.setPositionForSequenceNumber(context, sequence, lastHeader);
        } catch (final StreamCorruptedException e) {
            throw new IllegalStateException(
                    "index of " + file.file() + " is corrupt at document " + sequence + ": run 'check' on the home", e);
        }
    }

    /**
     * Ends this file and goes on in the next one, which takes some stores.
     *
     * @return false where this file's end is not mapped, or already is ended: then Chronicle has to do it
     */
    boolean goOnIn(final NextFile next) {
        if (position >= blockEnd && !enterNextBlock()) {
            return false;
        }
        final int at = (int) (position - blockStart);
        if (next.cycle() <= cycle || !block.compareAndSetInt(at, 0, Wires.END_OF_DATA)) {
            return false;
        }
        leave();
        file = next.file();
        store = next.store();
        context = next.context();
        cycle = next.cycle();
        sequence = -1;
        lastHeader = 0;
        enter(next.firstBlock());
        position = 0;
        passOverHeaders();
        return true;
    }

    /** To the first place where nothing is, behind what Chronicle wrote for itself. */
    private void passOverHeaders() {
        int at = (int) (position - blockStart);
        int header = block.getIntVolatile(at);
        while (header != Wires.NOT_INITIALIZED) {
            at = BitUtil.align(at + HEADER + Wires.lengthOf(header), HEADER);
            header = block.getIntVolatile(at);
        }
        position = blockStart + at;
    }

    /** To be called before Chronicle appends or closes the file: tells it where the documents end by now. */
    void leave() {
        if (lastHeader > 0) {
            tellEnd();
            context.wire().headerNumber(queue.rollCycle().toIndex(cycle, sequence));
            lastHeader = 0;
        }
    }

    /**
     * Ends this file if Chronicle's appender is not in it and so would not; to be called after {@link #leave()} where the next document
     * belongs into another file.
     */
    void endFile() {
        if (store != null && appender.cycle() != cycle) {
            store.writeEOF(context.wire(), context.timeoutMS());
        }
    }

    /** To be called after Chronicle appended: goes on behind that document. */
    void enter() {
        context = (ExcerptContext) appender;
        final MappedBytes bytes = (MappedBytes) context.wire().bytes();
        final MappedBytesStore mapped = (MappedBytesStore) bytes.bytesStore();
        position = BitUtil.align(bytes.writePosition(), HEADER);
        blockStart = mapped.start();
        blockEnd = mapped.safeLimit();
        block.wrap(mapped.addressForRead(blockStart), (int) (mapped.capacity() - blockStart));
        passOverHeaders();
        file = bytes.mappedFile();
        lastHeader = 0;
        sequence = queue.rollCycle().toSequenceNumber(appender.lastIndexAppended());
        if (appender.cycle() != cycle || store.isClosed()) {
            cycle = appender.cycle();
            closeOwnStore();
            ownStore = queue.storeForCycle(cycle, queue.epoch(), false, null);
            store = ownStore;
        }
    }

    /** Uses no block any more that only the housekeeper held. */
    void letGo() {
        leave();
        blockEnd = 0;
    }

    private void closeOwnStore() {
        if (ownStore != null) {
            ownStore.close();
            ownStore = null;
        }
    }

    /** Appends no more; to be called before Chronicle's queue is closed. */
    void close() {
        leave();
        closeOwnStore();
    }

    /** The file that is mapped, null before the first document. */
    MappedFile file() {
        return file;
    }

    /** Where the next document begins in the file. */
    long position() {
        return position;
    }

    /** The number of the file; -1 before the first document. */
    int cycle() {
        return cycle;
    }
}
