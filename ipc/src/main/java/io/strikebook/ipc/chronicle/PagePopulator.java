package io.strikebook.ipc.chronicle;

import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.MappedFile;

/**
 * Puts the pages ahead of a writer or reader into this process's page tables before the hot path touches them: a page fault in the
 * midst of an append costs microseconds, an append a tenth of one.
 *
 * <p>How far ahead is bounded by time, because the kernel write-protects clean pages again after some seconds: as many bytes as the owner
 * passes in {@link #WRITER_AHEAD_MS} at its present rate, a reader a quarter of it, so that it finds the pages that the writer has made.
 * The size of a step follows the rate too: a page or two at 100,000 messages a second, so that a step ends before the next message, up to
 * 64 KiB where single pages would mean many thousands of steps.
 *
 * <p>One thread populates. Where the housekeeper's has a CPU apart from the owner's, it is that one ({@link #ahead}): it looks every
 * millisecond, takes large steps, and makes pages writable again that were written back since. Otherwise it is the owner's: that one steps
 * when it has nothing else to do ({@link #idle}), and where it never has, in large steps shortly before it would fault ({@link #busy}).
 * Allocates nothing.
 */
public final class PagePopulator {
    /** Time for which a writer populates ahead, milliseconds. */
    public static final long WRITER_AHEAD_MS = 100;

    /** Most bytes populated ahead, whatever the rate. */
    public static final long MOST_AHEAD_BYTES = 8L << 20;

    /** Bytes populated at once by a thread that never idles, and by a housekeeper's. */
    public static final long BUSY_STEP_BYTES = 64L << 10;

    /**
     * Least bytes that a housekeeper populates ahead of a writer, whatever the rate: what one at full speed, at 800 MB a second, writes
     * between two looks while it is busy, and one at 100 MB a second between two looks while it was idle.
     */
    static final long HOUSEKEEPERS_LEAST_BYTES = 1L << 20;

    /** Steps up to this stay short where the kernel does not read ahead of them; longer ones are cheaper where it does. */
    private static final long SMALL_STEP_BYTES = 4L * MemoryAdvice.PAGE_BYTES;

    private static final long READERS_SHARE = 4;
    private static final long LEAST_AHEAD_BYTES = 4L * MemoryAdvice.PAGE_BYTES;
    private static final long STEP_MS = 1;
    private static final long RATE_WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Far less than the half minute or so after which the kernel writes back what is dirty. */
    private static final long REFRESH_NS = TimeUnit.SECONDS.toNanos(1);

    private static final int EINVAL = 22;
    private static final long PAGE_MASK = -(long) MemoryAdvice.PAGE_BYTES;

    private final HeldBlocks blocks;
    private final int advice;
    private final boolean writer;
    private final long aheadMs;
    private long leastAhead;
    private boolean byHousekeeper;

    private MappedFile file;
    private long windowStartNs;
    private long windowStartPosition;
    private long ahead;
    private long step = MemoryAdvice.PAGE_BYTES;
    private long refreshedNs;
    private int wantedAdvice = MemoryAdvice.NORMAL;

    /** Nothing is tried before the owner reaches this: there was nothing to do, or the machine refused. */
    private long restUntil;

    private final ThreadFaults faults = new ThreadFaults();
    private long faultsMade;
    private int lastErrno;
    private volatile long pagesPopulated;
    private volatile boolean unsupported;

    private PagePopulator(final HeldBlocks blocks, final int advice, final long leastAhead, final long aheadMs) {
        this.blocks = blocks;
        this.advice = advice;
        writer = advice == MemoryAdvice.POPULATE_WRITE;
        this.leastAhead = leastAhead;
        this.aheadMs = aheadMs;
        ahead = leastAhead;
    }

    static PagePopulator forWriter(final HeldBlocks blocks) {
        return new PagePopulator(blocks, MemoryAdvice.POPULATE_WRITE, LEAST_AHEAD_BYTES, WRITER_AHEAD_MS);
    }

    static PagePopulator forReader(final HeldBlocks blocks) {
        return new PagePopulator(
                blocks, MemoryAdvice.POPULATE_READ, LEAST_AHEAD_BYTES / READERS_SHARE, WRITER_AHEAD_MS / READERS_SHARE);
    }

    /** Leaves populating to the housekeeper's thread; before either begins. */
    void leaveToHousekeeper() {
        byHousekeeper = true;
        leastAhead = writer ? HOUSEKEEPERS_LEAST_BYTES : HOUSEKEEPERS_LEAST_BYTES / READERS_SHARE;
        ahead = leastAhead;
    }

    /**
     * Takes a large step if one is due; the housekeeper's thread.
     *
     * @param nowNs    any clock that does not go backwards
     * @param inFile   the file that the owner was seen in
     * @param position where in it the owner was
     * @return pages populated
     */
    int ahead(final long nowNs, final MappedFile inFile, final long position) {
        if (nowNs - windowStartNs >= RATE_WINDOW_NS || inFile != file || position - windowStartPosition > ahead / 2) {
            newWindow(nowNs, inFile, position);
        }
        if (writer && nowNs - refreshedNs >= REFRESH_NS) {
            refreshedNs = nowNs;
            refresh(position);
        }
        return position < restUntil || unsupported ? 0 : populate(position, position + ahead, BUSY_STEP_BYTES);
    }

