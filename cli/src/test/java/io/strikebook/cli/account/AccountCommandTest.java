package io.strikebook.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts of a recorded race, and orders tried on them. */
@Timeout(300)
class AccountCommandTest {
    @TempDir
    private static Path folder;

    private static String home;

    @BeforeAll
    static void record() {
        home = folder.resolve("h").toString();
        assertThat(Cli.withoutHome("race", home, "--seconds", "1").code()).isEqualTo(ExitCodes.DONE);
    }

    private static Cli account(final String... args) {
        final List<String> all = new ArrayList<>(List.of("account", home));
        all.addAll(List.of(args));
        return Cli.withoutHome(all.toArray(new String[0]));
    }

    @Test
    void moneyMarginPositionsAndLiquidationPrices() {
        final Cli cli = account("2");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines().get(0)).matches("account 2 after command \\d+, 2026-01-05T\\S+Z, marks of epoch \\d+");
        assertThat(cli.lines().get(1)).isEqualTo("standard margin, open, 0 open orders");
        assertThat(cli.lines())
                .anyMatch(line -> line.matches("BTC +amount"))
                .anyMatch(line -> line.matches("cash +1000000\\.\\d{8}"))
                .anyMatch(line -> line.matches("available for orders +\\d+\\.\\d{8}"))
                .anyMatch(line -> line.startsWith("BTC-PERPETUAL "))
                .anyMatch(line ->
                        line.matches("liquidation price: BTC is [\\d.]+; falling to a hundredth: none, rising.*"));
    }

    @Test
    void asItWasAfterAnyCommand() {
        final Cli cli = account("2", "--at", "40");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines().get(0)).startsWith("account 2 after command 40, ");
    }

    @Test
    void oneObjectOfJson() {
        final Cli cli = account("2", "--json", "--with", "buy 100 BTC-PERPETUAL @ market");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines()).hasSize(1);
        JsonLine.parse(cli.lines().get(0));
        assertThat(cli.out())
                .contains(
                        "\"marginModel\":\"STANDARD\"",
                        "\"currency\":\"BTC\"",
                        "\"liquidation\":[{\"underlying\":\"BTC\"")
                .contains(
                        "\"orders\":[{\"order\":\"buy 100 BTC-PERPETUAL @ market\",\"lots\":10,\"decision\":\"ACCEPTED\"");
    }

    @Test
    void ordersThatAreTriedInTurn() {
        final Cli cli = account(
                "2", "--with", "buy 1000 BTC-PERPETUAL @ market", "--with", "sell 5000 ETH-PERPETUAL @ 3100 post-only");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines())
                .anyMatch(line -> line.matches("with buy 1000 BTC-PERPETUAL @ market \\(100 lots\\): accepted.*"))
                .anyMatch(
                        line -> line.equals("with sell 5000 ETH-PERPETUAL @ 3100 post-only (5000 lots): accepted; 5000"
                                + " lots are live after that"))
                .anyMatch(line -> line.matches("ETH +before +after +change"))
                .anyMatch(line -> line.matches("of open orders +[\\d.]+ +[\\d.]+ +[\\d.]+"))
                .anyMatch(line -> line.startsWith("then liquidation price: BTC is "));
    }

    @Test
    void whatTheVenueRefusesIsSaidWithItsCode() {
        final Cli cli = account("2", "--with", "buy 10 BTC-PERPETUAL @ 60000.3");
        assertThat(cli.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(cli.lines())
                .contains(
                        "with buy 10 BTC-PERPETUAL @ 60000.3 (1 lots): refused, BAD_TICK: prices are multiples of 0.5");
        final Cli tooDear = account("2", "--with", "buy 10 BTC-PERPETUAL @ 160000");
        assertThat(tooDear.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(tooDear.out()).contains("refused, PRICE_OUTSIDE_BAND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sell five                     | is no order like
            sell 5 BTC-PERPETUAL          | is no order like
            sell 5 BTC-PERPETUAL @ 60000  | amounts of BTC-PERPETUAL are multiples of 10 USD
            sell 0 BTC-PERPETUAL @ 60000  | amounts of BTC-PERPETUAL are multiples of 10 USD
            buy 10 BTC-1JAN99-1-C @ 0.01  | no instrument BTC-1JAN99-1-C is listed after command
            buy 10 BTC-PERPETUAL @ 1.123456789 | prices have at most 8 decimal places
            buy 10 BTC-PERPETUAL @ 999999999999999 | a number is beyond all that is counted with
            buy 10 BTC-PERPETUAL @ 60000 ioc fok | ioc or fok, not both
            """)
    void whatIsNoOrderIsOneLineAndAnExitCode(final String order, final String message) {
        final Cli cli = account("2", "--with", order);
        assertThat(cli.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(cli.err().lines().filter(line -> line.startsWith("strikebook account: ")))
                .singleElement()
                .asString()
                .contains(message);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void whatIsNotThereIsOneLineAndAnExitCode() {
        refused(account("99"), ExitCodes.USAGE, "there is no account 99 after command");
        refused(account("2", "--at", "1"), ExitCodes.USAGE, "there is no account 2 after command 1");
        refused(
                account("2", "--at", "0"),
                ExitCodes.USAGE,
                "--at 0: the commands that every engine has answered are 1 to");
        refused(account("2", "--at", "9999999"), ExitCodes.USAGE, "--at 9999999: the commands that");
        refused(account("two"), ExitCodes.USAGE, "'two' is not a whole number");
        refused(
                Cli.withoutHome("account", folder.resolve("none").toString(), "2"),
                ExitCodes.REFUSED,
                "not a home, or 'init' was not run");
    }

    private static void refused(final Cli cli, final int code, final String message) {
        assertThat(cli.code()).isEqualTo(code);
        assertThat(cli.err()).contains(message);
        assertThat(cli.out()).isEmpty();
    }
}
