package io.strikebook.ipc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a main of the test's class path on a home, with the flags that every process has. */
final class ChildProcess {
    private ChildProcess() {}

    static Process start(final Path output, final Class<?> main, final Path home) throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("scripts/jvm-flags"))) {
            at = at.getParent();
        }
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + at.resolve("scripts/jvm-flags"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        "--home",
                        home.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
