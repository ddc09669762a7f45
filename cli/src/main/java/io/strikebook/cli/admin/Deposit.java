package io.strikebook.cli.admin;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Credits an account. */
@Command(
        name = "deposit",
        description = "Credits an account.",
        footer = {"", "Example: strikebook admin deposit --account 7 --currency BTC --amount 1.5"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Deposit implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Mixin
    private MoneyOptions money;

    @Override
    public Integer call() {
        final Currency currency = money.currency(options);
        final long amount = money.ledgerAmount(options);
        return options.run(names -> (buffer, offset, header) -> new DepositEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .amount(amount)
                .accountId(money.accountId())
                .currency(currency)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
