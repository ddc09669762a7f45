package io.strikebook.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.RecordedHome;
import io.strikebook.cli.StrikebookCli;
import java.io.BufferedReader;
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

    @Test
    @Timeout(60)
    void terminatedWhileFollowingIsACleanEnd() throws Exception {
        final RecordedHome recorded = new RecordedHome(folder.resolve("home"));
        recorded.listInstruments();
        final Process process = new ProcessBuilder(List.of(
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
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).contains(RecordedHome.PERPETUAL);
            assertThat(out.readLine()).contains(RecordedHome.FUTURE);
            recorded.newOrder(3, 1, 2, 5);
            assertThat(out.readLine()).contains("NewOrderCommand", RecordedHome.FUTURE);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("err.txt")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path flags() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("scripts/jvm-flags"))) {
            folder = folder.getParent();
        }
        return folder.resolve("scripts/jvm-flags");
    }
}
