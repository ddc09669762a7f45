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

    private static final String ARCHIVE = ".jsa";

    /** Processes that live for seconds: what C2 compiles is not worth its time. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private final Path folder;

    private Distribution(final Path folder) {
        this.folder = folder;
    }

    /**
     * Puts it together from what the build packaged, with a runtime only if an earlier run has made one.
     *
     * @param user has it for itself, since others do things to it at the same time
     */
    public static Distribution stage(final Class<?> user) throws IOException, InterruptedException {
        final Path root = repository();
        final Path jars = root.resolve("cli/target/dist/lib");
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException("there is no " + jars + ": run these tests with mvn verify");
        }
        final Path folder = root.resolve("system-tests/target/distributions").resolve(user.getSimpleName());
        copy(jars, folder.resolve("lib"));
        copy(root.resolve("scripts"), folder.resolve("scripts"));
        final Distribution distribution = new Distribution(folder);
        if (Files.isExecutable(folder.resolve("runtime/bin/java"))) {
            distribution.prepare();
        }
        return distribution;
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
            prepare();
        }
        return this;
    }

    /** The build has stored the classes for its JDK; a runtime of its own needs them as its own. */
    private void prepare() throws IOException, InterruptedException {
        strikebook("prepare").succeeded();
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
                                "STRIKEBOOK_JVM_FLAGS=" + SHORT_LIVED,
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

    /**
     * Makes a folder the same as another, times of files included. What is the same is left alone, and so are archives of classes: the
     * launcher knows whether one fits.
     */
    private static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> old = Files.walk(to)) {
            for (final Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                if (!Files.exists(from.resolve(to.relativize(path).toString()))
                        && !path.toString().endsWith(ARCHIVE)) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                final Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!isSame(file, target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static boolean isSame(final Path file, final Path copy) throws IOException {
        return Files.exists(copy)
                && Files.size(file) == Files.size(copy)
                && Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(copy));
    }
}
