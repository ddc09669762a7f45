package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskReportTest {
    @Test
    void tellsEachChangeOnce() {
        final boolean[] low = {false};
        final long[] free = {1_000};
        final List<Throwable> errors = new ArrayList<>();
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final DiskReport report =
                new DiskReport(() -> low[0], () -> free[0], 500, errors::add, new PrintStream(said, true));
        assertThat(report.isLow()).isFalse();
        assertThat(errors).isEmpty();
        low[0] = true;
        free[0] = 400;
        assertThat(report.isLow()).isTrue();
        assertThat(report.isLow()).isTrue();
        assertThat(report.freeBytes()).isEqualTo(400);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0))
                .hasMessage("disk low: 400 bytes free, less than 500 (disk.minimumFreeMb);"
                        + " new orders are refused with DISK_LOW, cancels work; free some space");
        assertThat(said.toString()).isEmpty();
        low[0] = false;
        free[0] = 600;
        assertThat(report.isLow()).isFalse();
        assertThat(said.toString()).isEqualTo("# risk: disk no longer low: 600 bytes free; orders are taken again\n");
        assertThat(errors).hasSize(1);
    }
}
