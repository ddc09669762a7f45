package io.strikebook.ipc.chronicle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import java.util.function.Supplier;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.BufferUtil;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The writer's end of a queue: each append is one document, copied into the mapping at once. The document's header goes into the
 * bytes in front of the frames, which are put back afterwards, so that header and frames are one copy; where there is no room in
 * front, both go through a buffer of this object.
 *
 * <p>A document becomes visible to readers with its last byte or not at all. After a failure nothing more can be appended: the bytes
 * that failed are lost to the caller's buffer, and going on would leave a hole in the queue.
 *
 * <p>One thread at a time. Allocates nothing per append. An append for which Chronicle opens a file or maps a block is made by the
 * {@link Housekeeper}, where there is one, while this thread waits; only its index keeps 304 bytes per file and thread.
 */
public final class ChroniclePublicationSink implements GroupSink, QueueEnd {
    private static final int CACHE_LINE = 64;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final HeldTime time;
    private final EpochNanoClock clock;
    private final HeldBlocks blocks = new HeldBlocks();
    private final DirectAppender direct;
    private final NextFileOffer nextFile;
    private final MappingAhead ahead;
    private final Runnable appendByChronicle = this::appendByChronicle;
    private final PointerBytesStore document = new PointerBytesStore();
    private final UnsafeBuffer staging = new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(DocumentLayout.HEADER_LENGTH + GroupBuffer.CAPACITY, CACHE_LINE));
    private Housekeeper housekeeper;
    private long bytesWritten;
    private long appendsByChronicle;
    private boolean failed;
    private boolean closed;

    /**
     * The end of a queue.
     *
     * @param openAgain opens the same queue once more, for the file that comes next
     */
    ChroniclePublicationSink(
            final SingleChronicleQueue queue,
            final HeldTime time,
            final EpochNanoClock clock,
            final Supplier<SingleChronicleQueue> openAgain) {
        this.queue = queue;
        this.time = time;
        this.clock = clock;
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        direct = new DirectAppender(queue, appender, blocks);
        nextFile = new NextFileOffer(cycle -> NextFile.toWrite(openAgain.get(), cycle));
        ahead = new MappingAhead(blocks, PagePopulator.forWriter(blocks), nextFile, this::wantedFile);
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        if (failed || closed) {
            throw new IllegalStateException(queue.fileAbsolutePath() + (closed ? " is closed" : " failed before")
                    + ", group " + firstSequence + " cannot be appended");
        }
        if (length <= 0 || length > GroupBuffer.CAPACITY) {
            throw new IllegalArgumentException("document of " + length + " bytes, at most " + GroupBuffer.CAPACITY);
        }
        failed = true;
        if (offset >= DocumentLayout.HEADER_LENGTH && buffer.byteArray() == null) {
            appendInPlace(buffer, offset - DocumentLayout.HEADER_LENGTH, length, firstSequence, groupsEnded);
        } else {
            staging.putBytes(DocumentLayout.HEADER_LENGTH, buffer, offset, length);
            appendDocument(staging, 0, length, firstSequence, groupsEnded);
        }
        failed = false;
    }

    private void appendInPlace(
            final UnsafeBuffer buffer,
            final int start,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        final long kept0 = buffer.getLong(start, LITTLE_ENDIAN);
        final int kept1 = buffer.getInt(start + Long.BYTES, LITTLE_ENDIAN);
        appendDocument(buffer, start, length, firstSequence, groupsEnded);
        buffer.putLong(start, kept0, LITTLE_ENDIAN);
        buffer.putInt(start + Long.BYTES, kept1, LITTLE_ENDIAN);
    }

    private void appendDocument(
            final UnsafeBuffer buffer,
            final int start,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        final long clockNs = clock.nanoTime();
        final int documentLength = DocumentLayout.HEADER_LENGTH + length;
        DocumentLayout.write(buffer, start, clockNs, firstSequence, groupsEnded, length);
        if (time.isNextFile(clockNs) && !goesOnInNextFile(clockNs) || !direct.append(buffer, start, documentLength)) {
            document.set(buffer.addressOffset() + start, documentLength);
            leaveToChronicle(clockNs);
        }
        bytesWritten += documentLength;
    }

    private boolean goesOnInNextFile(final long clockNs) {
        final NextFile next = nextFile.offered();
        if (next == null || next.cycle() != time.nextCycle() || !time.isInNextCycle(clockNs) || !direct.goOnIn(next)) {
            return false;
        }
        time.advanceTo(clockNs);
        nextFile.taken();
        housekeeper.ask();
        return true;
    }

    /** A document for which Chronicle has to open a file, map a block or make an index: on the housekeeper's thread, if there is one. */
    private void leaveToChronicle(final long clockNs) {
        time.advanceTo(clockNs);
        if (housekeeper != null) {
            housekeeper.run(appendByChronicle);
        } else {
            appendByChronicle();
        }
        appendsByChronicle++;
    }

    private void appendByChronicle() {
        direct.leave();
        if (queue.cycle() != direct.cycle()) {
            direct.endFile();
        }
        appender.writeBytes(document);
        direct.enter();
    }

    /** Bytes of all documents that this object has written. */
    public long bytesWritten() {
        return bytesWritten;
    }

    @Override
    public int populate(final long nowNs, final boolean idle) {
        return ahead.populate(nowNs, idle, direct.file(), direct.position());
    }

    /** The next cycle when it is near; refuses a file that was made for a cycle in which nothing was written. */
    private int wantedFile() {
        final NextFile offered = nextFile.offered();
        if (offered != null && offered.cycle() < time.nextCycle()) {
            nextFile.refuse();
        }
        return time.isNextFileNear(clock.nanoTime()) ? time.nextCycle() : NextFileOffer.NONE;
    }

    @Override
    public boolean holdBlocks() {
        return ahead.hold();
    }

    @Override
    public int populateAhead(final long nowNs) {
        return ahead.populateAhead(nowNs);
    }

    @Override
    public void releaseBlocks() {
        direct.letGo();
        blocks.release();
    }

    /** Documents for which Chronicle's own appender was needed: it opened a file, mapped a block or made an index. */
    long appendsByChronicle() {
        return appendsByChronicle;
    }

    @Override
    public PagePopulator populator() {
        return ahead.populator();
    }

    @Override
    public void keptBy(final Housekeeper keeper) {
        housekeeper = keeper;
        ahead.keptBy(keeper);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            direct.close();
            nextFile.close();
            appender.close();
            queue.close();
        }
    }
}
