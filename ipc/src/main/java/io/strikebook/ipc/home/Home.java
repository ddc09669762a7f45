package io.strikebook.ipc.home;

import io.strikebook.ipc.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * The folder that one venue lives in.
 *
 * <pre>
 * manifest          what the queues are; written once, last, by init
 * config.yaml       the configuration that init was given
 * queues/NAME/      one Chronicle queue each, with a marker that names home and queue, and one that says where it begins once
 *                   older files were pruned
 * snapshots/        sets of engine states
 * resume/ROLE/      states that one process keeps for itself, to go on faster
 * aside/            what a repair took out of queues/ and snapshots/
 * run/              mark files and locks
 * log/              error logs
 * </pre>
 */
public final class Home {
    /** File in each queue's folder that names home and queue. */
    public static final String QUEUE_MARKER = "strikebook.queue";

    /** File in a queue's folder that says up to which sequence retention has deleted it. */
    public static final String PRUNED_MARKER = "strikebook.pruned";

    private final Path path;

    private Home(final Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** A home by its path; nothing is read or checked yet. */
    public static Home at(final Path path) {
        return new Home(path);
    }

    /**
     * Makes a home: folders, every queue, its marker, the configuration, and last the manifest, so that a home without one is unfinished. What
     * one that was killed on the way has left is removed first.
     *
     * @param manifest    of the new home
     * @param configText  kept as {@code config.yaml}
     * @param createQueue makes an empty queue in a folder
     * @param fill        writes what queues begin with, once all are there
     */
    public Manifest init(
            final Manifest manifest, final String configText, final Consumer<Path> createQueue, final Runnable fill) {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new HomeException(path + ": is a file; a home is a folder");
            }
            if (Files.exists(manifestFile())) {
                throw new HomeException(path + ": has a manifest already; nothing was changed");
            }
            for (final Path folder : new Path[] {queues(), snapshots(), run(), log()}) {
                Files.createDirectories(folder);
            }
            final HomeLock lock = lock("home");
            try {
                return initLocked(manifest, configText, createQueue, fill);
            } finally {
                lock.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a home at " + path, e);
        }
    }

    private Manifest initLocked(
            final Manifest manifest, final String configText, final Consumer<Path> createQueue, final Runnable fill)
            throws IOException {
        UnfinishedHome.removeFrom(this);
        UnfinishedHome.begin(this);
        for (final String queue : manifest.queues()) {
            createQueue.accept(queue(queue));
            writeDurably(queue(queue).resolve(QUEUE_MARKER), marker(manifest, queue));
        }
        fill.run();
        writeDurably(configFile(), configText);
        writeDurably(manifestFile(), manifest.toYaml());
        UnfinishedHome.end(this);
        return manifest;
    }

    /** The manifest, after checking that every queue it names is there and belongs to this home. */
    public Manifest open() {
        final Manifest manifest = Manifest.read(manifestFile());
        for (final String queue : manifest.queues()) {
            checkQueue(manifest, queue);
        }
        return manifest;
    }

    /** Takes the lock of that name, or refuses with "directory in use by pid N". */
    public HomeLock lock(final String name) {
        try {
            Files.createDirectories(run());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make " + run(), e);
        }
        return HomeLock.acquire(run().resolve(name + ".lock"), name, path);
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** What the queues are. */
    public Path manifestFile() {
        return path.resolve("manifest");
    }

    /** The configuration that {@code init} was given. */
    public Path configFile() {
        return path.resolve("config.yaml");
    }

    /** Folder of all queues. */
    public Path queues() {
        return path.resolve("queues");
    }

    /** Folder of one queue. */
    public Path queue(final String name) {
        return queues().resolve(name);
    }

    /** Folder of snapshot sets. */
    public Path snapshots() {
        return path.resolve("snapshots");
    }

    /** Folder of the states that one process keeps for itself. */
    public Path resume(final String role) {
        return path.resolve("resume").resolve(role);
    }

    /** Folder of what a repair took out. */
    public Path aside() {
        return path.resolve("aside");
    }

    /** Folder of mark files and locks. */
    public Path run() {
        return path.resolve("run");
    }

    /** Folder of error logs. */
    public Path log() {
        return path.resolve("log");
    }

    /** Mark file of a role. */
    public Path markFile(final String role) {
        return run().resolve(role + ".mark");
    }

    /** Mark file of a follower that is no process of the venue. */
    public Path followerFile(final String name) {
        return run().resolve(name + ".follower");
    }

    /** Distinct-error log of a role. */
    public Path errorLog(final String role) {
        return log().resolve(role + ".errors");
    }

    /**
     * The last sequence of a queue that retention has deleted, or is about to; 0 where its whole recording is there. What follows it is
     * there.
     */
    public long prunedTo(final String queue) {
        final Path marker = queue(queue).resolve(PRUNED_MARKER);
        try {
            return Files.exists(marker)
                    ? Long.parseLong(Files.readString(marker).strip())
                    : 0;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + marker, e);
        } catch (final NumberFormatException e) {
            throw new HomeException(marker + " does not hold a sequence: " + e.getMessage());
        }
    }

    /** Says, durably, that a queue will begin after a sequence; before any file of it is deleted. */
    public void prunedTo(final String queue, final long sequence) {
        try {
            writeDurably(queue(queue).resolve(PRUNED_MARKER), sequence + "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot mark " + queue(queue) + " as pruned", e);
        }
    }

    /**
     * Refuses a reader that has to begin where nothing is any more.
     *
     * @param who           reads it, for the message
     * @param afterSequence the last sequence that it needs no more
     */
    public void requireRecorded(final String queue, final long afterSequence, final String who) {
        final long prunedTo = prunedTo(queue);
        if (afterSequence < prunedTo) {
            throw new HomeException("queue " + queue + " begins after sequence " + prunedTo
                    + ", since older files were pruned, but " + who + " has to read it from " + (afterSequence + 1)
                    + " on: there is no snapshot set, whole and of this build, that covers what was pruned");
        }
    }

    private void checkQueue(final Manifest manifest, final String queue) {
        final Path marker = queue(queue).resolve(QUEUE_MARKER);
        if (!Files.isRegularFile(marker)) {
            throw new HomeException("queue " + queue + " is missing: no " + marker);
        }
        try {
            final String found = Files.readString(marker);
            if (!found.equals(marker(manifest, queue))) {
                throw new HomeException("queue " + queue + " is not this home's: " + marker + " says '"
                        + found.strip() + "', the manifest expects '"
                        + marker(manifest, queue).strip() + "'");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + marker, e);
        }
    }

    private static String marker(final Manifest manifest, final String queue) {
        return "home " + manifest.homeId() + " queue " + queue + "\n";
    }

    private static void writeDurably(final Path file, final String text) throws IOException {
        final Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        SnapshotFile.forceFolder(file.getParent());
    }
}
