package io.strikebook.ipc.chronicle;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@code madvise(2)} of Linux through the foreign-function API; every other system answers {@link #ENOSYS}. */
final class MemoryAdvice {
    /** No advice. */
    static final int NORMAL = 0;

    /** No reading ahead: a page that is populated alone costs its own time and not that of 32. */
    static final int RANDOM = 1;

    /** Populates page tables for reading, since Linux 5.14. */
    static final int POPULATE_READ = 22;

    /** Populates page tables for writing, since Linux 5.14. */
    static final int POPULATE_WRITE = 23;

    /** Function not implemented. */
    static final int ENOSYS = 38;

    /** The smallest page of every machine this runs on; ranges given to {@link #advise} start at a multiple of it. */
    static final int PAGE_BYTES = 4096;

    private static final int EINVAL = 22;
    private static final String NAME = "madvise";
    private static final String ERRNO = "errno";
    private static final FunctionDescriptor SIGNATURE = FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);

    /** Takes primitives only, so that not even code that is not yet compiled allocates. */
    private static final MethodHandle MADVISE = LinuxCall.find(NAME, SIGNATURE);

    /** The same call, which also keeps errno; only made to learn why the other one failed. */
    private static final MethodHandle MADVISE_WITH_ERRNO =
            LinuxCall.find(NAME, SIGNATURE, Linker.Option.captureCallState(ERRNO));

    private MemoryAdvice() {}

    /** Makes the system call ready, which takes a tenth of a second and many objects, by making it once for nothing. */
    static void prepare() {
        advise(0, 0, NORMAL);
    }

    /** Gives advice on a range and returns 0 or errno. */
    static int advise(final long address, final long length, final int advice) {
        if (MADVISE == null) {
            return ENOSYS;
        }
        try {
            return (int) MADVISE.invokeExact(address, length, advice) == 0 ? 0 : errno(address, length, advice);
        } catch (final Throwable e) {
            throw new IllegalStateException("madvise could not be called", e);
        }
    }

    private static int errno(final long address, final long length, final int advice) throws Throwable {
        final StructLayout layout = Linker.Option.captureStateLayout();
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment captured = arena.allocate(layout);
            final int result = (int) MADVISE_WITH_ERRNO.invokeExact(captured, address, length, advice);
            return result == 0
                    ? 0
                    : captured.get(
                            ValueLayout.JAVA_INT, layout.byteOffset(MemoryLayout.PathElement.groupElement(ERRNO)));
        }
    }

    /** Whether an answer means that the system will never do it. */
    static boolean meansUnsupported(final int errno) {
        return errno == EINVAL || errno == ENOSYS;
    }
}
