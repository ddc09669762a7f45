package io.strikebook.cli.marks;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Marks of a recorded race beside the simulator's, whose volatilities are known. */
@Timeout(300)
class MarksCommandTest {
    @TempDir
    private static Path folder;

    private static Path home;

    @BeforeAll
    static void record() {
        home = folder.resolve("h");
        assertThat(Cli.withoutHome("race", home.toString(), "--seconds", "1").code())
                .isEqualTo(ExitCodes.DONE);
    }

    @Test
    void aTableByExpiryAndMoneynessAndWhatWasNotToBeTrusted() throws IOException {
        final Path svg = folder.resolve("marks.svg");
        final Cli cli = Cli.run(home, "marks", "--svg", svg.toString());
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines().get(0))
                .matches("[1-9][0-9,]* marks of options beside the venue's, at 1 moments from .*");
        assertThat(cli.lines()).anyMatch(line -> line.matches("to [123] (days|week|month|months) +[1-9].*"));
        assertThat(cli.lines()).anyMatch(line -> line.matches("BTC-PERPETUAL, ours +1 +[0-9.]+ .*"));
        assertThat(cli.lines()).anyMatch(line -> line.matches("between bid and offer +ours [0-9.]+ % .*"));
        assertThat(cli.lines()).anyMatch(line -> line.contains("reason"));
        assertThat(svg).content().startsWith("<svg").contains("to 2 days", "</svg>");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(Cli.run(home, "marks", "--every", "0").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.run(folder.resolve("none"), "marks").code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(Cli.run(home, "marks", "--svg", folder.resolve("none/x.svg").toString())
                        .code())
                .isEqualTo(ExitCodes.FAILED);
    }
}
