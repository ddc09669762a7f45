package io.strikebook.ipc.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine's {@code sys} and {@code proc} in a folder. */
final class FakeTree {
    private final Path root;

    FakeTree(final Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    FakeTree with(final String path, final String text) {
        try {
            final Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
            return this;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
