package io.strikebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing for two seconds, then twice a second; one line that is written over on a terminal, lines elsewhere. */
class ProgressTest {
    private final StringWriter text = new StringWriter();
    private long nowNs = 5;

    private Progress progress(final boolean terminal) {
        return new Progress(new PrintWriter(text), "command", 4_000, terminal, () -> nowNs);
    }

    private void at(final Progress progress, final long ms, final long number) {
        nowNs = 5 + TimeUnit.MILLISECONDS.toNanos(ms);
        progress.accept(number);
    }

    @Test
    void whatIsShortSaysNothing() {
        final Progress progress = progress(true);
        at(progress, 0, 0);
        at(progress, 1_999, 4_000);
        progress.end();
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void whatIsLongerSaysHowFarItIsAndHowFast() {
        final Progress progress = progress(false);
        at(progress, 0, 0);
        at(progress, 2_000, 1_000);
        at(progress, 2_499, 1_200);
        at(progress, 2_500, 2_000);
        progress.end();
        assertThat(text.toString().lines())
                .containsExactly(
                        "  command 1,000 of 4,000 (25 %), 500 per second",
                        "  command 2,000 of 4,000 (50 %), 800 per second");
    }

    @Test
    void onATerminalOneLineIsWrittenOverAndEndedOnce() {
        final Progress progress = progress(true);
        at(progress, 0, 0);
        at(progress, 2_000, 1_000);
        progress.end();
        progress.end();
        assertThat(text.toString())
                .isEqualTo("\r  command 1,000 of 4,000 (25 %), 500 per second" + System.lineSeparator());
    }
}
