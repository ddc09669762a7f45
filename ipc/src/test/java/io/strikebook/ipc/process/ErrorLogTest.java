package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other processes read of one: errors, marks, disk. */
class ErrorLogTest {
    @TempDir
    Path folder;

    @Test
    void countsTheSameErrorAndPrintsItOnce() {
        final Path file = folder.resolve("log/x.errors");
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ErrorLog log = new ErrorLog(file, new PrintStream(printed, true))) {
            for (int i = 0; i < 5; i++) {
                log.onError(failure());
            }
            log.onError(new IllegalArgumentException("another"));
            assertThat(log.count()).isEqualTo(6);
            final List<ErrorLog.Entry> entries = ErrorLog.read(file);
            assertThat(entries).extracting(ErrorLog.Entry::count).containsExactly(5, 1);
            assertThat(entries.get(0).text()).contains("the same");
            assertThat(entries.get(0).firstMs()).isPositive();
        }
        assertThat(printed.toString().split("the same", -1)).hasSize(2);
        assertThat(printed.toString()).contains("another");
    }

    @Test
    void startsEmptyAndKeepsTheLogBefore() {
        final Path file = folder.resolve("x.errors");
        final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        try (ErrorLog log = new ErrorLog(file, nowhere)) {
            log.onError(failure());
        }
        new ErrorLog(file, nowhere).close();
        assertThat(ErrorLog.read(file)).isEmpty();
        assertThat(ErrorLog.read(folder.resolve("x.errors.previous"))).hasSize(1);
        assertThat(ErrorLog.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void readsMarksOfEndedProcesses() throws IOException {
        final Path file = folder.resolve("run/margin.mark");
        try (MarkFile mark = new MarkFile(file, "margin", 1_000)) {
            assertThat(mark.addPosition("commands", MarkLayout.USE_READ)).isZero();
            assertThat(mark.addPosition("margin", MarkLayout.USE_WRITE)).isEqualTo(1);
            mark.position(1, 42);
            mark.dutyCycles(MarkLayout.CYCLES_STALLS, 3);
            mark.dutyCycles(MarkLayout.CYCLES_BUCKETS + 4, 2);
            mark.heartbeat(2_000);
            mark.state(ProcessState.STOPPED);
        }
        final ProcessMark read = MarkFileReader.read(file).orElseThrow();
        assertThat(read.startMs()).isEqualTo(1_000);
        assertThat(read.heartbeatAgeMs(2_500)).isEqualTo(500);
        assertThat(read.cycles()).isEqualTo(new DutyCycles(0, 3, 0, 0, 0, 0, List.of(0L, 0L, 0L, 0L, 2L)));
        assertThat(read.positions())
                .containsExactly(
                        new ProcessMark.Position("commands", false, 0), new ProcessMark.Position("margin", true, 42));
        assertThat(read.isAlive()).isFalse();
        assertThat(MarkFileReader.read(folder.resolve("none"))).isEmpty();
        Files.write(file, new byte[10]);
        assertThatThrownBy(() -> MarkFileReader.read(file)).hasMessageContaining("not a mark file");
        Files.write(file, new byte[MarkLayout.LENGTH]);
        assertThatThrownBy(() -> MarkFileReader.read(file)).hasMessageContaining("not a mark file");
    }

    @Test
    void knowsWhenTheDiskIsLow() throws IOException {
        final DiskWatch plenty = new DiskWatch(folder, 1, 0);
        assertThat(plenty.isLow()).isFalse();
        plenty.check();
        assertThat(plenty.isLow()).isFalse();
        assertThat(plenty.freeBytes()).isPositive().isLessThan(Long.MAX_VALUE);
        final DiskWatch low = new DiskWatch(folder, Long.MAX_VALUE, 0);
        low.check();
        assertThat(low.isLow()).isTrue();
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("the same");
    }
}
