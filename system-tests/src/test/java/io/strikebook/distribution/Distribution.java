package io.strikebook.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is shipped, put together in one folder: {@code lib}, {@code scripts} and, where asked for, a runtime with only what it needs. */
public final class Distribution {
    /** What jdeps finds in the jars, and the management beans that the processes read. */
    private static final String MODULES =
            "java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,"
                    + "java.sql,java.xml,jdk.management,jdk.unsupported";

    private final Path folder;

    private Distribution(final Path folder) {
        this.folder = folder;
    }

    /** Puts it together from what the build packaged, without a runtime. */
    public static Distribution stage() throws IOException {
        final Path root = repository();
        final Path jars = root.resolve("cli/target/dist/lib");
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException("there is no " + jars + ": run these tests with mvn verify");
        }
        final Path folder = root.resolve("system-tests/target/strikebook");
        copy(jars, folder.resolve("lib"));
        copy(root.resolve("scripts"), folder.resolve("scripts"));
        return new Distribution(folder);
    }

    /** Adds the runtime, which is made once and kept until the next clean build. */
    public Distribution withRuntime() throws IOException, InterruptedException {
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
        return this;
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Runs the one entry point on this machine, with its own runtime if it has one. */
    public Commands.Result strikebook(final String... arguments) throws IOException, InterruptedException {
        return Commands.run(command(arguments));
    }

    /** The command line of that, for whoever wants to do more than wait for its end. */
    public List<String> command(final String... arguments) {
        final Path runtime = folder.resolve("runtime/bin/java");
        final Path java = Files.isExecutable(runtime) ? runtime : Path.of(System.getProperty("java.home"), "bin/java");
        return Stream.concat(
                        Stream.of(
                                "env",
                                "STRIKEBOOK_JAVA=" + java,
                                "STRIKEBOOK_HEAP=128m",
                                folder.resolve("scripts/strikebook").toString()),
                        Stream.of(arguments))
                .toList();
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
