package io.strikebook.cli.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Greeks of a recorded race, whose positions margin knows too. */
@Timeout(300)
class GreeksCommandTest {
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
    void aTableOfAllAccountsWhosePositionsAreMargins() {
        final Cli cli = Cli.run(home, "greeks");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        final List<String> lines = cli.lines();
        assertThat(lines.get(0))
                .matches("after command \\d+, marks of epoch \\d+; open interest is margin's \\([1-9]\\d* compared\\)");
        assertThat(lines.get(1)).matches("account +underlying +expiry +delta +net delta +gamma +vega USD +theta USD");
        assertThat(lines).hasSizeGreaterThan(4).anyMatch(line -> line.contains("perpetual"));
    }

    @Test
    void oneAccountAsJson() {
        final String account = Cli.run(home, "greeks").lines().get(2).trim().split(" ")[0];
        final List<String> lines =
                Cli.run(home, "greeks", "--account", account, "--json").lines();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonLine.parse(line);
            assertThat(line).startsWith("{\"account\":" + account + ",");
        });
        assertThat(Cli.run(home, "greeks", "--account", "999999", "--json").lines())
                .isEmpty();
    }

    @Test
    void deltasOfAllAccountsSumToNothingButRounding() {
        final long sum = Cli.run(home, "greeks", "--json").lines().stream()
                .map(line -> line.replaceAll(".*\"delta\":(-?)([0-9]+)\\.([0-9]+).*", "$1$2$3"))
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(sum).isBetween(-10_000L, 10_000L);
    }

    @Test
    void argumentsThatMeanNothingAreRefused() {
        assertThat(Cli.run(home, "greeks", "--account", "-1").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.run(folder.resolve("none"), "greeks").code()).isEqualTo(ExitCodes.REFUSED);
    }
}
