package io.strikebook.ipc.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemFilesTest {
    private static final String MAPS = "proc/sys/vm/max_map_count";

    @TempDir
    Path folder;

    @Test
    void whatIsNoFileOrNoNumberSaysNothing() throws IOException {
        Files.writeString(folder.resolve("number"), " 12\n");
        Files.writeString(folder.resolve("word"), "many\n");
        final SystemFiles files = new SystemFiles(folder);

        assertThat(files.number("number")).contains(12L);
        assertThat(files.text("word")).contains("many");
        assertThat(files.number("word")).isEmpty();
        assertThat(files.cpus("word")).isEmpty();
        assertThat(files.text("nothing")).isEmpty();
        assertThat(files.text("")).isEmpty();
    }

    /** Such a file ends at a second look, however little the first one took. */
    @Test
    void readsAWholeKernelParameter() throws IOException {
        assumeThat(Path.of("/", MAPS)).exists();
        final String expected;
        try (BufferedReader reader = new BufferedReader(new FileReader("/" + MAPS))) {
            expected = reader.readLine();
        }

        assertThat(expected).hasSizeGreaterThan(1);
        assertThat(new SystemFiles(Path.of("/")).text(MAPS)).contains(expected);
    }
}
