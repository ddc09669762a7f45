package io.strikebook.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of queues, for tests that damage them. */
public final class TestFiles {
    private TestFiles() {}

    /** Behind the last byte that is not zero. */
    public static int end(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
