package io.strikebook.ipc.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main of the test's class path on a home, with the flags that every process has. */
final class ChildProcess {
    private ChildProcess() {}

    static Process start(final Path output, final Class<?> main, final Path home, final String... more)
            throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("scripts/jvm-flags"))) {
            at = at.getParent();
        }
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + at.resolve("scripts/jvm-flags"),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--home",
                home.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** What it has printed so far. */
    static String said(final Path output) {
        try {
            return Files.readString(output);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
