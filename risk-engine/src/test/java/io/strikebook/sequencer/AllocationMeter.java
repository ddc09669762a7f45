package io.strikebook.sequencer;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread allocates between begin and end, summed: of what is measured alone, whatever the test around it makes. */
final class AllocationMeter {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long beganAt;
    private long bytes;

    void begin() {
        beganAt = threads.getCurrentThreadAllocatedBytes();
    }

    void end() {
        bytes += threads.getCurrentThreadAllocatedBytes() - beganAt;
    }

    /** What was allocated since it was asked last. */
    long takeBytes() {
        final long taken = bytes;
        bytes = 0;
        return taken;
    }
}
