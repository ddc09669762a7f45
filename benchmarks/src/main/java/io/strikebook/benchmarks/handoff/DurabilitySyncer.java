package io.strikebook.benchmarks.handoff;

import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.process.FollowedQueue;
import io.strikebook.ipc.process.ProcessClock;
import io.strikebook.ipc.sync.Disk;
import io.strikebook.ipc.sync.QueueSync;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Syncs what the writer writes as the process {@code sync} does, and measures it. */
final class DurabilitySyncer implements FollowedQueue, QueueSync.Failures {
    private static final long HIGHEST_NS = 60_000_000_000L;

    /** One message in so many is timed from its append to when it is shown as durable. */
    private static final int TIMED = 16;

    private final ProcessClock clock = new ProcessClock();
    private final Histogram syncs = new Histogram(1L, HIGHEST_NS, 3);
    private final Histogram behind = new Histogram(1L, HIGHEST_NS, 3);
    private final FrameHandler passOver = (buffer, offset, length) -> {};
    private final ChronicleSubscription subscription;
    private final Path folder;
    private final long intervalNs;
    private final long[] written = new long[1 << 20];
    private int timed;
    private long read;
    private volatile boolean stopped;

    DurabilitySyncer(final Path folder, final long intervalMs) {
        this.folder = folder.resolve("strikebook-a");
        intervalNs = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        subscription = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, clock).subscription(this.folder);
    }

    /** Any thread. */
    void stop() {
        stopped = true;
    }

    /** Three words: syncs and how long messages were not durable as histograms, and microseconds of CPU. */
    String run() {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final long cpuNs = threads.getCurrentThreadCpuTime();
        try (QueueSync queue = new QueueSync("a", folder, this, this::open, this)) {
            long nextNs = System.nanoTime();
            while (!stopped) {
                final long nowNs = System.nanoTime();
                if (nowNs - nextNs < 0) {
                    LockSupport.parkNanos(nextNs - nowNs);
                } else {
                    nextNs = nowNs + intervalNs;
                    queue.sync();
                    queue.publish();
                }
            }
        }
        subscription.close();
        return Percentiles.encode(syncs) + " " + Percentiles.encode(behind) + " "
                + (threads.getCurrentThreadCpuTime() - cpuNs) / 1_000;
    }

    private Disk.OpenFile open(final Path path) throws IOException {
        final Disk.OpenFile file = Disk.SYSTEM.open(path);
        return new Disk.OpenFile() {
            @Override
            public void force() throws IOException {
                final long startNs = System.nanoTime();
                file.force();
                syncs.recordValue(System.nanoTime() - startNs);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public long readToEnd() {
        while (subscription.poll(passOver)) {
            if (++read % TIMED == 0 && timed < written.length) {
                written[timed++] = subscription.documentClockNs();
            }
        }
        return subscription.position();
    }

    @Override
    public Path file() {
        return subscription.file();
    }

    @Override
    public void done(final long sequence) {
        final long nowNs = clock.nanoTime();
        for (int i = 0; i < timed; i++) {
            behind.recordValue(Math.max(1, Math.min(HIGHEST_NS, nowNs - written[i])));
        }
        timed = 0;
    }

    @Override
    public void warn(final IOException error) {
        throw new IllegalStateException(error);
    }

    @Override
    public void fail(final String queue, final long durableTo, final IOException error) {
        throw new IllegalStateException(error);
    }
}
