package io.strikebook.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.RecordedHome;
import io.strikebook.cli.StrikebookCli;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that follows a queue ends as asked. */
class TailSignalTest {
    @TempDir
    Path folder;

    private RecordedHome recorded;

    @Test
    @Timeout(180)
    void terminatedWhileFollowingIsACleanEnd() throws Exception {
        final Process process = follow();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).contains(RecordedHome.PERPETUAL);
            assertThat(out.readLine()).contains(RecordedHome.FUTURE);
            recorded.newOrder(3, 1, 2, 5);
            assertThat(out.readLine()).contains("NewOrderCommand", RecordedHome.FUTURE);
            process.destroy();
            assertCleanEnd(process);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Timeout(180)
    void readerOfThePipeThatEndsEndsItQuietly() throws Exception {
        final Process process = follow();
        try {
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine()).contains(RecordedHome.PERPETUAL);
            }
            recorded.newOrder(3, 1, 2, 5);
            assertCleanEnd(process);
            assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("strikebook tail");
        } finally {
            process.destroyForcibly();
        }
    }

    private Process follow() throws IOException {
        recorded = new RecordedHome(folder.resolve("home"));
        recorded.listInstruments();
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + flags(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StrikebookCli.class.getName(),
                        "tail",
                        "commands",
                        "-f",
                        "--home",
                        recorded.home().path().toString()))
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private void assertCleanEnd(final Process process) throws Exception {
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
    }

    private static Path flags() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("scripts/jvm-flags"))) {
            folder = folder.getParent();
        }
        return folder.resolve("scripts/jvm-flags");
    }
}
