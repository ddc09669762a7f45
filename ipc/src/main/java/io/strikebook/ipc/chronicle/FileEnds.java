package io.strikebook.ipc.chronicle;

import java.io.File;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.collections.Long2LongHashMap;

/**
 * How far the files of a queue can be read, each looked at once, before it is mapped. A crash of the machine, or a copy that was not
 * finished, leaves files that end within their documents, and what is mapped of a file behind its end is a fault, not zeros. A writer
 * makes a file longer by far than its documents reach: one that ends with more zeros than a document has bytes is whole, and only others
 * are walked through. One thread at a time.
 */
final class FileEnds {
    /** Of a file that was not cut short. */
    static final long WHOLE = Long.MAX_VALUE;

    /** Of a file whose first document is gone: Chronicle must not open it. */
    static final long NOTHING = 0;

    private static final long NOT_LOOKED = -1;
    private static final String ADVICE = "; 'strikebook check' says what is lost and what can be mended";
    private static final int LOOKS = 100;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SingleChronicleQueue queue;
    private final DateTimeFormatter names;

    /** More than any document has, also of those that Chronicle keeps its index in. */
    private final long zerosOfWhole;

    private final Long2LongHashMap ends = new Long2LongHashMap(NOT_LOOKED);
    private int nextOf = Integer.MIN_VALUE;
    private int nextLast;
    private int next;

    FileEnds(final SingleChronicleQueue queue) {
        this.queue = queue;
        names = DateTimeFormatter.ofPattern(queue.rollCycle().format()).withZone(ZoneOffset.UTC);
        final long index = (long) queue.indexCount() * Long.BYTES;
        zerosOfWhole = Math.max(index, DocumentLayout.MAX_LENGTH) + MemoryAdvice.PAGE_BYTES;
    }

    /** The file of a cycle, there or not. */
    File file(final int cycle) {
        final Instant from =
                Instant.ofEpochMilli((long) cycle * queue.rollCycle().lengthInMillis());
        return new File(queue.fileAbsolutePath(), names.format(from) + SingleChronicleQueue.SUFFIX);
    }

    /** Up to where the documents of a cycle's file can be read; of the first one of an empty queue too. */
    long of(final int cycle) {
        if (cycle == Integer.MAX_VALUE) {
            return WHOLE;
        }
        final long known = ends.get(cycle);
        if (known != NOT_LOOKED) {
            return known;
        }
        final File file = file(cycle);
        if (file.length() == 0) {
            return WHOLE; // none, or one that is just being made
        }
        final long end = HoleScan.readableTo(file.toPath(), zerosOfWhole);
        ends.put(cycle, end);
        return end;
    }

    /** Whether the file of a cycle has no document behind an index, which may be of a file before it; goes over all of them. */
    boolean isEnd(final int cycle, final long index) {
        final RollCycle rollCycle = queue.rollCycle();
        final boolean began = index >= 0 && rollCycle.toCycle(index) == cycle;
        final long read = began ? rollCycle.toSequenceNumber(index) + 1 : 0;
        return read >= HoleScan.documents(file(cycle).toPath());
    }

    /** The first file after a cycle, as far as Chronicle knows of any; the cycle itself where there is none. */
    int next(final int cycle) {
        final int last = queue.lastCycle();
        if (cycle != nextOf || last != nextLast) {
            nextOf = cycle;
            nextLast = last;
            next = cycle;
            for (int later = cycle; later < last && next == cycle; ) {
                later++;
                next = file(later).exists() ? later : cycle;
            }
        }
        return next;
    }

    /** The first cycle, from one on, whose file was cut short, or the last one. */
    int firstCutShort(final int from) {
        int cycle = from;
        int before = from - 1;
        while (of(cycle) == WHOLE && cycle != before) {
            before = cycle;
            cycle = next(cycle);
        }
        return cycle;
    }

    /** What a reader has to say that has come to the end of a file that was cut short. */
    String cutShort(final int cycle) {
        final File file = file(cycle);
        final long end = of(cycle);
        return "the file was cut short: it ends at byte " + file.length()
                + (end == NOTHING ? ", before its first document" : ", and whole documents at byte " + end) + ADVICE;
    }

    /**
     * What is wrong where a reader finds no further document in a file: null if it is the end. A writer may be at it, so what looks wrong
     * is looked at again.
     */
    String hole(final int cycle, final long position) {
        final File file = file(cycle);
        String hole = HoleScan.holeAt(file.toPath(), position);
        for (int look = 0; look < LOOKS && hole != null; look++) {
            LockSupport.parkNanos(PAUSE_NS);
            hole = HoleScan.holeAt(file.toPath(), position);
        }
        return hole == null ? null : "the file lost a part: " + hole + ADVICE;
    }

    /** The same where a reader cannot tell where it is in the file: goes over all documents. Null for the first file of an empty queue. */
    String hole(final int cycle) {
        return cycle == Integer.MAX_VALUE
                ? null
                : hole(cycle, HoleScan.end(file(cycle).toPath()));
    }
}
