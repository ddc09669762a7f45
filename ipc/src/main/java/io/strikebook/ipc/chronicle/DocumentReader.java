package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import java.util.Iterator;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One tailer: the document that it is at, as a flyweight over the mapping, and the search for a sequence. The document stays mapped
 * until the next call that moves this reader.
 */
final class DocumentReader implements AutoCloseable {
    /** A header that says only that there may be a document. */
    private static final int IN_ANOTHER_BLOCK = 1;

    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final Runnable readWithNote = this::readWithNote;
    private final Runnable moveToWanted = this::moveToWanted;
    private Housekeeper housekeeper;
    private PagePopulator populator;
    private DocumentContext opened;
    private long wantedIndex;
    private DocumentContext context;
    private int end;
    private long index = -1;

    DocumentReader(final SingleChronicleQueue queue) {
        this.queue = queue;
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /** Leaves opening files and mapping blocks to the housekeeper; the populator, if there is one, knows which are mapped. */
    void keptBy(final Housekeeper keeper, final PagePopulator pages) {
        housekeeper = keeper;
        populator = pages;
    }

    /** Moves to the next document. */
    boolean next() {
        release();
        final DocumentContext found = find();
        if (found == null || !found.isPresent()) {
            return false;
        }
        context = found;
        index = found.index();
        final Bytes<?> bytes = found.wire().bytes();
        end = (int) bytes.readRemaining();
        buffer.wrap(bytes.addressForRead(bytes.readPosition(), end), end);
        checkHeader();
        return true;
    }

    /**
     * Chronicle's next document, or null where there is none. What opens a file, and so allocates, is left to the housekeeper: therefore
     * the mark of a file's end is looked for before Chronicle sees it.
     */
    private DocumentContext find() {
        if (housekeeper == null) {
            return tailer.readingDocument();
        }
        switch (tailer.state()) {
            case FOUND_IN_CYCLE:
                final int header = nextHeader();
                if (header == Wires.NOT_INITIALIZED) {
                    return null;
                }
                if (header == Wires.END_OF_DATA) {
                    return findInNextFile();
                }
                return populator != null && populator.leavesHeldBlocks()
                        ? findByHousekeeper()
                        : tailer.readingDocument();
            case END_OF_CYCLE:
                return findInNextFile();
            case CYCLE_NOT_FOUND:
                return findByHousekeeper();
            default:
                return tailer.readingDocument();
        }
    }

    private DocumentContext findInNextFile() {
        if (queue.lastCycle() <= tailer.cycle()) {
            return null;
        }
        return findByHousekeeper();
    }

    private DocumentContext findByHousekeeper() {
        housekeeper.run(readWithNote);
        return opened;
    }

    /**
     * The header of what comes next: 0 where nothing was written yet, the mark of the file's end, or another value. Passes over what
     * Chronicle wrote for itself.
     */
    private int nextHeader() {
        final Bytes<?> bytes = mapping().wire().bytes();
        final BytesStore<?, ?> block = bytes.bytesStore();
        long position = BitUtil.align(bytes.readPosition(), Wires.SPB_HEADER_SIZE);
        while (block.inside(position, Wires.SPB_HEADER_SIZE)) {
            final int header = block.readVolatileInt(position);
            if (!Wires.isReadyMetaData(header)) {
                return header;
            }
            final long end = position + Wires.SPB_HEADER_SIZE + Wires.lengthOf(header);
            position = BitUtil.align(end, Wires.SPB_HEADER_SIZE);
        }
        return IN_ANOTHER_BLOCK;
    }

    private void readWithNote() {
        opened = tailer.readingDocument();
        if (populator != null) {
            populator.populate();
        }
    }

    private void checkHeader() {
        if (end < DocumentLayout.HEADER_LENGTH + FrameLayout.HEADER_LENGTH) {
            throw corrupt(0, 0, "document of " + end + " bytes is too short for a frame");
        }
        if (DocumentLayout.magic(buffer, 0) != DocumentLayout.MAGIC) {
            throw corrupt(0, 0, "no document header: magic " + Integer.toHexString(DocumentLayout.magic(buffer, 0)));
        }
        final int length = DocumentLayout.length(buffer, 0);
        if (DocumentLayout.HEADER_LENGTH + length != end) {
            throw corrupt(0, 0, "document header says " + length + " bytes of frames in a document of " + end);
        }
        final long frameSequence = FrameLayout.sequence(buffer, DocumentLayout.HEADER_LENGTH);
        if (firstSequence() != frameSequence) {
            throw corrupt(
                    DocumentLayout.HEADER_LENGTH,
                    0,
                    "first frame has sequence " + frameSequence + ", document header says " + firstSequence());
        }
    }

    /** Moves so that {@link #next} gives the document after the given one, once it is there. */
    void moveAfter(final long documentIndex) {
        release();
        wantedIndex = documentIndex + 1;
        if (housekeeper != null && queue.rollCycle().toCycle(wantedIndex) != tailer.cycle()) {
            housekeeper.run(moveToWanted);
        } else {
            moveToWanted();
        }
    }

    private void moveToWanted() {
        // at the live end Chronicle answers false, yet the next document appended is delivered, also in a new file
        tailer.moveToIndex(wantedIndex);
    }

    /** Moves so that {@link #next} gives the last document whose first sequence is at most the given one, or the first document. */
    void seek(final long sequence) {
        release();
        final long found = sequence <= 0 ? -1 : find(sequence);
        release();
        if (found < 0) {
            tailer.toStart();
        } else if (!tailer.moveToIndex(found)) {
            throw new IllegalStateException(
                    "document 0x" + Long.toHexString(found) + " of " + name() + " was there and is gone");
        }
    }

    private long find(final long sequence) {
        final int firstCycle = queue.firstCycle();
        final int lastCycle = queue.lastCycle();
        if (firstCycle == Integer.MAX_VALUE) {
            return -1;
        }
        final Iterator<Long> newestFirst =
                queue.listCyclesBetween(firstCycle, lastCycle).descendingIterator();
        while (newestFirst.hasNext()) {
            final int cycle = newestFirst.next().intValue();
            if (startsAtMost(cycle, 0, sequence)) {
                return queue.rollCycle().toIndex(cycle, findInCycle(cycle, sequence));
            }
        }
        return -1;
    }

    /** Number within the cycle of the last document that starts at or before the sequence; the first one does. */
    private long findInCycle(final int cycle, final long sequence) {
        long low = 0;
        long high = 1;
        while (startsAtMost(cycle, high, sequence)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            final long middle = (low + high) >>> 1;
            if (startsAtMost(cycle, middle, sequence)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean startsAtMost(final int cycle, final long number, final long sequence) {
        final RollCycle rollCycle = queue.rollCycle();
        final long wanted = rollCycle.toIndex(cycle, number);
        release();
        return tailer.moveToIndex(wanted) && next() && index == wanted && firstSequence() <= sequence;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where the document's frames end in {@link #buffer()}; they begin at {@link DocumentLayout#HEADER_LENGTH}. */
    int end() {
        return end;
    }

    /** Chronicle's index of the document; never part of a message or of state. */
    long index() {
        return index;
    }

    long clockNs() {
        return DocumentLayout.clockNs(buffer, 0);
    }

    long firstSequence() {
        return DocumentLayout.firstSequence(buffer, 0);
    }

    int groupsEnded() {
        return DocumentLayout.groupsEnded(buffer, 0);
    }

    String name() {
        return queue.fileAbsolutePath();
    }

    ExcerptContext mapping() {
        return (ExcerptContext) tailer;
    }

    CorruptFrameException corrupt(final int offset, final long afterSequence, final String what) {
        final String file =
                tailer.currentFile() == null ? null : tailer.currentFile().getName();
        return new CorruptFrameException(name(), file, index, offset, afterSequence, what);
    }

    private void release() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    @Override
    public void close() {
        release();
        tailer.close();
    }
}
