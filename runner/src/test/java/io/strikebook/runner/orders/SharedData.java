package io.strikebook.runner.orders;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds recordings outside the repository; a test that needs an absent one is skipped with a word. */
public final class SharedData {
    private SharedData() {}

    /** A file below the data folder: property strikebook.data, else STRIKEBOOK_DATA, else shared/data beside a parent folder. */
    public static Path require(final String file) {
        final Path folder = folder();
        assumeTrue(folder != null, "no market data here: set STRIKEBOOK_DATA to a folder that holds " + file);
        final Path path = folder.resolve(file);
        assumeTrue(Files.isRegularFile(path), "no " + path + " here");
        return path;
    }

    private static Path folder() {
        final String property = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        if (property != null) {
            return Path.of(property);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared/data");
            }
        }
        return null;
    }
}
