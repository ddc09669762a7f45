package io.strikebook.ipc.chronicle;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.GroupAbortedDecoder;
import java.nio.file.Path;
import java.util.function.Supplier;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A reader's end of a queue: flyweights over the read-only mapping, no copy. Each frame is checked before its group is handed out; what
 * is not a frame ends the process with a {@code CorruptFrameException}.
 *
 * <p>A group that is longer than a document spans several. A second reader then looks ahead, from document to document, until the
 * group's last frame is there; only then the first one goes through the same documents and hands the frames out.
 *
 * <p>One thread at a time. Allocates nothing per group. Files are opened and blocks mapped by the {@link Housekeeper}, where there is
 * one, while this thread waits.
 */
public final class ChronicleSubscription implements Subscription, QueueEnd {
    private static final int SPANS_DOCUMENTS = -1;

    private final SingleChronicleQueue queue;
    private final DocumentReader current;
    private final DocumentReader ahead;
    private final UnsafeBuffer buffer;
    private final FrameCheck check = new FrameCheck();
    private final FrameCheck aheadCheck = new FrameCheck();
    private final HeldBlocks blocks = new HeldBlocks();
    private final NextFileOffer nextFile;
    private final MappingAhead mappingAhead;

    private int next;
    private int end;
    private int groupEnd;
    private int groupsEnded;
    private long documentClockNs;
    private long peeked = NONE;
    private long skipThrough;
    private long position;
    private boolean lookingAhead;
    private boolean closed;

    /**
     * A reader's end.
     *
     * @param openAgain opens the same queue once more, for the file that comes next
     */
    ChronicleSubscription(final SingleChronicleQueue queue, final Supplier<SingleChronicleQueue> openAgain) {
        this.queue = queue;
        nextFile = new NextFileOffer(cycle -> NextFile.toReadAfter(openAgain.get(), cycle));
        mappingAhead = new MappingAhead(blocks, PagePopulator.forReader(blocks), nextFile, this::wantedFile);
        current = new DocumentReader(queue, blocks, nextFile);
        ahead = new DocumentReader(queue, null, null);
        buffer = current.buffer();
        check.restart();
    }

    @Override
    public long peek() {
        while (peeked == NONE) {
            if (lookingAhead) {
                if (!findGroupEndAhead()) {
                    return NONE;
                }
            } else if (next == end && !openNextDocument()) {
                return NONE;
            } else if (FrameLayout.sequence(buffer, next) <= skipThrough) {
                skipFrames();
            } else {
                findGroupEnd();
            }
        }
        return peeked;
    }

    private boolean openNextDocument() {
        if (end > 0 && groupsEnded != current.groupsEnded()) {
            throw current.corrupt(
                    0,
                    check.lastSequence(),
                    groupsEnded + " groups end in the document, its header says " + current.groupsEnded());
        }
        next = 0;
        end = 0;
        groupsEnded = 0;
        if (!current.next()) {
            return false;
        }
        next = DocumentLayout.HEADER_LENGTH;
        end = current.end();
        documentClockNs = current.clockNs();
        return true;
    }

    /** Passes over the frames of one group, or over those of them that are in this document. */
    private void skipFrames() {
        boolean last = false;
        while (!last && next < end) {
            final int length = check.check(current, next);
            last = FrameLayout.isLast(buffer, next);
            next += length;
        }
        if (last) {
            groupsEnded++;
        }
    }

    private void findGroupEnd() {
        final long sequence = FrameLayout.sequence(buffer, next);
        if (FrameLayout.frameInGroup(buffer, next) != 0) {
            throw current.corrupt(
                    next,
                    check.lastSequence(),
                    "group " + sequence + " begins with frame " + FrameLayout.frameInGroup(buffer, next));
        }
        int offset = next;
        int lastFrame = next;
        boolean last = false;
        while (!last && offset < end) {
            lastFrame = offset;
            offset += check.check(current, offset);
            last = FrameLayout.isLast(buffer, lastFrame);
        }
        if (!last) {
            aheadCheck.continueFrom(check);
            ahead.moveTo(current);
            lookingAhead = true;
        } else {
            groupsEnded++;
            if (FrameLayout.templateId(buffer, lastFrame) == GroupAbortedDecoder.TEMPLATE_ID) {
                next = offset;
            } else {
                groupEnd = offset;
                peeked = sequence;
            }
        }
    }

