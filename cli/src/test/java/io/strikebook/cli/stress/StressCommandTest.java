package io.strikebook.cli.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Shocks over a recorded race. */
@Timeout(300)
class StressCommandTest {
    @TempDir
    private static Path folder;

    private static String home;

    @BeforeAll
    static void record() {
        home = folder.resolve("h").toString();
        assertThat(Cli.withoutHome("race", home, "--seconds", "1").code()).isEqualTo(ExitCodes.DONE);
    }

    private static Cli stress(final String... args) {
        final List<String> all = new ArrayList<>(List.of("stress", home));
        all.addAll(List.of(args));
        return Cli.withoutHome(all.toArray(new String[0]));
    }

    @Test
    void aRowForEachScenarioAndTheAccountsOfTheWorst() {
        final Cli cli = stress("--accounts", "3");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines().get(0))
                .matches(
                        "after command \\d+, 2026-01-05T\\S+Z: 8 accounts, the 2 largest default, closing costs 1.0 % of net"
                                + " delta, no insurance fund");
        assertThat(cli.lines())
                .anyMatch(line -> line.startsWith("2020-03-12/13 "))
                .anyMatch(line -> line.startsWith("all +500 %, vol +50 % "))
                .anyMatch(line -> line.startsWith("vol doubles "));
        final int worst = cli.lines()
                .indexOf(cli.lines().stream()
                        .filter(line -> line.startsWith("the worst: all +500 %"))
                        .findFirst()
                        .orElseThrow());
        assertThat(cli.lines()).hasSize(worst + 2 + 3);
    }

    @Test
    void oneObjectForEachScenarioAndAPicture() throws Exception {
        final Path picture = folder.resolve("stress.svg");
        final Cli cli = stress(
                "--json",
                "--shock",
                "a <fall>: BTC -30 vol +20, * -40",
                "--shock",
                "BTC 10",
                "--svg",
                picture.toString());
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines()).hasSize(2).allSatisfy(JsonLine::parse);
        assertThat(cli.lines().get(0))
                .startsWith("{\"scenario\":\"a <fall>\",\"source\":\"as asked for\"")
                .contains(
                        "\"underlying\":\"BTC\",\"price\":-0.3000,\"volatility\":0.2000",
                        "\"accounts\":[{\"account\":");
        assertThat(wellFormed(Files.readString(picture))).isEqualTo("svg");
        assertThat(Files.readString(picture)).contains("a &lt;fall&gt;");
    }

    private static String wellFormed(final String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement()
                .getTagName();
    }

    @Test
    void theInsuranceFundIsAnAccountThatIsNotShocked() {
        final Cli cli = stress("--shock", "* -50", "--fund", "8", "--accounts", "0");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines().get(0)).endsWith("insurance fund is account 8");
        assertThat(cli.lines()).filteredOn(line -> line.matches(" +[1-8] .*")).hasSize(7);
    }

    @Test
    void whatIsWrongIsOneLineAndAnExitCode() throws IOException {
        refused(
                stress("--shock", "BTC -100"),
                ExitCodes.USAGE,
                "--shock 'BTC -100': prices move by -99 to 900 percent");
        refused(stress("--shock", "down"), ExitCodes.USAGE, "'down' is no shock like 'BTC -33 vol +50 points +5'");
        refused(stress("--shock", "DOGE -50"), ExitCodes.USAGE, "there is no underlying DOGE, only BTC, ETH");
        refused(stress("--fund", "77"), ExitCodes.USAGE, "--fund: there is no account 77");
        refused(stress("--defaults", "-1"), ExitCodes.USAGE, "--defaults, --accounts and --fund take 0 or more");
        refused(stress("--closing-cost", "101"), ExitCodes.USAGE, "--closing-cost 0 to 100 percent");
        refused(
                stress("--at", "9999999"),
                ExitCodes.USAGE,
                "--at 9999999: the commands that every engine has answered");
        refused(
                Cli.withoutHome("stress", folder.resolve("none").toString()),
                ExitCodes.REFUSED,
                "not a home, or 'init' was not run");
    }

    private static void refused(final Cli cli, final int code, final String message) {
        assertThat(cli.code()).isEqualTo(code);
        assertThat(cli.err()).contains(message);
        assertThat(cli.out()).isEmpty();
    }
}
