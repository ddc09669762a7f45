package io.strikebook.benchmarks.handoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One cache line each way: a counter, published last, and the time. The sender waits until its line was read, so in one direction only
 * it measures hand-offs, not buffering.
 */
final class CacheLineLink implements Link {
    private static final int LANE = 256;
    private static final int COUNTER = 0;
    private static final int TIME = 8;

    private final UnsafeBuffer lines;
    private final int outgoing;
    private final int incoming;
    private long sent;
    private long received;

    CacheLineLink(final Path folder, final boolean first) {
        try (FileChannel file = FileChannel.open(
                folder.resolve("cache-line"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            final MappedByteBuffer mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            lines = new UnsafeBuffer(mapped);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        outgoing = first ? 0 : LANE;
        incoming = first ? LANE : 0;
    }

    @Override
    public void send(final long number, final boolean more) {
        while (sent > 0 && lines.getLongVolatile(outgoing + LANE / 2) < sent) {
            Thread.onSpinWait();
        }
        lines.putLong(outgoing + TIME, number);
        lines.putLongOrdered(outgoing + COUNTER, ++sent);
    }

    @Override
    public long poll() {
        if (lines.getLongVolatile(incoming + COUNTER) <= received) {
            return NONE;
        }
        final long time = lines.getLong(incoming + TIME);
        lines.putLongOrdered(incoming + LANE / 2, ++received);
        return time;
    }

    @Override
    public void close() {}
}
