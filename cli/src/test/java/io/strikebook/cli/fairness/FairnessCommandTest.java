package io.strikebook.cli.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One race is recorded, run again with a speed bump and in batches, and compared. */
@Timeout(300)
class FairnessCommandTest {
    @TempDir
    private static Path folder;

    private static List<String> lines;

    @BeforeAll
    static void recordOnceAndRunAgainTwice() throws IOException {
        assertThat(Cli.withoutHome("race", home("h"), "--seconds", "2").code()).isEqualTo(ExitCodes.DONE);
        runAgain("bump", "* * speedBump 10");
        runAgain("batch", "* * batchAuction 50");
        lines = Cli.withoutHome("fairness", home("h"), home("bump"), home("batch"))
                .lines();
    }

    private static String home(final String name) {
        return folder.resolve(name).toString();
    }

    private static void runAgain(final String name, final String mode) throws IOException {
        final Path config = folder.resolve(name + ".yaml");
        Files.writeString(
                config,
                Files.readString(folder.resolve("h").resolve("config.yaml")) + "venue:\n  marketModes: [\"" + mode
                        + "\"]\n");
        final Cli made = Cli.withoutHome("replay", home("h"), "--into", home(name), "--config", config.toString());
        assertThat(made.code()).as(made.err()).isEqualTo(ExitCodes.DONE);
    }

    /** The numbers of a figure, one for each home. */
    private static double[] figure(final String metric) {
        final String line = lines.stream()
                .filter(each -> each.startsWith(metric))
                .findFirst()
                .orElseThrow();
        final String[] words = line.trim().split(" +");
        return Arrays.stream(words, words.length - 3, words.length)
                .mapToDouble(word -> Double.parseDouble(word.replace(",", "")))
                .toArray();
    }

    @Test
    void aTableHasAColumnForEachHome() {
        assertThat(lines.get(0)).matches("figure +unit +h +bump +batch");
        assertThat(lines.get(1)).matches("market mode +continuous +speed bump 10 ms +batch auction 50 ms");
        assertThat(lines).allMatch(line -> line.length() <= lines.get(0).length());
    }

    @Test
    void quickTakersGainLessFromStaleQuotesWhereTheyHaveToWait() {
        final double[] gained = figure("sniping P&L after 10 ms");
        assertThat(gained[0]).isGreaterThan(1);
        assertThat(gained[1]).isLessThan(gained[0] / 2);
        assertThat(gained[2]).isLessThan(gained[0] / 2);
    }

    @Test
    void waitsAreThoseOfTheMode() {
        final double[] waited = figure("time to first fill, p50");
        assertThat(waited[0]).isZero();
        assertThat(waited[1]).isBetween(10.0, 11.0);
        assertThat(waited[2]).isBetween(1.0, 50.0);
        assertThat(figure("time to first fill, p99")[2]).isLessThan(52.0);
    }

    @Test
    void everyHomeIsARecordingLikeAnyOther() {
        for (final String name : List.of("h", "bump", "batch")) {
            final Cli verified = Cli.withoutHome("replay", home(name), "--verify", "--from", "market-data");
            assertThat(verified.code()).as(verified.out()).isEqualTo(ExitCodes.DONE);
        }
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        assertThat(Cli.withoutHome("race", home("again"), "--seconds", "2").code())
                .isEqualTo(ExitCodes.DONE);
        assertThat(json("again")).isEqualTo(json("h"));
    }

    /** Figures without the home's name. */
    private static List<String> json(final String name) {
        return Cli.withoutHome("fairness", "--json", home(name)).lines().stream()
                .map(line -> line.replace(home(name), ""))
                .toList();
    }

    @Test
    void jsonHasOneObjectForEachFigure() {
        assertThat(json("bump"))
                .hasSize(lines.size() - 2)
                .contains("{\"home\":\"\",\"modes\":\"speed bump 10 ms\",\"metric\":\"trades\",\"value\":"
                        + String.format("%.0f", figure("trades")[1]) + ",\"unit\":\"\"}");
    }

    @Test
    void whatIsNoHomeIsRefusedAndSoIsAHomeThatExists() {
        assertThat(Cli.withoutHome("fairness", home("nowhere")).code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(Cli.withoutHome("fairness").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.withoutHome("race", home("h")).code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(Cli.withoutHome("race", home("new"), "--seconds", "0").code())
                .isEqualTo(ExitCodes.USAGE);
    }
}
