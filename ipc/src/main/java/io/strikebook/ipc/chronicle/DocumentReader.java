package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import java.util.Iterator;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.TailerState;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One reader of documents, as flyweights over the mapping, and the search for a sequence. Walks from header to header in the block that
 * Chronicle's tailer has mapped; the tailer finds the next block and the next file, and is told before how many documents there were.
 * A document stays mapped until the next call that moves this reader.
 */
final class DocumentReader implements AutoCloseable {
    private static final int HEADER = Wires.SPB_HEADER_SIZE;
    private static final int NOT_COMPLETE_OR_META = Wires.NOT_COMPLETE | Wires.META_DATA;
    private static final int TAILER_LOOKS = -1;

    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer block = new UnsafeBuffer(0, 0);
    private final Runnable readByTailer = this::readByTailer;
    private final HeldBlocks blocks;
    private Housekeeper housekeeper;

    private final NextFileOffer nextFile;
    private final FileEnds fileEnds;
    private MappedFile file;
    private int cycle;
    private long blockStart;

    /** Where the file has to be left, because it was cut short there. */
    private long readableTo = FileEnds.WHOLE;

    /** Documents that begin at or beyond this are in the next block. */
    private int blockEnd;

    /** Where in the block the next header is, negative where the tailer has to look for it. */
    private int next = TAILER_LOOKS;

    private boolean tailerBehind;
    private boolean found;
    private int end;
    private long index = -1;
    private long byTailer;

