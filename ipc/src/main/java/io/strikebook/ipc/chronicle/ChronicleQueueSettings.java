package io.strikebook.ipc.chronicle;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;

/**
 * How the files of a queue are laid out. All processes of a venue must use the same: Chronicle stores the roll cycle with a queue but
 * not the block size.
 *
 * @param rollCycle      Chronicle's name of the roll cycle, e.g. {@code LARGE_DAILY}: a file per day, changed at midnight UTC
 * @param blockSizeBytes bytes mapped at once; a quarter of it again is mapped beyond, and no document may be longer than that quarter
 * @param timeoutMs      how long to wait for what a dead writer left half done: a lock, a file without a header
 */
public record ChronicleQueueSettings(String rollCycle, long blockSizeBytes, long timeoutMs) {
    /** What every process of a venue uses. */
    public static final ChronicleQueueSettings DEFAULT = new ChronicleQueueSettings("LARGE_DAILY", 64L << 20, 1_000);

    /** Small files, for tests. */
    public static final ChronicleQueueSettings SMALL = new ChronicleQueueSettings("LARGE_DAILY", 1L << 20, 1_000);

    /**
     * One document in so many is in the index of its file. A search begins there and walks on, so this is what a search may cost: 1,024
     * headers, some microseconds; and how often a writer pays for it, a tenth of a microsecond.
     */
    public static final int INDEX_SPACING = 1_024;

    private static final int OVERLAP_DIVISOR = 4;

    /** Refuses what could not hold a document. */
    public ChronicleQueueSettings {
        if (blockSizeBytes / OVERLAP_DIVISOR < DocumentLayout.MAX_LENGTH) {
            throw new IllegalArgumentException("block size " + blockSizeBytes
                    + ": a quarter of it must hold a document of " + DocumentLayout.MAX_LENGTH + " bytes");
        }
        if (timeoutMs < 1) {
            throw new IllegalArgumentException("timeout of " + timeoutMs + " ms");
        }
        find(rollCycle);
    }

    /** The same with another roll cycle. */
    public ChronicleQueueSettings withRollCycle(final String name) {
        return new ChronicleQueueSettings(name, blockSizeBytes, timeoutMs);
    }

    RollCycle chronicleRollCycle() {
        return find(rollCycle);
    }

    private static RollCycle find(final String name) {
        for (final RollCycle candidate : RollCycles.all()) {
            if (candidate.toString().equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no roll cycle is called " + name);
    }
}
