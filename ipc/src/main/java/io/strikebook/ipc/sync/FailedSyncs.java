package io.strikebook.ipc.sync;

import io.strikebook.ipc.home.HomeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The queues of which a sync has failed since the machine was booted, in a file that outlives the follower: the kernel may hold pages that
 * it could not write as clean, and a new follower, whose syncs succeed, would know nothing of it. Once the machine was booted again, what
 * can be read is what is on the disk, and the file's lines mean nothing any more; so it need not be durable itself.
 */
final class FailedSyncs {
    private static final int FIELDS = 4;

    private final Path file;
    private final String bootId;

    FailedSyncs(final Path file, final String bootId) {
        this.file = file;
        this.bootId = bootId;
    }

    /** By queue, the last sequence that counted as durable before a sync failed. */
    Map<String, Long> read() {
        final Map<String, Long> failed = new HashMap<>();
        if (!Files.exists(file)) {
            return failed;
        }
        try {
            for (final String line : Files.readAllLines(file)) {
                final String[] fields = line.split(" ", FIELDS);
                if (fields.length < FIELDS) {
                    throw new HomeException(file + ": cannot be read: '" + line + "'");
                }
                if (fields[0].equals(bootId)) {
                    failed.merge(fields[1], Long.parseLong(fields[2]), Math::min);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (final NumberFormatException e) {
            throw new HomeException(file + ": cannot be read: " + e.getMessage());
        }
        return failed;
    }

    /** Adds one. */
    void add(final String queue, final long durableTo, final String why) throws IOException {
        Files.writeString(
                file,
                bootId + " " + queue + " " + durableTo + " " + why.replace('\n', ' ') + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
