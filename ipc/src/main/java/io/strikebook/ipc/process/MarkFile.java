package io.strikebook.ipc.process;

import static io.strikebook.ipc.process.MarkLayout.counter;

import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A process's own end of its mark file: who it is, whether it is well, how far it got. Mapped, so that what was written last stays
 * readable however the process ends; on the disk when the process starts, so that one that ran when the machine went down is known. The
 * launcher writes the state before and after the agent runs, and recovery and heartbeat until the agent has started; everything else is the
 * agent's.
 */
final class MarkFile implements AutoCloseable {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final MappedByteBuffer mapping;
    private final UnsafeBuffer buffer;
    private int positions;
    private int namedCounters;
    private String recoveringQueue = "";

    MarkFile(final Path file, final String role, final long nowMs) {
        try {
            Files.createDirectories(file.getParent());
            final Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            Files.deleteIfExists(unfinished);
            mapping = IoUtil.mapNewFile(unfinished.toFile(), MarkLayout.LENGTH);
            buffer = new UnsafeBuffer(mapping);
            buffer.putInt(MarkLayout.LAYOUT_VERSION_OFFSET, MarkLayout.LAYOUT_VERSION);
            buffer.putLong(MarkLayout.PID_OFFSET, ProcessHandle.current().pid());
            buffer.putLong(MarkLayout.START_OFFSET, nowMs);
            buffer.putLong(MarkLayout.HEARTBEAT_OFFSET, nowMs);
            MarkLayout.putText(buffer, MarkLayout.ROLE_OFFSET, MarkLayout.TEXT_LENGTH, role);
            MarkLayout.putText(buffer, MarkLayout.VERSION_OFFSET, MarkLayout.TEXT_LENGTH, version());
            MarkLayout.putText(buffer, MarkLayout.BOOT_ID_OFFSET, MarkLayout.TEXT_LENGTH, bootId());
            state(ProcessState.STARTING);
            buffer.putLongVolatile(MarkLayout.MAGIC_OFFSET, MarkLayout.MAGIC);
            mapping.force();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            SnapshotFile.forceFolder(file.getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make mark file " + file, e);
        }
    }

    /** Identity of the machine's current boot; empty where the system has none. */
    static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (final IOException e) {
            return "";
        }
    }

    void state(final ProcessState state) {
        buffer.putIntVolatile(MarkLayout.STATE_OFFSET, state.code());
    }

    void heartbeat(final long nowMs) {
        buffer.putLongOrdered(MarkLayout.HEARTBEAT_OFFSET, nowMs);
    }

    void count(final int counterIndex, final long value) {
        buffer.putLongOrdered(counter(counterIndex), value);
    }

    /** Shows how long duty cycles last; an index is one of the layout's CYCLES constants. */
    void dutyCycles(final int index, final long value) {
        buffer.putLongOrdered(MarkLayout.dutyCycles(index), value);
    }

    /** Room for one queue's position; returns its index. */
    int addPosition(final String queue, final int use) {
        if (positions == MarkLayout.MAX_POSITIONS) {
            throw new HomeException("more than " + MarkLayout.MAX_POSITIONS + " queues are open in one process");
        }
        final int offset = MarkLayout.position(positions);
        MarkLayout.putText(buffer, offset + MarkLayout.QUEUE_OFFSET, MarkLayout.QUEUE_LENGTH, queue);
        buffer.putIntVolatile(offset + MarkLayout.USE_OFFSET, use);
        return positions++;
    }

    /** Shows how far the recording of a queue was read or computed again; a target of 0 for none. */
    void recovery(final String queue, final long position, final long target) {
        if (!queue.equals(recoveringQueue)) {
            recoveringQueue = queue;
            MarkLayout.putText(buffer, MarkLayout.RECOVERY_QUEUE_OFFSET, MarkLayout.RECOVERY_QUEUE_LENGTH, queue);
        }
        buffer.putLongOrdered(MarkLayout.RECOVERY_POSITION_OFFSET, position);
        buffer.putLongOrdered(MarkLayout.RECOVERY_TARGET_OFFSET, target);
    }

    /** Room for a counter of the role's own, from 0. */
    MarkCounter addCounter(final String name) {
        if (namedCounters == MarkLayout.MAX_NAMED_COUNTERS) {
            throw new IllegalStateException(
                    "more than " + MarkLayout.MAX_NAMED_COUNTERS + " counters in one process, with " + name);
        }
        final int offset = MarkLayout.namedCounter(namedCounters++);
        MarkLayout.putText(buffer, offset + MarkLayout.NAME_OFFSET, MarkLayout.NAME_LENGTH, name);
        return value -> buffer.putLongOrdered(offset, value);
    }

    void position(final int index, final long sequence) {
        buffer.putLongOrdered(MarkLayout.position(index) + MarkLayout.SEQUENCE_OFFSET, sequence);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapping);
    }

    private static String version() {
        final String version = MarkFile.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
