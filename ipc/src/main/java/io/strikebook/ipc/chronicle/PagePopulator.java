package io.strikebook.ipc.chronicle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Puts the pages ahead of a writer or reader into this process's page tables before the hot path touches them: a page fault costs
 * microseconds, an append a tenth of one. Works in small steps, a bounded way ahead, because the kernel write-protects clean pages
 * again after some seconds.
 *
 * <p>Two threads share the work. The owner of the writer or reader calls {@link #note()} now and then, which only looks where Chronicle
 * is: some loads and stores. Another thread ({@link PopulatorThread}) calls {@link #populateNoted()}, which makes the system call. Should
 * the block have been unmapped in between, the kernel answers with an error, or populates pages of whatever lies there now; neither
 * changes a byte. A block that is not mapped yet is populated once it is. {@link #populate()} does both on the owner's thread.
 */
public final class PagePopulator {
    /** How far ahead of the position pages are populated. */
    public static final int AHEAD_BYTES = 1 << 20;

    /** Bytes populated by one step at most. */
    public static final int STEP_BYTES = 64 * 1024;

    private static final int EINVAL = 22;
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

    private long notedAddress;
    private long notedStart;
    private long notedEnd;
    private long notedPosition;

    private long blockAddress;
    private long populatedTo;
    private long refusedPosition = -1;
    private int lastErrno;
    private volatile long pagesPopulated;
    private volatile boolean unsupported;

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

    /** Notes which block is mapped and where in it the writer or reader is; on the thread that moves it. */
    public void note() {
        final Wire wire = mapping.wire();
        if (wire == null) {
            return;
        }
        final Bytes<?> bytes = wire.bytes();
        final BytesStore<?, ?> block = bytes.bytesStore();
        final long position = writer ? bytes.writePosition() : bytes.readPosition();
        if (block == null || !block.inside(position, 1)) {
            return;
        }
        final long next = version + 1;
        VERSION.setVolatile(this, next);
        notedAddress = block.addressForRead(block.start());
        notedStart = block.start();
        // Chronicle counts a block's capacity from the start of the file
        notedEnd = block.capacity();
        notedPosition = position;
        VERSION.setRelease(this, next + 1);
    }

    /**
     * Takes at most one step ahead of what was noted last; always on the same thread.
     *
     * @return pages populated; 0 where nothing is left to do now
     */
    public int populateNoted() {
        final long before = (long) VERSION.getAcquire(this);
        final long address = notedAddress;
        final long blockStart = notedStart;
        final long blockEnd = notedEnd;
        final long position = notedPosition;
        VarHandle.loadLoadFence();
        if (unsupported || before == 0 || (before & 1) != 0 || (long) VERSION.getOpaque(this) != before) {
            return 0;
        }
        if (position == refusedPosition) {
            return 0;
        }
        if (address != blockAddress) {
            blockAddress = address;
            populatedTo = 0;
        }
        final long start = Math.max(populatedTo, position & -(long) MemoryAdvice.PAGE_BYTES);
        final long stop = Math.min(Math.min(position + AHEAD_BYTES, start + STEP_BYTES), blockEnd)
                & -(long) MemoryAdvice.PAGE_BYTES;
        return stop <= start ? 0 : step(position, address + (start - blockStart), start, stop);
    }

    /** Notes and takes at most one step, both on the owner's thread. */
    public int populate() {
        note();
        return populateNoted();
    }

    private int step(final long position, final long address, final long start, final long stop) {
        final int errno = MemoryAdvice.advise(address, stop - start, advice);
        if (errno == 0) {
            final int pages = (int) ((stop - start) / MemoryAdvice.PAGE_BYTES);
            populatedTo = stop;
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
