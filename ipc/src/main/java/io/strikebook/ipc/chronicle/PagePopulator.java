package io.strikebook.ipc.chronicle;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ClosedIllegalStateException;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Puts the pages ahead of a writer or reader into this process's page tables before the hot path touches them: a page fault costs
 * microseconds, an append a tenth of one. Works in small steps, a bounded way ahead, because the kernel write-protects clean pages
 * again after some seconds. Maps the next block before it is reached, so that the hot path finds it there and makes nothing.
 *
 * <p>Two threads share the work. The owner of the writer or reader calls {@link #note()} now and then, which only looks where Chronicle
 * is: some loads and stores. Another thread ({@link Housekeeper}) calls {@link #populateNoted()}, which makes the system calls. It holds
 * the blocks that it populates, so none is unmapped under it. {@link #populate()} does both on the owner's thread.
 */
public final class PagePopulator {
    /** How far ahead of the position pages are populated. */
    public static final int AHEAD_BYTES = 1 << 20;

    /** Bytes populated by one step at most. */
    public static final int STEP_BYTES = 64 * 1024;

    private static final int EINVAL = 22;
    private static final long PAGE_MASK = -(long) MemoryAdvice.PAGE_BYTES;
    private static final ReferenceOwner OWNER = ReferenceOwner.temporary("pages ahead");
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(PagePopulator.class, "version", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ExcerptContext mapping;
    private final boolean writer;
    private final int advice;

    /** Odd while the owner writes the note; the other thread does not use a note that changed under it. */
    private long version;

    private MappedFile notedFile;
    private long notedPosition;

    private MappedFile file;

    /** How far beyond its end a block is still used: Chronicle's readers stay in one as long as it is mapped. */
    private long reach;

    private Block left = new Block();
    private Block here = new Block();
    private Block next = new Block();
    private long refusedPosition = -1;
    private int lastErrno;
    /** Position in the file up to which blocks are held. */
    private volatile long heldTo;

    private volatile long pagesPopulated;
    private volatile boolean unsupported;
    private boolean released;

    /** A block of the file, held so that it stays mapped. */
    private static final class Block {
        private MappedBytesStore store;
        private long number = -1;
        private long populatedTo;

        void hold(final MappedFile file, final long newNumber) throws IOException {
            release();
            store = file.acquireByteStore(OWNER, newNumber * file.chunkSize());
            number = newNumber;
            populatedTo = store.start();
        }

        void release() {
            if (store != null) {
                store.release(OWNER);
                store = null;
            }
            number = -1;
        }
    }

    private PagePopulator(final ExcerptContext mapping, final boolean writer) {
        this.mapping = mapping;
        this.writer = writer;
        advice = writer ? MemoryAdvice.POPULATE_WRITE : MemoryAdvice.POPULATE_READ;
    }

    static PagePopulator forWriter(final ExcerptContext appender) {
        return new PagePopulator(appender, true);
    }

    static PagePopulator forReader(final ExcerptContext tailer) {
        return new PagePopulator(tailer, false);
    }

    /** Notes which file is mapped and where in it the writer or reader is; on the thread that moves it. */
    public void note() {
        final Wire wire = mapping.wire();
        if (wire == null) {
            return;
        }
        final Bytes<?> bytes = wire.bytes();
        final long position = position(bytes);
        final long newVersion = version + 1;
        VERSION.setVolatile(this, newVersion);
        notedFile = ((MappedBytes) bytes).mappedFile();
        notedPosition = position;
        VERSION.setRelease(this, newVersion + 1);
    }

    private long position(final Bytes<?> bytes) {
        return writer ? bytes.writePosition() : bytes.readPosition();
    }

    /** Whether the next document begins where no block is held, so that Chronicle has to map one; on the thread that moves. */
    boolean leavesHeldBlocks() {
        final Wire wire = mapping.wire();
        return wire == null || position(wire.bytes()) >= heldTo;
    }

    /**
     * Takes at most one step ahead of what was noted last; always on the same thread.
     *
     * @return pages populated; 0 where nothing is left to do now
     */
    public int populateNoted() {
        final long before = (long) VERSION.getAcquire(this);
        final MappedFile newFile = notedFile;
        final long position = notedPosition;
        VarHandle.loadLoadFence();
        if (released || before == 0 || (before & 1) != 0 || (long) VERSION.getOpaque(this) != before) {
            return 0;
        }
        if (position == refusedPosition && newFile == file) {
            return 0;
        }
        if (!heldBlocks(newFile, position) || unsupported) {
            return 0;
        }
        final int pages = step(here, position, position);
        return pages > 0 || next.store == null ? pages : step(next, position, next.store.start() + reach);
    }

    private boolean heldBlocks(final MappedFile newFile, final long position) {
        try {
            holdBlocks(newFile, position);
            return true;
        } catch (final ClosedIllegalStateException | IOException e) {
            // the owner has left this file since it was noted, or there is no room: the owner will meet that itself
            refusedPosition = position;
            return false;
        }
    }

    /** Holds the block of the position, from its middle on also the next one, and until then the one before. */
    private void holdBlocks(final MappedFile newFile, final long position) throws IOException {
        if (newFile != file) {
            releaseAll();
            file = newFile;
            reach = writer ? 0 : file.overlapSize();
        }
        final long blockBytes = file.chunkSize();
        final long offset = Math.max(0, position - reach);
        final long number = offset / blockBytes;
        if (number == next.number) {
            final Block oldest = left;
            oldest.release();
            left = here;
            here = next;
            next = oldest;
        } else if (number != here.number) {
            releaseAll();
            here.hold(file, number);
        }
        if (next.store == null && offset % blockBytes >= blockBytes / 2) {
            left.release();
            next.hold(file, number + 1);
        }
        heldTo = (next.store == null ? here : next).store.safeLimit() + reach;
    }

    private void releaseAll() {
        left.release();
        here.release();
        next.release();
    }

    /** Notes and takes at most one step, both on the owner's thread. */
    public int populate() {
        note();
        return populateNoted();
    }

    private int step(final Block block, final long position, final long from) {
        // a document that begins in a block may reach beyond it
        final long wantedTo = block.store.safeLimit() + reach + DocumentLayout.MAX_LENGTH;
        final long mappedTo = Math.min(wantedTo, block.store.capacity());
        final long start = Math.max(block.populatedTo, from & PAGE_MASK);
        final long stop = Math.min(Math.min(position + AHEAD_BYTES, start + STEP_BYTES), mappedTo) & PAGE_MASK;
        if (stop <= start) {
            return 0;
        }
        final int errno = MemoryAdvice.advise(block.store.addressForRead(start), stop - start, advice);
        if (errno == 0) {
            final int pages = (int) ((stop - start) / MemoryAdvice.PAGE_BYTES);
            block.populatedTo = stop;
            pagesPopulated = pagesPopulated + pages;
            return pages;
        }
        // a reader's block may reach beyond the end of a file that the writer has not made longer yet
        refusedPosition = position;
        lastErrno = errno;
        if (MemoryAdvice.meansUnsupported(errno) && !(errno == EINVAL && pagesPopulated > 0)) {
            unsupported = true;
        }
        return 0;
    }

    /** Ends populating and lets go of the blocks that are held; on the thread that populates. */
    void release() {
        released = true;
        releaseAll();
    }

    /** Pages populated so far. */
    public long pagesPopulated() {
        return pagesPopulated;
    }

    /** One word for a status page: {@code on}, or why there is no population here. */
    public String status() {
        return unsupported ? "unsupported(errno=" + lastErrno + ")" : "on";
    }

    /** 1 once the machine has refused to populate, which then is not tried again; 0 before. */
    public int fallbacks() {
        return unsupported ? 1 : 0;
    }
}
