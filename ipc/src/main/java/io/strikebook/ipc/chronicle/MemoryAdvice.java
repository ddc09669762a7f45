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
    /** Populates page tables for reading, since Linux 5.14. */
    static final int POPULATE_READ = 22;

    /** Populates page tables for writing, since Linux 5.14. */
    static final int POPULATE_WRITE = 23;

    /** Function not implemented. */
    static final int ENOSYS = 38;

    /** The smallest page of every machine this runs on; ranges given to {@link #advise} start at a multiple of it. */
    static final int PAGE_BYTES = 4096;

    private static final int EINVAL = 22;
    private static final MethodHandle MADVISE = find();
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = CAPTURE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /** Where a thread's errno is put. */
    private static final ThreadLocal<MemorySegment> CAPTURED =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURE));

    private MemoryAdvice() {}

    /** Gives advice on a range and returns 0 or errno. */
    static int advise(final long address, final long length, final int advice) {
        if (MADVISE == null) {
            return ENOSYS;
        }
        final MemorySegment captured = CAPTURED.get();
        try {
            final int result = (int) MADVISE.invokeExact(captured, address, length, advice);
            return result == 0 ? 0 : captured.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
        } catch (final Throwable e) {
            throw new IllegalStateException("madvise could not be called", e);
        }
    }

    /** Whether an answer means that the system will never do it. */
    static boolean meansUnsupported(final int errno) {
        return errno == EINVAL || errno == ENOSYS;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        final Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("madvise")
                .map(function -> linker.downcallHandle(
                        function,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT),
                        Linker.Option.captureCallState("errno")))
                .orElse(null);
    }
}
