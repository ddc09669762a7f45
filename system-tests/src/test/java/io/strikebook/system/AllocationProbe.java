package io.strikebook.system;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a role's own main, and beside it a thread that keeps the role's agent thread's allocation counter in a mapped
 * file, where the test reads it while the process runs. Arguments: the main class, the file, the name of the agent's
 * thread, then those of the role.
 */
public final class AllocationProbe {
    private static final int LENGTH = 64;
    private static final long INTERVAL_NS = 10_000_000L;
    private static final int OWN_ARGUMENTS = 3;
    private static final long NOT_FOUND = -1;

    private AllocationProbe() {}

    /** Ends with the role. */
    public static void main(final String[] args) throws ReflectiveOperationException {
        final UnsafeBuffer counter =
                new UnsafeBuffer(IoUtil.mapNewFile(Path.of(args[1]).toFile(), LENGTH));
        final Thread probe = new Thread(() -> watch(args[2], counter), "allocation-probe");
        probe.setDaemon(true);
        probe.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, OWN_ARGUMENTS, args.length));
    }

    /** Bytes that the agent's thread had allocated when its process last looked. */
    static long allocatedBytes(final Path file) {
        final var mapping = IoUtil.mapExistingFile(file.toFile(), file.toString());
        try {
            return new UnsafeBuffer(mapping).getLongVolatile(0);
        } finally {
            IoUtil.unmap(mapping);
        }
    }

    private static void watch(final String threadName, final UnsafeBuffer counter) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = NOT_FOUND;
        while (true) {
            if (id == NOT_FOUND) {
                id = find(threads, threadName);
            } else {
                counter.putLongVolatile(0, threads.getThreadAllocatedBytes(id));
            }
            LockSupport.parkNanos(INTERVAL_NS);
        }
    }

    private static long find(final ThreadMXBean threads, final String name) {
        for (final long id : threads.getAllThreadIds()) {
            final var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals(name)) {
                return id;
            }
        }
        return NOT_FOUND;
    }
}
