package io.strikebook.auditor;

import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The file with the secret that leaves' nonces are made from: 32 bytes as hexadecimal digits, for nobody but its owner to read. Who has it
 * and sees a proof can try whose balances are beside its path, and recognise an account in one tree after the other; proofs can neither be
 * forged with it nor checked without their own nonces. A customer gets the nonces of his own leaves and no others.
 */
public final class AuditorKey {
    private static final int LENGTH = 32;

    private final Path file;

    /** The key in a file. */
    public AuditorKey(final Path file) {
        this.file = file;
    }

    /** Whether it was made. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** Makes it where it is missing; a file that is there is whole. */
    public void createIfMissing() {
        if (exists()) {
            return;
        }
        final byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        final Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectories(
                        file.getParent(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.deleteIfExists(unfinished);
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(
                        ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            SnapshotFile.forceFolder(file.getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make the auditor's key " + file, e);
        }
    }

    /** Its bytes; refuses a file that is missing or holds something else. */
    public byte[] bytes() {
        try {
            final byte[] key = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length == LENGTH) {
                return key;
            }
        } catch (final IllegalArgumentException e) {
            throw new HomeException("the auditor's key " + file + " holds something else: " + e.getMessage());
        } catch (final IOException e) {
            throw new HomeException("the auditor's key " + file
                    + " cannot be read, and nonces of what was proven were made with it: " + e);
        }
        throw new HomeException("the auditor's key " + file + " does not have " + LENGTH + " bytes");
    }
}
