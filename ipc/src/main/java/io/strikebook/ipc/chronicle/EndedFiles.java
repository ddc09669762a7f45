package io.strikebook.ipc.chronicle;

import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wire;

/**
 * Sees to it that every file of a queue but the last says that it is ended, when a writer starts. Chronicle's appender would do that too,
 * but opens every file that it has not ended itself and asks for every possible file name in between: seconds after some thousand files.
 * A queue with one writer needs less: files are ended in their order, so those before an ended one are ended.
 */
final class EndedFiles {
    /** Where Chronicle keeps in a queue's metadata how far it has looked. */
    private static final String LOOKED_TO = "normalisedEOFsTo";

    private static final long TIMEOUT_MS = 1_000;

    private EndedFiles() {}

    /** Ends what a killed writer left without its end mark; the queue's one writer, before it makes an appender. */
    static void endAllButLast(final SingleChronicleQueue queue) {
        final int last = queue.lastCycle();
        if (last == Integer.MIN_VALUE) {
            return;
        }
        for (final long cycle : FileListing.from(queue, queue.firstCycle())
                .headSet((long) last, false)
                .descendingSet()) {
            if (!end(queue, (int) cycle)) {
                break;
            }
        }
        queue.tableStorePut(LOOKED_TO, last);
    }

    /** Whether that file had to be ended. */
    private static boolean end(final SingleChronicleQueue queue, final int cycle) {
        try (SingleChronicleQueueStore store = queue.storeForCycle(cycle, queue.epoch(), false, null)) {
            final Wire wire = NextFile.wireOf(queue, store);
            try {
                return store.writeEOF(wire, TIMEOUT_MS);
            } finally {
                wire.bytes().release(ReferenceOwner.INIT);
            }
        }
    }
}
