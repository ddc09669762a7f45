package io.strikebook.ipc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the test's class path, with the flags that every process has. */
public final class TestJvm {
    private TestJvm() {}

    /** The command line of a main class. */
    public static List<String> command(final Class<?> main, final List<String> jvmFlags, final List<String> arguments) {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("scripts/jvm-flags"))) {
            at = at.getParent();
        }
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + at.resolve("scripts/jvm-flags"));
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
