package io.strikebook.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of its own for one run of a benchmark; gone afterwards, also after Ctrl-C. */
public final class BenchFolder implements AutoCloseable {
    private final Path path;
    private final Thread hook = new Thread(this::delete, "bench-clean-up");

    private BenchFolder(final Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Makes one below a folder, which is made too; the folder must have so many bytes free. */
    public static BenchFolder below(final Path parent, final long neededBytes) {
        try {
            Files.createDirectories(parent);
            final FileStore store = Files.getFileStore(parent);
            if (store.getUsableSpace() < neededBytes) {
                throw new IllegalStateException(parent + " has " + (store.getUsableSpace() >> 20) + " MB free, the run"
                        + " needs up to " + (neededBytes >> 20) + "; name another folder with --dir");
            }
            return new BenchFolder(Files.createTempDirectory(parent, "run-"));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a folder below " + parent, e);
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Deletes a folder with everything in it; what cannot be deleted stays. */
    public static void delete(final Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (final IOException | UncheckedIOException e) {
            System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }

    private void delete() {
        if (Files.exists(path)) {
            delete(path);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            delete();
        }
    }
}
