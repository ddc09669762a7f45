package io.strikebook.feeder;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds recorded data outside the repository, or skips the test with a word. */
public final class TestData {
    private TestData() {}

    /** A file or directory of the recorded data. */
    public static Path find(final String relative) {
        final String configured = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        if (configured != null) {
            return existing(Path.of(configured).resolve(relative));
        }
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            final Path data = directory.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return existing(data.resolve(relative));
            }
            directory = directory.getParent();
        }
        assumeTrue(false, "no recorded data: set strikebook.data or STRIKEBOOK_DATA to its directory");
        throw new AssertionError();
    }

    private static Path existing(final Path path) {
        assumeTrue(Files.exists(path), "recorded data is not there: " + path);
        return path;
    }
}
