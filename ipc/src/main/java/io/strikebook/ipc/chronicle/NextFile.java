package io.strikebook.ipc.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;

/**
 * The file that a queue goes on in next, made and mapped before its time, so that a writer or reader changes to it by changing an address.
 * Opened by a Chronicle queue of its own, on the housekeeper's thread, which also closes it.
 */
final class NextFile implements AutoCloseable {
    /** What a writer at full speed passes until its housekeeper looks again. */
    private static final long FIRST_BYTES = PagePopulator.HOUSEKEEPERS_LEAST_BYTES;

    private static final ReferenceOwner OWNER = ReferenceOwner.temporary("next file");

    private final SingleChronicleQueue queue;
    private final SingleChronicleQueueStore store;
    private final Context context;
    private final int previousCycle;
    private final int cycle;
    private final MappedFile file;
    private final Region firstBlock;
    private final long readableTo;

    private NextFile(
            final SingleChronicleQueue queue,
            final SingleChronicleQueueStore store,
            final int previousCycle,
            final int cycle,
            final long readableTo,
            final int advice) {
        this.queue = queue;
        this.store = store;
        this.previousCycle = previousCycle;
        this.cycle = cycle;
        this.readableTo = readableTo;
        context = new Context(queue, store);
        file = ((MappedBytes) context.wire.bytes()).mappedFile();
        try {
            firstBlock = new Region(file, file.acquireByteStore(OWNER, 0));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot map " + file.file(), e);
        }
        populate(advice);
    }

    /** The first pages behind what Chronicle writes into a new file; where that does not work, they are faulted in. */
    private void populate(final int advice) {
        final MappedBytes bytes = (MappedBytes) context.wire.bytes();
        long position = 0;
        int header = bytes.readVolatileInt(position);
        while (Wires.isReadyMetaData(header)) {
            position = BitUtil.align(position + Wires.SPB_HEADER_SIZE + Wires.lengthOf(header), Wires.SPB_HEADER_SIZE);
            header = bytes.readVolatileInt(position);
        }
        final long start = position & -MemoryAdvice.PAGE_BYTES;
        MemoryAdvice.advise(firstBlock.address + start, Math.min(FIRST_BYTES, firstBlock.mappedTo - start), advice);
    }

    /**
     * Makes the file of a cycle, or opens the one that is there.
     *
     * @param queue closed with the file, or at once where there is none
     * @return null where the queue has a later file by now: one made before that would never be ended, and readers would wait in it for ever
     */
    static NextFile toWrite(final SingleChronicleQueue queue, final int cycle) {
        if (queue.lastCycle() > cycle) {
            queue.close();
            return null;
        }
        final SingleChronicleQueueStore store = queue.storeForCycle(cycle, queue.epoch(), true, null);
        return new NextFile(queue, store, cycle - 1, cycle, FileEnds.WHOLE, MemoryAdvice.POPULATE_WRITE);
    }

    /**
     * Opens the file that follows on that of a cycle.
     *
     * @param queue closed with the file, or at once where there is none
     * @return null where there is none, or none that is ready, or one of which too little is there
     */
    static NextFile toReadAfter(final SingleChronicleQueue queue, final int previousCycle) {
        final Long cycle = FileListing.from(queue, previousCycle).higher((long) previousCycle);
        final long readableTo = cycle == null ? FileEnds.NOTHING : new FileEnds(queue).of(cycle.intValue());
        final SingleChronicleQueueStore store = readableTo == FileEnds.NOTHING
                ? null
                : queue.storeForCycle(cycle.intValue(), queue.epoch(), false, null);
        if (store == null) {
            queue.close();
            return null;
        }
        return new NextFile(queue, store, previousCycle, cycle.intValue(), readableTo, MemoryAdvice.POPULATE_READ);
    }

    /** A new view of a file, whose bytes the caller closes. */
    static Wire wireOf(final SingleChronicleQueue queue, final SingleChronicleQueueStore store) {
        final Wire wire = queue.wireType().apply(store.bytes());
        wire.usePadding(store.dataVersion() > 0);
        return wire;
    }

    /** Chronicle's two views of a file, one for documents and one for the index. */
    private static final class Context implements ExcerptContext {
        private static final long TIMEOUT_MS = 1_000;

        private final Wire wire;
        private final Wire wireForIndex;

        Context(final SingleChronicleQueue queue, final SingleChronicleQueueStore store) {
            wire = wireOf(queue, store);
            wireForIndex = wireOf(queue, store);
        }

        @Override
        public Wire wire() {
            return wire;
        }

        @Override
        public Wire wireForIndex() {
            return wireForIndex;
        }

        @Override
        public long timeoutMS() {
            return TIMEOUT_MS;
        }
    }

    /** Whether this is the file to go on in from that of a cycle. */
    boolean follows(final int otherCycle) {
        return otherCycle == previousCycle;
    }

    int cycle() {
        return cycle;
    }

    SingleChronicleQueueStore store() {
        return store;
    }

    ExcerptContext context() {
        return context;
    }

    MappedFile file() {
        return file;
    }

    /** Up to where its documents can be read. */
    long readableTo() {
        return readableTo;
    }

    Region firstBlock() {
        return firstBlock;
    }

    @Override
    public void close() {
        firstBlock.release(OWNER);
        context.wire.bytes().release(ReferenceOwner.INIT);
        context.wireForIndex.bytes().release(ReferenceOwner.INIT);
        // at once: Chronicle's own way does it later, on another thread, when the queue is closed already
        store.close();
        queue.close();
    }
}
