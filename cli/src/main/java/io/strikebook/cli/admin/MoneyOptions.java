package io.strikebook.cli.admin;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.Currency;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose money, which, and how much: what a deposit and a withdrawal have in common. */
final class MoneyOptions {
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

    int accountId() {
        return accountId;
    }

    /** The currency, or a refusal that lists what can be chosen. */
    Currency currency(final AdminOptions options) {
        return options.choice("--currency", currency, List.of(Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD));
    }

    /** The amount in the currency's smallest unit, or a refusal of one that it cannot express. */
    long ledgerAmount(final AdminOptions options) {
        return options.fixedPoint("--amount", amount, Currencies.decimals(currency(options)));
    }
}
