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
 * <p>The owner's thread says where it is ({@link #at}); the housekeeper's thread maps and unmaps ({@link #hold()}); any thread looks at
 * what is held.
 */
final class HeldBlocks {
    private static final ReferenceOwner OWNER = ReferenceOwner.temporary("blocks ahead");
    private static final Region[] NONE = {};

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

    private long heldVersion;
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
        final long newVersion = version + 1;
        VERSION.setVolatile(this, newVersion);
        notedFile = file;
        notedPosition = position;
        VERSION.setRelease(this, newVersion + 1);
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
     * @return whether there was anything to do
     */
    boolean hold() {
        final long before = (long) VERSION.getAcquire(this);
        final MappedFile file = notedFile;
        final long position = notedPosition;
        VarHandle.loadLoadFence();
        if (ended || before == heldVersion || (before & 1) != 0 || (long) VERSION.getOpaque(this) != before) {
            return false;
        }
        heldVersion = before;
        try {
            final long here = position / file.chunkSize();
            final long first = Math.max(0, position - REACH) / file.chunkSize();
            if (position % file.chunkSize() < file.chunkSize() / 2) {
                keepOnly(range(file, first, here));
            } else {
                if (find(file, position) == null) {
                    keepOnly(range(file, first, here));
                }
                keepOnly(range(file, first, here + 1));
            }
        } catch (final ClosedIllegalStateException | IOException e) {
            // the owner has left this file since, or there is no room: the owner will meet that itself
            return false;
        }
        return true;
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
