package io.strikebook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and methods fit a head, every package says what it is for, and nothing is called by no name. */
final class SourceTest {
    @Test
    void everyFileFitsAHead() {
        final Map<String, String> sources = new TreeMap<>();
        allSources()
                .forEach(file -> sources.put(Repository.root().relativize(file).toString(), Repository.text(file)));

        assertThat(sources).hasSizeGreaterThan(250);
        assertThat(SourceRules.violations(sources)).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(packagesWithoutWords(allSources())).isEmpty();
    }

    @Test
    void aLongFileIsFound() {
        assertThat(violations("Long.java", "\n".repeat(SourceRules.FILE_LINES)))
                .containsExactly("Long.java has 500 lines");
        assertThat(violations("Short.java", "\n".repeat(SourceRules.FILE_LINES - 1)))
                .isEmpty();
    }

    @Test
    void aLongMethodIsFound() {
        assertThat(violations("Long.java", "class Long {\n" + method(SourceRules.METHOD_LINES) + "}"))
                .containsExactly("Long.java:2 f has 60 lines");
        assertThat(violations("Short.java", "class Short {\n" + method(SourceRules.METHOD_LINES - 1) + "}"))
                .isEmpty();
    }

    @Test
    void aLongMethodOfAClassInAMethodIsFound() {
        final String inner = "class Inner {\n" + method(SourceRules.METHOD_LINES) + "}\n";

        assertThat(violations("Outer.java", "class Outer { void g() {\n" + inner + "} }"))
                .hasSize(2);
    }

    @Test
    void aDrawerAndALeftOverAreFound() {
        assertThat(violations("PriceUtil.java", "final class Price" + "Util {}"))
                .containsExactly("PriceUtil.java has a drawer: PriceUtil");
        assertThat(violations("A.java", "class A {} // " + "TO" + "DO later")).hasSize(1);
    }

    @Test
    void aPackageWithoutWordsIsFound(@TempDir final Path folder) throws Exception {
        final Path silent = Files.createDirectories(folder.resolve("src/main/java/silent"));
        final Path spoken = Files.createDirectories(folder.resolve("src/main/java/spoken"));
        final Path code = Files.writeString(silent.resolve("A.java"), "package silent;");
        final Path words = Files.writeString(spoken.resolve("package-info.java"), "/** Words. */\npackage spoken;");
        final Path empty = Files.writeString(silent.resolve("package-info.java"), "package silent;");

        assertThat(packagesWithoutWords(List.of(code, words))).containsExactly("silent");
        assertThat(packagesWithoutWords(List.of(code, empty, words))).containsExactly("silent");
        assertThat(packagesWithoutWords(List.of(words))).isEmpty();
    }

    private static List<String> violations(final String name, final String source) {
        return SourceRules.violations(Map.of(name, source));
    }

    /** A package of tests may have its words where the code it tests is. */
    private static Set<String> packagesWithoutWords(final List<Path> files) {
        final Set<String> packages = new TreeSet<>();
        final Set<String> described = new TreeSet<>();
        for (final Path file : files) {
            packages.add(packageOf(file));
            if (file.endsWith("package-info.java") && Repository.text(file).startsWith("/**")) {
                described.add(packageOf(file));
            }
        }
        packages.removeAll(described);
        return packages;
    }

    private static String packageOf(final Path file) {
        final String folder = file.getParent().toString().replace('\\', '/');
        return folder.substring(folder.lastIndexOf("/java/") + "/java/".length())
                .replace('/', '.');
    }

    private static List<Path> allSources() {
        final List<Path> all = new ArrayList<>();
        for (final String module : Repository.modules()) {
            all.addAll(Repository.sources(module, "main"));
            all.addAll(Repository.sources(module, "test"));
        }
        return all;
    }

    private static String method(final int lines) {
        return "void f() {\n" + "f();\n".repeat(lines - 2) + "}\n";
    }
}
