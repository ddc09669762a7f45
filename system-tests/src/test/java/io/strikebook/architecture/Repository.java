package io.strikebook.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the project's sources and class files are. */
final class Repository {
    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern OWN_ARTIFACT =
            Pattern.compile("<groupId>io\\.strikebook</groupId>\\s*<artifactId>([\\w-]+)</artifactId>");

    private static final Map<String, List<CompiledClass>> READ = new ConcurrentHashMap<>();

    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("scripts/jvm-flags"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the tests inside the repository: no scripts/jvm-flags above "
                        + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** The reactor's modules, in the order of the parent pom. */
    static List<String> modules() {
        return MODULE.matcher(text(root().resolve("pom.xml")))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The modules of this project that the module's pom asks for to compile and run, not those for its tests. */
    static List<String> declaredDependencies(final String module) {
        return DEPENDENCY
                .matcher(text(root().resolve(module).resolve("pom.xml")))
                .results()
                .map(MatchResult::group)
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .flatMap(dependency -> OWN_ARTIFACT.matcher(dependency).results())
                .map(result -> result.group(1))
                .toList();
    }

    /**
     * The module's main classes. A module with sources and without class files fails: a rule that reads nothing holds
     * nothing.
     */
    static List<CompiledClass> classes(final String module) {
        return READ.computeIfAbsent(module, Repository::readClasses);
    }

    private static List<CompiledClass> readClasses(final String module) {
        final List<CompiledClass> classes = files(root().resolve(module).resolve("target/classes"), ".class").stream()
                .filter(file -> !file.endsWith("package-info.class") && !file.endsWith("module-info.class"))
                .map(CompiledClass::of)
                .toList();
        if (classes.isEmpty() && !sources(module, "main").isEmpty()) {
            throw new IllegalStateException("module " + module + " is not compiled; build it together with this one");
        }
        return classes;
    }

    /** The main classes of all modules. */
    static List<CompiledClass> allClasses() {
        final List<CompiledClass> all = new ArrayList<>();
        modules().forEach(module -> all.addAll(classes(module)));
        return all;
    }

    /** @param kind main or test */
    static List<Path> sources(final String module, final String kind) {
        return files(root().resolve(module).resolve("src").resolve(kind).resolve("java"), ".java");
    }

    static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(final Path folder, final String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
