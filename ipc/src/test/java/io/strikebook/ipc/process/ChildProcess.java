package io.strikebook.ipc.process;

import io.strikebook.ipc.TestJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main of the test's class path on a home, with the flags that every process has; it lives too short for C2. */
final class ChildProcess {
    private ChildProcess() {}

    static Process start(final Path output, final Class<?> main, final Path home, final String... more)
            throws IOException {
        final List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
        arguments.addAll(List.of(more));
        return new ProcessBuilder(TestJvm.command(
                        main, List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), arguments))
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
