package io.strikebook.ipc.snapshot;

import io.strikebook.schemas.FrameHeaderEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One engine's state on disk. Written beside its place, forced to disk and renamed, so that a file under its final name is whole;
 * reading checks it all the same and fails closed.
 *
 * <pre>
 *   +--------------------------------------------+
 *   | magic (8)  format version (4)              |
 *   | schema version (4)                         |
 *   | sequence (8)                               |
 *   | home id (4 + n)  role (4 + n)              |
 *   | state length (4)                           |
 *   +--------------------------------------------+
 *   | state, as SnapshotOutput wrote it          |
 *   +--------------------------------------------+
 *   | CRC32C of everything above (4)             |
 *   | end marker (8)                             |
 *   +--------------------------------------------+
 * </pre>
 */
public final class SnapshotFile {
    private static final long MAGIC = 0x50414E534B425453L;
    private static final long END_MARKER = 0x444E454B42534E53L;
    private static final int FORMAT_VERSION = 1;
    private static final int TRAILER_LENGTH = Integer.BYTES + Long.BYTES;
    private static final int MIN_LENGTH = 40 + TRAILER_LENGTH;

    /**
     * What a snapshot belongs to.
     *
     * @param homeId   home whose queues it continues
     * @param role     engine that it is of
     * @param sequence last group that it covers
     */
    public record Identity(String homeId, String role, long sequence) {}

    private SnapshotFile() {}

    /** Writes a state, durably. */
    public static void write(final Path file, final Identity identity, final SnapshotOutput state) {
        final SnapshotOutput header = new SnapshotOutput()
                .putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putInt(FrameHeaderEncoder.SCHEMA_VERSION)
                .putLong(identity.sequence())
                .putString(identity.homeId())
                .putString(identity.role())
                .putInt(state.length());
        final byte[] content = new byte[header.length() + state.length()];
        header.buffer().getBytes(0, content, 0, header.length());
        state.buffer().getBytes(0, content, header.length(), state.length());
        final CRC32C checksum = new CRC32C();
        checksum.update(content);
        final SnapshotOutput trailer =
                new SnapshotOutput().putInt((int) checksum.getValue()).putLong(END_MARKER);
        final byte[] end = new byte[trailer.length()];
        trailer.buffer().getBytes(0, end);
        final Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeFully(channel, content);
                writeFully(channel, end);
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(file.getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write snapshot " + file, e);
        }
    }

    /**
     * Reads a state; refuses a file that is cut, changed, of another home, role, sequence or version.
     *
     * @return positioned at the state's first byte
     */
    public static SnapshotInput read(final Path file, final Identity expected) {
        final byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new SnapshotException(file + ": cannot be read: " + e);
        }
        if (bytes.length < MIN_LENGTH) {
            throw new SnapshotException(file + ": cut to " + bytes.length + " bytes");
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final int contentLength = bytes.length - TRAILER_LENGTH;
        final SnapshotInput trailer = new SnapshotInput(buffer, contentLength, TRAILER_LENGTH);
        final int checksum = trailer.getInt();
        if (trailer.getLong() != END_MARKER) {
            throw new SnapshotException(file + ": cut: its end marker is missing");
        }
        final CRC32C actual = new CRC32C();
        actual.update(bytes, 0, contentLength);
        if ((int) actual.getValue() != checksum) {
            throw new SnapshotException(file + ": damaged: its checksum does not match");
        }
        return checkHeader(file, expected, new SnapshotInput(buffer, 0, contentLength));
    }

    /** CRC32C of a file without its end, which holds that checksum: over both together it would be the same for every file. */
    static int checksum(final Path file) {
        try {
            final byte[] bytes = Files.readAllBytes(file);
            final CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, Math.max(0, bytes.length - TRAILER_LENGTH));
            return (int) checksum.getValue();
        } catch (final IOException e) {
            throw new SnapshotException(file + ": cannot be read: " + e);
        }
    }

    /** Makes a folder's entries durable. */
    public static void forceFolder(final Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static SnapshotInput checkHeader(final Path file, final Identity expected, final SnapshotInput input) {
        check(file, "kind of file", MAGIC, input.getLong());
        check(file, "format version", FORMAT_VERSION, input.getInt());
        check(file, "schema version", FrameHeaderEncoder.SCHEMA_VERSION, input.getInt());
        check(file, "sequence", expected.sequence(), input.getLong());
        check(file, "home", expected.homeId(), input.getString());
        check(file, "role", expected.role(), input.getString());
        input.getInt();
        return input;
    }

    private static void check(final Path file, final String what, final Object expected, final Object found) {
        if (!expected.equals(found)) {
            throw new SnapshotException(file + ": " + what + " is " + found + ", expected " + expected);
        }
    }

    private static void writeFully(final FileChannel channel, final byte[] bytes) throws IOException {
        final ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }
}
