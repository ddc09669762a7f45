package io.strikebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong arguments are named in a line, and the next says where to look; nothing is done. */
class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "tail @ strikebook tail: Missing required parameter: 'QUEUE'",
                "tail executions -n x @ strikebook tail: Invalid value for option '--frames': 'x' is not a whole number",
                "tail executions --account 1.5 @ strikebook tail: Invalid value for option '--account': '1.5' is not a whole number",
                "watch --seconds -1 @ strikebook watch: --seconds: -1 is below 0",
                "status extra @ strikebook status: unexpected: 'extra'",
                "status extra words @ strikebook status: unexpected: 'extra', 'words'",
                "status --nope @ strikebook status: unknown option '--nope'",
                "replay h @ strikebook replay: Missing required argument (specify one of these): (--verify | --into=HOME2)",
                "admin deposit --account 0 --currency BTC --amount 1 @ strikebook admin deposit: Invalid value for option"
                        + " '--account': '0' is no account id: a whole number from 1 on",
                "admin deposit --account 1 --currency BTC --amount much @ strikebook admin deposit: Invalid value for option"
                        + " '--amount': 'much' is not a number",
                "admin deposit --account 1 --currency BTC --amount -1 @ strikebook admin deposit: --amount: -1 is not above 0",
                "admin self-trade --account 1 maker @ strikebook admin self-trade: MODE: 'maker' is none of none, cancel_taker,"
                        + " cancel_maker, cancel_both, decrement",
                "admin self-trade --account 1 none --group -2 @ strikebook admin self-trade: --group: -2 is below 0",
                "admin allocation 1 fifo @ strikebook admin allocation: RULE: 'fifo' is none of price_time, pro_rata",
                "admin allocation 1 pro_rata --top-percent 101 @ strikebook admin allocation: --top-percent: 101 is not 0..100",
                "admin allocation 1 price_time --top-percent 5 @ strikebook admin allocation: --top-percent is for pro_rata; by"
                        + " price and time the earliest order gets all",
            })
    void isNamedInALine(final String command, final String line) {
        final Cli cli = Cli.withoutHome(command.split(" "));
        assertThat(cli.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(cli.out()).isEmpty();
        final String name = line.substring(0, line.indexOf(':'));
        assertThat(cli.err().lines()).containsExactly(line, "'" + name + " --help' says what it takes");
    }

    @ParameterizedTest
    @CsvSource({"stats, status", "admin halts, admin halt"})
    void similarCommandsAreSuggested(final String command, final String similar) {
        final Cli cli = Cli.withoutHome(command.split(" "));
        assertThat(cli.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(cli.err()).contains("Did you mean").contains(similar).hasLineCount(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status --home nowhere | strikebook status: no manifest at ",
                "admin halt 1 --home nowhere | strikebook admin halt: no manifest at ",
                "book 1 --home nowhere | strikebook book: no manifest at ",
            })
    void whatIsNoHomeIsRefusedByName(final String command, final String line) {
        final Cli cli = Cli.withoutHome(command.split(" "));
        assertThat(cli.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(cli.err()).startsWith(line).hasLineCount(1);
    }
}
