package io.strikebook.ipc.chronicle;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ClosedIllegalStateException;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * Keeps the block that a writer or reader is in, and from its middle on the next one, mapped by this process: mapping one takes a
 * tenth of a millisecond, so the owner must find it there.
 *
 * <p>The owner's thread says where it is, when that matters ({@link #at}) or whenever it has moved ({@link #note}); the housekeeper's
 * thread maps and unmaps ({@link #hold()}); any thread looks at what is held.
 */
final class HeldBlocks {
    private static final ReferenceOwner OWNER = ReferenceOwner.temporary("blocks ahead");
    private static final Region[] NONE = {};
    private static final int LOOKS = 1_000;

    /**
     * A reader is where the next document begins, but still uses the one before that, and looks for the next header where that one's block
     * reaches beyond its end.
     */
    private static final long REACH = DocumentLayout.MAX_LENGTH + (long) MemoryAdvice.PAGE_BYTES;

    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(HeldBlocks.class, "version", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Odd while the owner writes where it is; the housekeeper does not use what changed under it. */
    private long version;

    private MappedFile notedFile;
    private long notedPosition;

    /** The owner's own: from where on it has to say where it is, and the held blocks for which that is so. */
    private long sayFrom;

    private MappedFile saidFile;
    private Region[] saidFor;

    /** The housekeeper's own: where it saw the owner last, and from where on it tries again what it could not do. */
    private long seenVersion;

    private MappedFile seenFile;
    private long seenPosition;
    private MappedFile failedFile;
    private long retryFrom;

    private volatile Region[] regions = NONE;
    private volatile boolean ended;

    /**
     * Says where the owner is; its thread only. Costs a comparison where nothing has to be done.
     *
     * @return whether the housekeeper has something to do now
     */
    boolean at(final MappedFile file, final long position) {
        final Region[] held = regions;
        if (file == saidFile && held == saidFor && position < sayFrom) {
            return false;
        }
        write(file, position);
        final Region last = held.length == 0 ? null : held[held.length - 1];
        saidFile = file;
        saidFor = held;
        if (last != null && last.file == file && position >= held[0].start && position < middle(last)) {
            sayFrom = middle(last);
            return false;
        }
        // asked for; where that fails it is asked for again half a block later
        sayFrom = position + file.chunkSize() / 2;
        return true;
    }

    /**
     * Says where the owner is, for a housekeeper that looks by itself; the owner's thread only. Some stores if it has moved. A reader that
     * goes back in its file is seen again once it has passed where it was.
     */
    void note(final MappedFile file, final long position) {
        if (file != notedFile || position > notedPosition) {
            write(file, position);
        }
    }

    private void write(final MappedFile file, final long position) {
        final long newVersion = version + 1;
        VERSION.setOpaque(this, newVersion);
        VarHandle.storeStoreFence();
        if (file != notedFile) {
            notedFile = file; // only then: a reference stored marks a card for the collector
        }
        notedPosition = position;
        VERSION.setRelease(this, newVersion + 1);
    }

    /** Takes over what the owner said last; the housekeeper's thread. Whether it is new. */
    private boolean look() {
        for (int i = 0; i < LOOKS; i++) {
            final long before = (long) VERSION.getAcquire(this);
            if (before == seenVersion) {
                return false;
            }
            final MappedFile file = notedFile;
            final long position = notedPosition;
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && (long) VERSION.getOpaque(this) == before) {
                seenVersion = before;
                seenFile = file;
                seenPosition = position;
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** The file in which the housekeeper saw the owner last, null before that; the housekeeper's thread. */
    MappedFile seenFile() {
        return seenFile;
    }

    /** Where in it that was. */
    long seenPosition() {
        return seenPosition;
    }

    private static long middle(final Region region) {
        return (region.start + region.end) >>> 1;
    }

    /** What is held now. */
    Region[] regions() {
        return regions;
    }

    /** The held block in which a document at that position begins, or null. */
    Region find(final MappedFile file, final long position) {
        for (final Region region : regions) {
            if (region.contains(file, position)) {
                return region;
            }
        }
        return null;
    }

    /**
     * Maps what the owner will need and lets go of what it has left; the housekeeper's thread.
     *
     * @return whether the owner has said anything since
     */
    boolean hold() {
        if (ended || !look()) {
            return false;
        }
        final MappedFile file = seenFile;
        final long position = seenPosition;
        if (file == failedFile && position < retryFrom) {
            return true;
        }
        final long chunk = file.chunkSize();
        final long here = position / chunk;
        final long first = Math.max(0, position - REACH) / chunk;
        final long last = position % chunk < chunk / 2 ? here : here + 1;
        if (!holds(file, first, last)) {
            hold(file, first, here, last);
        }
        return true;
    }

    private boolean holds(final MappedFile file, final long first, final long last) {
        final Region[] held = regions;
        return held.length == last - first + 1 && held[0].file == file && held[0].number == first;
    }

    /** The block in which the owner is comes before the next one. */
    private void hold(final MappedFile file, final long first, final long here, final long last) {
        try {
            if (last > here && find(file, seenPosition) == null) {
                keepOnly(range(file, first, here));
            }
            keepOnly(range(file, first, last));
        } catch (final ClosedIllegalStateException | IOException e) {
            // the owner has left this file since, or there is no room: the owner will meet that itself
            failedFile = file;
            retryFrom = seenPosition + file.chunkSize() / 2;
        }
    }

    private Region[] range(final MappedFile file, final long first, final long last) throws IOException {
        final Region[] range = new Region[(int) (last - first) + 1];
        for (int i = 0; i < range.length; i++) {
            range[i] = held(file, first + i);
        }
        return range;
    }

    private Region held(final MappedFile file, final long number) throws IOException {
        for (final Region region : regions) {
            if (region.file == file && region.number == number) {
                return region;
            }
        }
        return new Region(file, file.acquireByteStore(OWNER, number * file.chunkSize()));
    }

    private void keepOnly(final Region[] kept) {
        final Region[] before = regions;
        if (Arrays.equals(before, kept)) {
            return;
        }
        regions = kept;
        for (final Region region : before) {
            if (!Arrays.asList(kept).contains(region)) {
                region.release(OWNER);
            }
        }
    }

    /** Lets go of everything, for good; the housekeeper's thread, once the owner populates no more. */
    void release() {
        ended = true;
        final Region[] before = regions;
        regions = NONE;
        for (final Region region : before) {
            region.release(OWNER);
        }
    }
}
