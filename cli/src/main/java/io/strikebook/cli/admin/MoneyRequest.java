package io.strikebook.cli.admin;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.Currency;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves an account's money, over the edge of the venue or to another account; each direction is a command of its own. */
abstract class MoneyRequest implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    @Option(names = "--currency", paramLabel = "C", required = true, description = "BTC, ETH, USDC or USD")
    private String currency;

    @Option(
            names = "--amount",
            paramLabel = "X",
            required = true,
            description = "in units of the currency, e.g. 1.5; at most 8 decimal places for coins, 6 for dollars")
    private BigDecimal amount;

    /**
     * The message of this direction.
     *
     * @param ledgerAmount in the currency's smallest unit
     */
    abstract AdminRequest request(int account, Currency chosen, long ledgerAmount);

    @Override
    public Integer call() {
        final Currency chosen = options.choice(
                "--currency", currency, List.of(Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD));
        if (amount.signum() <= 0) {
            throw options.usage("--amount: " + amount.toPlainString() + " is not above 0");
        }
        final long ledgerAmount = options.fixedPoint("--amount", amount, Currencies.decimals(chosen));
        return options.run(names -> request(accountId, chosen, ledgerAmount));
    }
}
