package io.strikebook.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is shipped, put together in one folder: {@code lib}, {@code scripts} and a runtime with only the modules it needs. */
final class Distribution {
    /** What jdeps finds in the jars, and the management beans that the processes read. */
    private static final String MODULES =
            "java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,"
                    + "java.sql,java.xml,jdk.management,jdk.unsupported";

    private final Path folder;

    private Distribution(final Path folder) {
        this.folder = folder;
    }

    /** Puts it together from what the build packaged; the runtime is made once and kept until the next clean build. */
    static Distribution stage() throws IOException, InterruptedException {
        final Path root = repository();
        final Path jars = root.resolve("cli/target/dist/lib");
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException("there is no " + jars + ": run these tests with mvn verify");
        }
        final Path folder = root.resolve("system-tests/target/strikebook");
        copy(jars, folder.resolve("lib"));
        copy(root.resolve("scripts"), folder.resolve("scripts"));
        final Path runtime = folder.resolve("runtime");
        if (!Files.isExecutable(runtime.resolve("bin/java"))) {
            final Path jdk = Path.of(System.getProperty("java.home"));
            Commands.run(List.of(
                            jdk.resolve("bin/jlink").toString(),
                            "--add-modules",
                            MODULES,
                            "--strip-debug",
                            "--no-man-pages",
                            "--no-header-files",
                            "--output",
                            runtime.toString()))
                    .succeeded();
        }
        return new Distribution(folder);
    }

    Path folder() {
        return folder;
    }

    /** The one entry point, on this machine and with the runtime that is in the image too. */
    Commands.Result strikebook(final String... arguments) throws IOException, InterruptedException {
        return Commands.run(Stream.concat(
                        Stream.of(
                                "env",
                                "STRIKEBOOK_JAVA=" + folder.resolve("runtime/bin/java"),
                                folder.resolve("scripts/strikebook").toString()),
                        Stream.of(arguments))
                .toList());
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("scripts/jvm-flags"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static void copy(final Path from, final Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (final Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                final Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