    /** Pages that are writable take next to nothing; those that were written back are made writable again. */
    private void refresh(final long position) {
        for (final Region region : blocks.regions()) {
            final long from = Math.max(position, region.start) & PAGE_MASK;
            if (region.file == file && from < region.populatedTo) {
                MemoryAdvice.advise(region.address + (from - region.start), region.populatedTo - from, advice);
            }
        }
    }

    /**
     * Takes a small step if one is due; for when there is nothing else to do.
     *
     * @param nowNs    any clock that does not go backwards
     * @param inFile   the file that the owner is in
     * @param position where in it the owner is
     * @return pages populated
     */
    int idle(final long nowNs, final MappedFile inFile, final long position) {
        if (nowNs - windowStartNs >= RATE_WINDOW_NS || inFile != file) {
            newWindow(nowNs, inFile, position);
        }
        return position < restUntil || unsupported ? 0 : populate(position, position + ahead, step);
    }

    /** Takes a large step if the owner is about to leave what is populated; for when it has no time. */
    int busy(final long nowNs, final MappedFile inFile, final long position) {
        if (nowNs - windowStartNs >= RATE_WINDOW_NS || inFile != file) {
            newWindow(nowNs, inFile, position);
        }
        return position < restUntil || unsupported
                ? 0
                : populate(position, position + BUSY_STEP_BYTES / 2, BUSY_STEP_BYTES);
    }

    private void newWindow(final long nowNs, final MappedFile inFile, final long position) {
        final long passed = position - windowStartPosition;
        if (inFile == file && passed >= 0) {
            final long bytesPerMs = TimeUnit.MILLISECONDS.toNanos(passed) / Math.max(1, nowNs - windowStartNs);
            ahead = Math.max(leastAhead, Math.min(MOST_AHEAD_BYTES, bytesPerMs * aheadMs));
            step = Math.max(MemoryAdvice.PAGE_BYTES, Math.min(BUSY_STEP_BYTES, bytesPerMs * STEP_MS));
            wantedAdvice =
                    writer && !byHousekeeper && step <= SMALL_STEP_BYTES ? MemoryAdvice.RANDOM : MemoryAdvice.NORMAL;
        }
        file = inFile;
        windowStartNs = nowNs;
        windowStartPosition = position;
        restUntil = 0;
    }

    private int populate(final long position, final long until, final long stepBytes) {
        boolean tried = false;
        for (final Region region : blocks.regions()) {
            if (region.file == file && region.end > position && region.start < until) {
                final int pages = populate(region, position, until, stepBytes);
                if (pages > 0) {
                    return pages;
                }
                tried = true;
            }
        }
        if (tried) {
            restUntil = position + MemoryAdvice.PAGE_BYTES;
        }
        return 0;
    }

    private int populate(final Region region, final long position, final long until, final long stepBytes) {
        // a document that begins in a block may reach beyond it
        final long mappedTo = Math.min(region.end + DocumentLayout.MAX_LENGTH, region.mappedTo);
        final long start = Math.max(region.populatedTo, Math.max(position, region.start) & PAGE_MASK);
        final long wantedTo = Math.min(until, mappedTo) & PAGE_MASK;
        if (start >= wantedTo) {
            return 0;
        }
        if (region.advice != wantedAdvice) {
            region.advice = wantedAdvice;
            MemoryAdvice.advise(region.address, region.mappedTo - region.start, wantedAdvice);
        }
        final long length = Math.min(stepBytes & PAGE_MASK, mappedTo - start & PAGE_MASK);
        final long faultsBefore = byHousekeeper ? 0 : faults.soFar();
        final int errno = MemoryAdvice.advise(region.address + (start - region.start), length, advice);
        faultsMade += byHousekeeper ? 0 : faults.soFar() - faultsBefore;
        if (errno != 0) {
            refused(errno);
            return 0;
        }
        region.populatedTo = start + length;
        final int pages = (int) (length / MemoryAdvice.PAGE_BYTES);
        pagesPopulated = pagesPopulated + pages;
        return pages;
    }

    /** A reader's block may reach beyond the end of a file that the writer has not made longer yet. */
    private void refused(final int errno) {
        lastErrno = errno;
        if (MemoryAdvice.meansUnsupported(errno) && !(errno == EINVAL && pagesPopulated > 0)) {
            unsupported = true;
        }
    }

    /** Pages populated so far. */
    public long pagesPopulated() {
        return pagesPopulated;
    }

    /** Page faults of the owner's thread that were made by populating; none where the housekeeper's populates. The owner's thread only. */
    public long faultsMade() {
        return faultsMade;
    }

    /** Whether the machine has refused to populate, which then is not tried again. */
    public boolean isUnsupported() {
        return unsupported;
    }

    /** What the machine answered, for the operator. */
    public String refusal() {
        return "pages are not populated ahead, each faults when it is first used: madvise answered errno " + lastErrno
                + "; Linux 5.14 and later can do it";
    }
}
