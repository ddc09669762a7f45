package io.strikebook.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a JVM needs that runs the code under test: this JVM's class path, and where the build has packaged that code, before it the same
 * jars in the order of the distribution, whose archive of classes saves half of a start.
 */
final class PackagedClasses {
    private static final String OWN = System.getProperty("java.class.path");
    private static final List<String> FLAGS = findFlags();

    private PackagedClasses() {}

    /** {@code -cp}, its value, and where there is an archive, the flag that names it. */
    static List<String> flags() {
        return FLAGS;
    }

    private static List<String> findFlags() {
        final List<String> flags = new ArrayList<>();
        final Optional<Path> lib = Stream.of(OWN.split(File.pathSeparator))
                .map(Path::of)
                .filter(path ->
                        path.endsWith(Path.of("cli", "target", "dist", "lib").resolve(path.getFileName())))
                .map(Path::getParent)
                .findFirst();
        final String packaged = lib.map(folder ->
                        list(folder, ".jar").map(Path::toString).collect(Collectors.joining(File.pathSeparator)))
                .map(jars -> jars + File.pathSeparator)
                .orElse("");
        // one that another JDK made is passed over by the JVM
        lib.flatMap(folder -> list(folder, ".jsa").reduce((first, second) -> second))
                .ifPresent(archive -> flags.add("-XX:SharedArchiveFile=" + archive));
        flags.addAll(List.of("-cp", packaged + OWN));
        return List.copyOf(flags);
    }

    private static Stream<Path> list(final Path folder, final String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList().stream();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