    /**
     * A reader that starts at the first document.
     *
     * @param blocks   what the housekeeper holds for this reader, or null
     * @param nextFile what the housekeeper opens for this reader, or null
     */
    DocumentReader(final SingleChronicleQueue queue, final HeldBlocks blocks, final NextFileOffer nextFile) {
        this.queue = queue;
        this.blocks = blocks;
        this.nextFile = nextFile;
        fileEnds = new FileEnds(queue);
        tailer = createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /** It opens the first file. */
    private ExcerptTailer createTailer() {
        final int first = queue.firstCycle();
        if (fileEnds.of(first) == FileEnds.NOTHING) {
            final CorruptFrameException damage = cutShort(first);
            queue.close();
            throw damage;
        }
        return queue.createTailer();
    }

    /** Leaves opening files and mapping blocks to the housekeeper. */
    void keptBy(final Housekeeper keeper) {
        housekeeper = keeper;
    }

    /** Moves to the next document, which must be a right one. */
    boolean next() {
        if (!move()) {
            return false;
        }
        checkHeader();
        return true;
    }

    private boolean move() {
        while (next >= 0) {
            final int at = next;
            if (at + HEADER > block.capacity()) {
                return nextByTailer();
            }
            final int header = block.getIntVolatile(at);
            if (header == Wires.NOT_INITIALIZED) {
                return false;
            }
            if (header == Wires.END_OF_DATA) {
                if (!goesOnInNextFile()) {
                    return queue.lastCycle() > cycle && nextByTailer();
                }
                continue;
            }
            if (at >= blockEnd) {
                if (!entersNextBlock()) {
                    return nextByTailer();
                }
                continue;
            }
            if ((header & NOT_COMPLETE_OR_META) == 0) {
                enter(at, header);
                return true;
            }
            if (!Wires.isReadyMetaData(header)) {
                return false;
            }
            next = after(at, Wires.lengthOf(header));
        }
        return nextByTailer();
    }

    /** What is beyond the block is mapped, a little way, in this one too: once something is there, the file reaches so far. */
    private boolean entersNextBlock() {
        final Region region = blocks == null ? null : blocks.find(file, position());
        if (region == null) {
            return false;
        }
        final long position = position();
        enter(region);
        next = (int) (position - blockStart);
        return true;
    }

    private boolean goesOnInNextFile() {
        final NextFile offered = nextFile == null ? null : nextFile.offered();
        if (offered == null) {
            return false;
        }
        if (!offered.follows(cycle)) {
            nextFile.refuse();
            return false;
        }
        cycle = offered.cycle();
        file = offered.file();
        readableTo = offered.readableTo();
        index = queue.rollCycle().toIndex(cycle, 0) - 1;
        enter(offered.firstBlock());
        next = 0;
        tailerBehind = true;
        nextFile.taken();
        housekeeper.ask();
        return true;
    }

    private void enter(final Region region) {
        blockStart = region.start;
        blockEnd = (int) (region.end - region.start);
        block.wrap(region.address, (int) (Math.min(region.mappedTo, readableTo) - region.start));
    }

    /** Documents that Chronicle's tailer found: the first, and those behind a change of block or file for which nothing was held. */
    long documentsByTailer() {
        return byTailer;
    }

    /** The number of the file, as far as this reader has come. */
    int cycle() {
        return cycle;
    }

    /** Whether the queue has a file after this one. */
    boolean hasNextFile() {
        return queue.lastCycle() > cycle;
    }

    /** Looks at no block any more that only the housekeeper held; the document that was last found is gone. */
    void letGo() {
        if (next >= 0) {
            next = TAILER_LOOKS;
            tailerBehind = true;
        }
        end = 0;
        buffer.wrap(0, 0);
    }

    private static int after(final int at, final int length) {
        return BitUtil.align(at + HEADER + length, HEADER);
    }

    private void enter(final int at, final int length) {
        if (length > block.capacity() - at - HEADER) {
            throw corrupt(0, 0, "document of " + length + " bytes reaches beyond what is mapped");
        }
        index++;
        tailerBehind = true;
        next = after(at, length);
        end = length;
        buffer.wrap(block, at + HEADER, length);
    }

    /** Tries again as long as the tailer comes into another file: it does not look beyond one that it finds empty. */
    private boolean nextByTailer() {
        if (next >= 0 && position() >= readableTo) {
            throw cutShort(cycle);
        }
        int before;
        do {
            if (!tailerBehind && tailer.state() == TailerState.END_OF_CYCLE && queue.lastCycle() <= tailer.cycle()) {
                return false;
            }
            before = tailer.cycle();
            if (housekeeper != null && makesSomething()) {
                housekeeper.run(readByTailer);
            } else {
                readByTailer();
            }
            if (!found) {
                next = TAILER_LOOKS;
            }
        } while (!found && tailer.cycle() != before);
        return found;
    }

    /** Whether the tailer will open a file or map a block. */
    private boolean makesSomething() {
        if (next >= 0 || tailerBehind) {
            return true;
        }
        switch (tailer.state()) {
            case END_OF_CYCLE:
            case CYCLE_NOT_FOUND:
                return true;
            default:
                return false;
        }
    }

    private void readByTailer() {
        if (tailerBehind) {
            tailer.moveToIndex(index + 1);
            tailerBehind = false;
        }
        requireNextReadable();
        try (DocumentContext context = tailer.readingDocument()) {
            found = context.isPresent();
            if (found) {
                index = indexOf(context);
                byTailer++;
                enter((MappedBytes) context.wire().bytes());
            }
        }
    }

    /** Counted on within a file: a tailer that was moved to where nothing was yet still tells the index from before that. */
    private long indexOf(final DocumentContext context) {
        final RollCycle rollCycle = queue.rollCycle();
        final boolean sameFile = index >= 0 && rollCycle.toCycle(index) == rollCycle.toCycle(context.index());
        return sameFile ? index + 1 : context.index();
    }

    /** Takes over the document that the tailer is at, and the block that it is in. */
    private void enter(final MappedBytes bytes) {
        final MappedBytesStore mapped = (MappedBytesStore) bytes.bytesStore();
        end = (int) bytes.readRemaining();
        file = bytes.mappedFile();
        cycle = tailer.cycle();
        readableTo = fileEnds.of(cycle);
        blockStart = mapped.start();
        blockEnd = (int) (mapped.safeLimit() - blockStart);
        final long to = Math.min(mapped.capacity(), readableTo);
        block.wrap(mapped.addressForRead(blockStart), (int) (to - blockStart));
        final int at = (int) (bytes.readPosition() - blockStart);
        buffer.wrap(block, at, end);
        next = BitUtil.align(at + end, HEADER);
    }

    /** Chronicle would look for documents where there is no file any more. */
    private void requireReadable(final int inCycle) {
        if (fileEnds.of(inCycle) == FileEnds.NOTHING) {
            throw cutShort(inCycle);
        }
    }

    /** The same before it looks for a document, since it goes on in the next file where there is none. */
    private void requireNextReadable() {
        final int first = queue.firstCycle();
        final int present = tailer.cycle();
        if (present < first) {
            requireReadable(first);
        } else if (fileEnds.of(fileEnds.next(present)) == FileEnds.NOTHING && fileEnds.isEnd(present, index)) {
            throw cutShort(fileEnds.next(present));
        }
    }

    /**
     * Refuses an end that only looks like one, because the file was cut short there, or because a part of it was lost and more is behind
     * that; after {@link #next()} has found nothing.
     */
    void requireEnd() {
        requireNoneCutShort();
        final String hole = index < 0 || next < 0
                ? fileEnds.hole(index < 0 ? queue.firstCycle() : cycle)
                : fileEnds.hole(cycle, position());
        if (hole != null) {
            throw corrupt(0, DocumentLayout.lastSequence(buffer, end), hole);
        }
    }

    /** Refuses files that were cut short from this one on. */
    void requireNoneCutShort() {
        final int first = queue.firstCycle();
        final int cut = fileEnds.firstCutShort(index < 0 ? first : Math.max(first, cycle));
        if (fileEnds.of(cut) != FileEnds.WHOLE) {
            throw cutShort(cut);
        }
    }

    /** The file that the reader is in, null before the first document. */
    MappedFile file() {
        return file;
    }

    /** Where in the file the next document begins. */
    long position() {
        return blockStart + Math.max(0, next);
    }

    private void checkMagic() {
        if (end < DocumentLayout.HEADER_LENGTH + FrameLayout.HEADER_LENGTH) {
            throw corrupt(0, 0, "document of " + end + " bytes is too short for a frame");
        }
        if (!DocumentLayout.isOne(buffer, 0)) {
            throw corrupt(
                    0,
                    0,
                    "no document header of this version in front of a frame of sequence "
                            + DocumentLayout.firstSequence(buffer, 0));
        }
    }

    private void checkHeader() {
        checkMagic();
        final int length = DocumentLayout.length(buffer, 0);
        if (DocumentLayout.HEADER_LENGTH + length != end) {
            throw corrupt(0, 0, "document header says " + length + " bytes of frames in a document of " + end);
        }
    }

    /**
     * Goes to where another reader of the same queue is, which must be at a document and stay there while this one looks ahead in the same
     * block. Chronicle's tailer would not do: where the next document is not there yet but the next file is, it goes on in that one.
     */
    void moveTo(final DocumentReader other) {
        block.wrap(other.block);
        blockStart = other.blockStart;
        blockEnd = other.blockEnd;
        file = other.file;
        cycle = other.cycle;
        readableTo = other.readableTo;
        next = other.next;
        index = other.index;
        tailerBehind = true;
    }

    private boolean moveTo(final long wanted) {
        next = TAILER_LOOKS;
        tailerBehind = false;
        index = wanted - 1;
        requireReadable(queue.rollCycle().toCycle(wanted)); // before Chronicle opens it
        return tailer.moveToIndex(wanted);
    }

    /** Moves so that {@link #next} gives the last document whose first sequence is at most the given one, or the first document. */
    void seek(final long sequence) {
        final long wanted = sequence <= 0 ? -1 : find(sequence);
        if (wanted < 0) {
            next = TAILER_LOOKS;
            tailerBehind = false;
            index = -1;
            requireReadable(queue.firstCycle());
            tailer.toStart();
        } else if (!moveTo(wanted)) {
            throw new IllegalStateException(
                    "document 0x" + Long.toHexString(wanted) + " of " + name() + " was there and is gone");
        }
    }

    private long find(final long sequence) {
        final int firstCycle = queue.firstCycle();
        if (firstCycle == Integer.MAX_VALUE) {
            return -1;
        }
        final Iterator<Long> newestFirst = FileListing.from(queue, firstCycle).descendingIterator();
        while (newestFirst.hasNext()) {
            final int inCycle = newestFirst.next().intValue();
            final long to = fileEnds.of(inCycle);
            if (to != FileEnds.NOTHING && startsAtMost(inCycle, 0, sequence)) {
                return to == FileEnds.WHOLE ? findInCycle(inCycle, sequence) : findInWhatIsLeft(sequence);
            }
        }
        return -1;
    }

    /** Where the index may lead behind the end of the file: one document after the other. */
    private long findInWhatIsLeft(final long sequence) {
        long last = index;
        while (position() < readableTo && move() && firstSequence() <= sequence) {
            last = index;
        }
        return last;
    }

    /** Index of the last document of the cycle that starts at or before the sequence; the first one does. */
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
        return queue.rollCycle().toIndex(cycle, low);
    }

    /** Looks only at the document's own header, so that what is before a corrupt frame can be found and read. */
    private boolean startsAtMost(final int cycle, final long number, final long sequence) {
        final RollCycle rollCycle = queue.rollCycle();
        final long wanted = rollCycle.toIndex(cycle, number);
        if (!moveTo(wanted) || !move() || index != wanted) {
            return false;
        }
        checkMagic();
        return firstSequence() <= sequence;
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

    CorruptFrameException corrupt(final int offset, final long afterSequence, final String what) {
        final String file =
                tailer.currentFile() == null ? null : tailer.currentFile().getName();
        return new CorruptFrameException(name(), file, index, offset, afterSequence, what);
    }

    private CorruptFrameException cutShort(final int inCycle) {
        final String in = fileEnds.file(inCycle).getName();
        final long document = index < 0 ? queue.rollCycle().toIndex(inCycle, 0) : index;
        return new CorruptFrameException(
                name(), in, document, 0, DocumentLayout.lastSequence(buffer, end), fileEnds.cutShort(inCycle));
    }

    @Override
    public void close() {
        tailer.close();
    }
}
