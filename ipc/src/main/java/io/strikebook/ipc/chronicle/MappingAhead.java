package io.strikebook.ipc.chronicle;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import net.openhft.chronicle.bytes.MappedFile;

/**
 * What is made ready ahead of one writer or reader: pages populated, blocks mapped, the next file opened. The owner's thread says where it
 * is, with {@link #populate}; what it must not do itself it leaves to its {@link Housekeeper}. Without one, nothing is done ahead.
 */
final class MappingAhead {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final HeldBlocks blocks;
    private final PagePopulator populator;
    private final NextFileOffer nextFile;
    private final IntSupplier wantedFile;
    private Housekeeper housekeeper;
    private long nextLookNs = Long.MIN_VALUE;

    /**
     * Nothing ready yet.
     *
     * @param wantedFile what to ask {@code nextFile} for now, or {@link NextFileOffer#NONE}; asked now and then, on the owner's thread
     */
    MappingAhead(
            final HeldBlocks blocks,
            final PagePopulator populator,
            final NextFileOffer nextFile,
            final IntSupplier wantedFile) {
        this.blocks = blocks;
        this.populator = populator;
        this.nextFile = nextFile;
        this.wantedFile = wantedFile;
    }

    void keptBy(final Housekeeper keeper) {
        housekeeper = keeper;
        if (keeper.populates()) {
            populator.leaveToHousekeeper();
        }
    }

    /** As {@link QueueEnd#populate}, for an owner that is at a position of a file, or in none yet. */
    int populate(final long nowNs, final boolean idle, final MappedFile file, final long position) {
        if (housekeeper == null || file == null) {
            return 0;
        }
        if (housekeeper.populates()) {
            housekeeper.requireAlive();
            blocks.note(file, position);
            wantsNextFile(nowNs);
            return 0;
        }
        if (blocks.at(file, position) | wantsNextFile(nowNs)) {
            housekeeper.ask();
        }
        return idle ? populator.idle(nowNs, file, position) : populator.busy(nowNs, file, position);
    }

    private boolean wantsNextFile(final long nowNs) {
        if (nowNs < nextLookNs) {
            return false;
        }
        nextLookNs = nowNs + LOOK_INTERVAL_NS;
        final int wanted = wantedFile.getAsInt();
        return wanted != NextFileOffer.NONE && nextFile.want(wanted);
    }

    /** As {@link QueueEnd#holdBlocks}. */
    boolean hold() {
        return blocks.hold() | nextFile.serve();
    }

    /** As {@link QueueEnd#populateAhead}. */
    int populateAhead(final long nowNs) {
        final MappedFile file = blocks.seenFile();
        return file == null ? 0 : populator.ahead(nowNs, file, blocks.seenPosition());
    }

    PagePopulator populator() {
        return populator;
    }
}
