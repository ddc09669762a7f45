package io.strikebook.ipc.chronicle;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.agrona.UnsafeApi;

/**
 * Counts the page faults of the thread that asks, with {@code getrusage(2)} of Linux; elsewhere there are none. A call takes a fraction of
 * a microsecond and allocates nothing. One instance belongs to one thread.
 */
public final class ThreadFaults {
    private static final int RUSAGE_THREAD = 1;

    /** Two times of 16 bytes, then longs, of which the fifth and sixth count faults without and with reading from disk. */
    private static final int RUSAGE_BYTES = 144;

    private static final int MINOR_OFFSET = 64;
    private static final int MAJOR_OFFSET = 72;

    /** Takes primitives only, as {@link MemoryAdvice} does. */
    private static final MethodHandle GETRUSAGE = LinuxCall.find(
            "getrusage", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

    /** Keeps the memory at {@link #address}. */
    private final MemorySegment usage = Arena.ofAuto().allocate(RUSAGE_BYTES, Long.BYTES);

    private final long address = usage.address();

    /** Faults of the calling thread so far, those included that were made on purpose by populating. */
    public long soFar() {
        if (GETRUSAGE == null) {
            return 0;
        }
        try {
            if ((int) GETRUSAGE.invokeExact(RUSAGE_THREAD, address) != 0) {
                return 0;
            }
        } catch (final Throwable e) {
            throw new IllegalStateException("getrusage could not be called", e);
        }
        return UnsafeApi.getLong(address + MINOR_OFFSET) + UnsafeApi.getLong(address + MAJOR_OFFSET);
    }
}
