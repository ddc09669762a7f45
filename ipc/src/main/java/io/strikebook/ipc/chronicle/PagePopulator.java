package io.strikebook.ipc.chronicle;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Puts the pages ahead of a writer or reader into this process's page tables before the hot path touches them: a page fault costs
 * microseconds, an append a tenth of one. Works in small steps that its thread takes when it has nothing else to do, a bounded way
 * ahead, because the kernel write-protects clean pages again after some seconds.
 *
 * <p>Asks Chronicle for the block that its writer or reader holds at each step, and only touches that: called from the same thread,
 * that block cannot be unmapped meanwhile. A block that is not mapped yet is populated once it is.
 */
public final class PagePopulator {
    /** How far ahead of the position pages are populated. */
    public static final int AHEAD_BYTES = 1 << 20;

    /** Bytes populated by one step at most. */
    public static final int STEP_BYTES = 64 * 1024;

    private final ExcerptContext mapping;
    private final boolean writer;
    private final int advice;
    private long blockAddress;
    private long populatedTo;
    private long refusedPosition = -1;
    private long pagesPopulated;
    private int lastErrno;
    private boolean unsupported;

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

    /**
     * Takes at most one step.
     *
     * @return pages populated; 0 where nothing is left to do now
     */
    public int populate() {
        final Wire wire = unsupported ? null : mapping.wire();
        if (wire == null) {
            return 0;
        }
        final Bytes<?> bytes = wire.bytes();
        final BytesStore<?, ?> block = bytes.bytesStore();
        final long position = writer ? bytes.writePosition() : bytes.readPosition();
        if (block == null || !block.inside(position, 1) || position == refusedPosition) {
            return 0;
        }
        final long address = block.addressForRead(block.start());
        if (address != blockAddress) {
            blockAddress = address;
            populatedTo = 0;
        }
        final long start = Math.max(populatedTo, position & -(long) MemoryAdvice.PAGE_BYTES);
        // Chronicle counts a block's capacity from the start of the file
        final long blockEnd = block.capacity();
        final long stop = Math.min(Math.min(position + AHEAD_BYTES, start + STEP_BYTES), blockEnd)
                & -(long) MemoryAdvice.PAGE_BYTES;
        return stop <= start ? 0 : step(position, address + (start - block.start()), start, stop);
    }

    private int step(final long position, final long address, final long start, final long stop) {
        final int errno = MemoryAdvice.advise(address, stop - start, advice);
        if (errno == 0) {
            final int pages = (int) ((stop - start) / MemoryAdvice.PAGE_BYTES);
            populatedTo = stop;
            pagesPopulated += pages;
            return pages;
        }
        // a reader's block may reach beyond the end of a file that the writer has not made longer yet
        refusedPosition = position;
        lastErrno = errno;
        if (MemoryAdvice.meansUnsupported(errno)) {
            unsupported = true;
        }
        return 0;
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
