package io.strikebook.ipc.chronicle;

import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * A block of a file, held so that it stays mapped, and how far its pages are populated.
 *
 * <p>The housekeeper's thread makes and releases it; the one thread that populates, be it the owner's or the housekeeper's, owns
 * {@link #populatedTo} and {@link #advice}.
 */
final class Region {
    final MappedFile file;
    final long number;

    /** Positions in the file: where the block begins, where the next one does, and how far this one is mapped. */
    final long start;

    final long end;
    final long mappedTo;
    final long address;

    long populatedTo;

    /** What the kernel was advised of late; for the thread that populates. */
    int advice = MemoryAdvice.NORMAL;

    private final MappedBytesStore store;

    Region(final MappedFile file, final MappedBytesStore store) {
        this.file = file;
        this.store = store;
        start = store.start();
        end = store.safeLimit();
        mappedTo = store.capacity();
        number = start / file.chunkSize();
        address = store.addressForRead(start);
        populatedTo = start;
    }

    boolean contains(final MappedFile inFile, final long position) {
        return inFile == file && position >= start && position < end;
    }

    void release(final ReferenceOwner owner) {
        store.release(owner);
    }
}