    private boolean findGroupEndAhead() {
        while (ahead.next()) {
            int offset = DocumentLayout.HEADER_LENGTH;
            while (offset < ahead.end()) {
                final int length = aheadCheck.check(ahead, offset);
                if (FrameLayout.isLast(ahead.buffer(), offset)) {
                    endLookingAhead(FrameLayout.templateId(ahead.buffer(), offset));
                    return true;
                }
                offset += length;
            }
        }
        return false;
    }

    private void endLookingAhead(final int lastTemplateId) {
        lookingAhead = false;
        final long sequence = FrameLayout.sequence(buffer, next);
        if (lastTemplateId == GroupAbortedDecoder.TEMPLATE_ID) {
            skipThrough = sequence;
            next = end;
        } else {
            groupEnd = SPANS_DOCUMENTS;
            peeked = sequence;
        }
    }

    @Override
    public UnsafeBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return next;
    }

    @Override
    public boolean poll(final FrameHandler handler) {
        if (peek() == NONE) {
            return false;
        }
        final boolean spansDocuments = groupEnd == SPANS_DOCUMENTS;
        final int handOutEnd = spansDocuments ? end : groupEnd;
        int offset = next;
        next = handOutEnd;
        position = peeked;
        peeked = NONE;
        while (offset < handOutEnd) {
            final int length = FrameLayout.frameLength(buffer, offset);
            handler.onFrame(buffer, offset, length);
            offset += length;
        }
        if (spansDocuments) {
            handOutRest(handler);
        }
        return true;
    }

    private void handOutRest(final FrameHandler handler) {
        boolean last = false;
        while (!last) {
            if (next == end && !openNextDocument()) {
                throw new IllegalStateException("group " + position + " of " + current.name()
                        + " was whole and now ends after document 0x" + Long.toHexString(current.index()));
            }
            final int offset = next;
            final int length = check.check(current, offset);
            last = FrameLayout.isLast(buffer, offset);
            next += length;
            handler.onFrame(buffer, offset, length);
        }
        groupsEnded++;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void seekAfter(final long sequence) {
        current.seek(sequence);
        check.restart();
        next = 0;
        end = 0;
        groupsEnded = 0;
        peeked = NONE;
        lookingAhead = false;
        skipThrough = sequence;
        position = sequence;
    }

    /**
     * The writer's clock, nanoseconds, in the document of the group last peeked or polled; of a long group its first document before
     * the poll and its last one after it.
     */
    @Override
    public long documentClockNs() {
        return documentClockNs;
    }

    /** The file that the reader has come to, null before its first document; those before it are ended. */
    public Path file() {
        final MappedFile file = current.file();
        return file == null ? null : file.file().toPath();
    }

    /** Documents that were not just the next ones in a block or file that was held. */
    long documentsByTailer() {
        return current.documentsByTailer();
    }

    @Override
    public PagePopulator populator() {
        return mappingAhead.populator();
    }

    @Override
    public int populate(final long nowNs, final boolean idle) {
        return mappingAhead.populate(nowNs, idle, current.file(), current.position());
    }

    /** The file after the present one, as soon as there is one. */
    private int wantedFile() {
        return nextFile.offered() == null && current.hasNextFile() ? current.cycle() : NextFileOffer.NONE;
    }

    @Override
    public boolean holdBlocks() {
        return mappingAhead.hold();
    }

    @Override
    public int populateAhead(final long nowNs) {
        return mappingAhead.populateAhead(nowNs);
    }

    @Override
    public void releaseBlocks() {
        current.letGo();
        blocks.release();
    }

    @Override
    public void keptBy(final Housekeeper keeper) {
        mappingAhead.keptBy(keeper);
        current.keptBy(keeper);
        ahead.keptBy(keeper);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ahead.close();
            current.close();
            nextFile.close();
            queue.close();
        }
    }
}
