package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.DutyCycleTracker;
import io.strikebook.ipc.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the mark files of other processes, alive or ended. */
public final class MarkFileReader {
    private static final String SUFFIX = ".mark";
    private static final String FOLLOWER_SUFFIX = ".follower";

    private MarkFileReader() {}

    /** The marks of every process that ever ran on a home, by role. */
    public static List<ProcessMark> readAll(final Home home) {
        return readAll(home, SUFFIX);
    }

    /** The marks of followers that run, or ended in the middle of what they did. */
    public static List<ProcessMark> readFollowers(final Home home) {
        return readAll(home, FOLLOWER_SUFFIX);
    }

    private static List<ProcessMark> readAll(final Home home, final String suffix) {
        if (!Files.isDirectory(home.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.run())) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(MarkFileReader::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + home.run(), e);
        }
    }

    /** A mark, or nothing where the role never ran. */
    public static Optional<ProcessMark> read(final Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (file.toFile().length() != MarkLayout.LENGTH) {
            throw new IllegalStateException(
                    file + ": not a mark file: " + file.toFile().length() + " bytes");
        }
        final MappedByteBuffer mapping = IoUtil.mapExistingFile(file.toFile(), file.toString());
        try {
            return Optional.of(read(file, new UnsafeBuffer(mapping)));
        } finally {
            IoUtil.unmap(mapping);
        }
    }

    private static ProcessMark read(final Path file, final UnsafeBuffer buffer) {
        final int layout = buffer.getInt(MarkLayout.LAYOUT_VERSION_OFFSET);
        if (buffer.getLongVolatile(MarkLayout.MAGIC_OFFSET) != MarkLayout.MAGIC
                || layout != MarkLayout.LAYOUT_VERSION) {
            throw new IllegalStateException(file + ": not a mark file of layout " + MarkLayout.LAYOUT_VERSION);
        }
        return new ProcessMark(
                text(buffer, MarkLayout.ROLE_OFFSET),
                buffer.getLong(MarkLayout.PID_OFFSET),
                ProcessState.of(buffer.getIntVolatile(MarkLayout.STATE_OFFSET)),
                text(buffer, MarkLayout.VERSION_OFFSET),
                text(buffer, MarkLayout.BOOT_ID_OFFSET),
                buffer.getLong(MarkLayout.START_OFFSET),
                buffer.getLongVolatile(MarkLayout.HEARTBEAT_OFFSET),
                new ProcessMark.Counters(
                        counter(buffer, MarkLayout.COUNTER_WORK),
                        counter(buffer, MarkLayout.COUNTER_ERRORS),
                        counter(buffer, MarkLayout.COUNTER_PAGES),
                        counter(buffer, MarkLayout.COUNTER_FAULTS),
                        counter(buffer, MarkLayout.COUNTER_DISK_FREE)),
                dutyCycles(buffer),
                positions(buffer),
                new ProcessMark.Recovery(
                        MarkLayout.getText(buffer, MarkLayout.RECOVERY_QUEUE_OFFSET, MarkLayout.RECOVERY_QUEUE_LENGTH),
                        buffer.getLongVolatile(MarkLayout.RECOVERY_POSITION_OFFSET),
                        buffer.getLongVolatile(MarkLayout.RECOVERY_TARGET_OFFSET)),
                namedCounters(buffer));
    }

    private static DutyCycles dutyCycles(final UnsafeBuffer buffer) {
        final List<Long> buckets = new ArrayList<>();
        for (int i = 0; i < DutyCycleTracker.BUCKETS; i++) {
            buckets.add(buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_BUCKETS + i)));
        }
        return new DutyCycles(
                buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_ALL)),
                buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_STALLS)),
                buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_THRESHOLD_NS)),
                buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_MAX_NS)),
                buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_MAX_AT_MS)),
                buffer.getLongVolatile(MarkLayout.dutyCycles(MarkLayout.CYCLES_START_MAX_NS)),
                List.copyOf(buckets));
    }

    private static List<ProcessMark.NamedCounter> namedCounters(final UnsafeBuffer buffer) {
        final List<ProcessMark.NamedCounter> counters = new ArrayList<>();
        for (int i = 0; i < MarkLayout.MAX_NAMED_COUNTERS; i++) {
            final int offset = MarkLayout.namedCounter(i);
            final String name = MarkLayout.getText(buffer, offset + MarkLayout.NAME_OFFSET, MarkLayout.NAME_LENGTH);
            if (name.isEmpty()) {
                break;
            }
            counters.add(new ProcessMark.NamedCounter(name, buffer.getLongVolatile(offset)));
        }
        return List.copyOf(counters);
    }

    private static List<ProcessMark.Position> positions(final UnsafeBuffer buffer) {
        final List<ProcessMark.Position> positions = new ArrayList<>();
        for (int i = 0; i < MarkLayout.MAX_POSITIONS; i++) {
            final int offset = MarkLayout.position(i);
            final int use = buffer.getIntVolatile(offset + MarkLayout.USE_OFFSET);
            if (use == MarkLayout.USE_NONE) {
                break;
            }
            positions.add(new ProcessMark.Position(
                    MarkLayout.getText(buffer, offset + MarkLayout.QUEUE_OFFSET, MarkLayout.QUEUE_LENGTH),
                    use == MarkLayout.USE_WRITE,
                    buffer.getLongVolatile(offset + MarkLayout.SEQUENCE_OFFSET)));
        }
        return List.copyOf(positions);
    }

    private static long counter(final UnsafeBuffer buffer, final int index) {
        return buffer.getLongVolatile(MarkLayout.counter(index));
    }

    private static String text(final UnsafeBuffer buffer, final int offset) {
        return MarkLayout.getText(buffer, offset, MarkLayout.TEXT_LENGTH);
    }
}
