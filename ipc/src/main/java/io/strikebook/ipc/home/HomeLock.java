package io.strikebook.ipc.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An operating-system lock on one file under {@code run/}: the kernel releases it however its holder ends. The file keeps the holder's
 * pid, so that who comes second can say who was first.
 */
public final class HomeLock implements AutoCloseable {
    private static final int MAX_PID_LENGTH = 32;

    private final FileChannel channel;

    private HomeLock(final FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a lock, or refuses with the pid of its holder.
     *
     * @param what names what is locked, e.g. {@code home} or {@code role matching}
     */
    static HomeLock acquire(final Path file, final String what, final Path home) {
        try {
            final FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                final String holder = read(channel);
                channel.close();
                throw new HomeException(home + ": directory in use by pid " + holder + " (" + what + ")");
            }
            final String pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return new HomeLock(channel);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /** Releases the lock; its file stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot release a lock", e);
        }
    }

    private static boolean tryLock(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }

    private static String read(final FileChannel channel) throws IOException {
        final ByteBuffer content = ByteBuffer.allocate(MAX_PID_LENGTH);
        channel.read(content, 0);
        final String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "unknown" : pid;
    }
}
