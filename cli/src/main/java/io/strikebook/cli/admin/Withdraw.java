package io.strikebook.cli.admin;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.WithdrawEncoder;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Debits an account, where its available margin allows it. */
@Command(
        name = "withdraw",
        description = "Debits an account, where its available margin allows it.",
        footer = {"", "Example: strikebook admin withdraw --account 7 --currency BTC --amount 1.5"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Withdraw implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(names = "--account", paramLabel = "ID", required = true, description = "account id, from 1")
    private int accountId;

    @Option(names = "--currency", paramLabel = "C", required = true, description = "BTC, ETH, USDC or USD")
    private String currency;

    @Option(
            names = "--amount",
            paramLabel = "X",
            required = true,
            description = "in units of the currency, e.g. 1.5; at most 8 decimal places for coins, 6 for dollars")
    private BigDecimal amount;

    @Override
    public Integer call() {
        final Currency chosen = options.choice(
                "--currency", currency, List.of(Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD));
        final long ledgerAmount = options.fixedPoint("--amount", amount, Currencies.decimals(chosen));
        return options.run(names -> (buffer, offset, header) -> new WithdrawEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .amount(ledgerAmount)
                .accountId(accountId)
                .currency(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
