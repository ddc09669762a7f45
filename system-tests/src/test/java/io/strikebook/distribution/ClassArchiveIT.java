package io.strikebook.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the build makes is used, and one that is missing, damaged or foreign changes nothing but the time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClassArchiveIT {
    @TempDir
    private Path folder;

    private Distribution distribution;
    private Path archive;

    @BeforeEach
    void init() throws Exception {
        distribution = Distribution.stage(ClassArchiveIT.class);
        archive = newestArchive();
        strikebook(
                "init",
                "--quiet",
                "--home",
                home(),
                "--config",
                distribution.folder().resolve("scripts/config/simulator.yaml").toString());
    }

    @Test
    void aCommandTakesItsClassesFromIt() throws Exception {
        final Path log = folder.resolve("classes.log");
        final List<String> command = new ArrayList<>(distribution.command("status", "--home", home()));
        command.replaceAll(
                word -> word.startsWith("STRIKEBOOK_JVM_FLAGS=") ? word + " -Xlog:class+load:file=" + log : word);
        Commands.run(command).succeeded();
        final List<String> loaded = Files.readAllLines(log);
        assertThat(loaded)
                .anyMatch(line -> line.contains("io.strikebook.cli.StrikebookCli source: shared objects file"))
                .anyMatch(line -> line.contains("io.strikebook.ipc.home.Manifest source: shared objects file"))
                .anyMatch(line -> line.matches(".* net\\.openhft\\.chronicle\\.\\S+ source: shared objects file.*"));
    }

    @Test
    void withoutOneThatFitsEverythingIsSaidAsBeforeAndItIsMadeAgain() throws Exception {
        final List<Path> before = files();
        assertThat(strikebook("prepare")).as("there already").isEmpty();
        final String expected = strikebook("tail", "admin", "-n", "5", "--home", home());
        final byte[] whole = Files.readAllBytes(archive);

        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(whole.length / 2);
        }
        assertThat(strikebook("tail", "admin", "-n", "5", "--home", home()))
                .as("cut short")
                .isEqualTo(expected);

        final byte[] foreign = whole.clone();
        for (int at = 0; at < 512; at++) {
            foreign[at] ^= 0x55;
        }
        Files.write(archive, foreign);
        assertThat(strikebook("tail", "admin", "-n", "5", "--home", home()))
                .as("of another JVM")
                .isEqualTo(expected);

        Files.write(archive, new byte[0]);
        assertThat(strikebook("tail", "admin", "-n", "5", "--home", home()))
                .as("empty")
                .isEqualTo(expected);

        Files.delete(archive);
        assertThat(strikebook("tail", "admin", "-n", "5", "--home", home()))
                .as("none")
                .isEqualTo(expected);

        assertThat(strikebook("prepare")).as("made again").isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private String strikebook(final String... arguments) throws IOException, InterruptedException {
        return distribution.strikebook(arguments).succeeded().output();
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private Path newestArchive() throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().matches("classes-.*\\.jsa"))
                .max(Comparator.comparing(file -> file.toFile().lastModified()))
                .orElseThrow(() -> new AssertionError("the build stored no classes"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(distribution.folder().resolve("lib"))) {
            return files.sorted().toList();
        }
    }
}
