package io.strikebook.benchmarks.handoff;

import io.strikebook.ipc.chronicle.QueueFiles;
import io.strikebook.ipc.chronicle.ThreadFaults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Appends messages as {@link StrikebookLink} does and measures how long each append took; nobody reads them but who syncs. */
final class DurabilityWriter implements AutoCloseable {
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int NOT_COUNTED = 10;

    private final Path folder;
    private final StrikebookLink link;
    private final ThreadFaults faults = new ThreadFaults();
    private long sent;

    /** How messages are appended. */
    enum Mode {
        /** At a fixed rate; an append counts from the time at which it was due, so a stall counts for all that it delayed. */
        RATE,
        /** As fast as it goes, 64 at once. */
        FULL_SPEED,
        /** One after the other, each forced to the disk by the writer itself. */
        FORCED
    }

    DurabilityWriter(final Path folder) {
        this.folder = folder;
        link = new StrikebookLink(folder, true, false, true);
    }

    /** Two words: appends as a histogram, and messages, microseconds, page faults of this thread in one, with commas between. */
    String run(final Mode mode, final long millis, final int perSecond) throws IOException {
        final Histogram appends = new Histogram(1L, HIGHEST_NS, 3);
        final long sentBefore = sent;
        final long faultsBefore = faults.soFar();
        final long startNs = System.nanoTime();
        switch (mode) {
            case RATE -> atRate(appends, millis, perSecond);
            case FULL_SPEED -> atFullSpeed(appends, millis);
            case FORCED -> forced(appends, millis);
        }
        final long us = (System.nanoTime() - startNs) / 1_000;
        return Percentiles.encode(appends)
                + String.format(Locale.ROOT, " %d,%d,%d", sent - sentBefore, us, faults.soFar() - faultsBefore);
    }

    private void atRate(final Histogram appends, final long millis, final int perSecond) {
        final long periodNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        final long messages = millis * perSecond / 1_000;
        long dueNs = System.nanoTime() + periodNs;
        for (long i = 0; i < messages; i++) {
            while (System.nanoTime() < dueNs) {
                link.idle();
                Thread.onSpinWait();
            }
            link.send(++sent, false);
            if (i > messages / NOT_COUNTED) {
                appends.recordValue(Math.max(1, System.nanoTime() - dueNs));
            }
            dueNs += periodNs;
        }
    }

    private void atFullSpeed(final Histogram appends, final long millis) {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long nowNs = System.nanoTime();
        while (nowNs < endNs) {
            for (int i = 1; i <= HandoffLoops.BATCH; i++) {
                link.send(++sent, i < HandoffLoops.BATCH);
            }
            final long beforeNs = nowNs;
            nowNs = System.nanoTime();
            appends.recordValue(Math.max(1, nowNs - beforeNs));
        }
    }

    private void forced(final Histogram appends, final long millis) throws IOException {
        link.send(++sent, false);
        final List<Path> files = QueueFiles.namesOf(folder.resolve("strikebook-a"));
        try (FileChannel channel = FileChannel.open(files.get(files.size() - 1), StandardOpenOption.READ)) {
            final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            long nowNs = System.nanoTime();
            while (nowNs < endNs) {
                final long beforeNs = nowNs;
                link.send(++sent, false);
                channel.force(false);
                nowNs = System.nanoTime();
                appends.recordValue(Math.max(1, nowNs - beforeNs));
            }
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
