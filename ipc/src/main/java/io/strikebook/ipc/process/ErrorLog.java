package io.strikebook.ipc.process;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.ErrorHandler;
import org.agrona.IoUtil;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.errors.ErrorLogReader;

/**
 * A process's errors in a mapped file that other processes read: the same error again is a count, not a flood. The first of each kind
 * also goes to a stream. Any thread may record.
 */
public final class ErrorLog implements ErrorHandler, AutoCloseable {
    private static final int LENGTH = 256 * 1024;
    private static final int MAX_PRINTED = 1_000;

    private final MappedByteBuffer mapping;
    private final DistinctErrorLog log;
    private final PrintStream stream;
    private final Set<String> printed = new HashSet<>();
    private volatile long count;

    /**
     * One kind of error.
     *
     * @param count   how often it was seen
     * @param firstMs when first, milliseconds since the epoch
     * @param lastMs  when last
     * @param text    with its stack trace
     */
    public record Entry(int count, long firstMs, long lastMs, String text) {}

    /** Starts an empty log; that of the run before is kept beside it as {@code NAME.previous}. */
    public ErrorLog(final Path file, final PrintStream stream) {
        try {
            if (Files.exists(file)) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".previous"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createDirectories(file.getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start an error log at " + file, e);
        }
        this.stream = stream;
        mapping = IoUtil.mapNewFile(file.toFile(), LENGTH);
        log = new DistinctErrorLog(new UnsafeBuffer(mapping), SystemEpochClock.INSTANCE);
    }

    @Override
    public synchronized void onError(final Throwable error) {
        count++;
        final boolean recorded = log.record(error);
        final boolean isNew = printed.size() < MAX_PRINTED && printed.add(kind(error));
        if (isNew || !recorded) {
            error.printStackTrace(stream);
        }
    }

    private static String kind(final Throwable error) {
        final StackTraceElement[] trace = error.getStackTrace();
        return error + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /** Errors recorded so far, repeated ones included. */
    public long count() {
        return count;
    }

    /** What a log holds; an absent file holds nothing. */
    public static List<Entry> read(final Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        final List<Entry> entries = new ArrayList<>();
        final MappedByteBuffer mapping = IoUtil.mapExistingFile(file.toFile(), file.toString());
        try {
            ErrorLogReader.read(
                    new UnsafeBuffer(mapping),
                    (count, firstMs, lastMs, text) -> entries.add(new Entry(count, firstMs, lastMs, text)));
        } finally {
            IoUtil.unmap(mapping);
        }
        return entries;
    }

    @Override
    public synchronized void close() {
        IoUtil.unmap(mapping);
    }
}
