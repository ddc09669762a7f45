package io.strikebook.cli.admin;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import picocli.CommandLine.Command;

/** Credits an account. */
@Command(
        name = "deposit",
        description = "Credits an account.",
        footer = {"", "Example: strikebook admin deposit --account 7 --currency BTC --amount 1.5"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Deposit extends MoneyRequest {
    @Override
    AdminRequest request(final int account, final Currency chosen, final long ledgerAmount) {
        return (buffer, offset, header) -> new DepositEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .amount(ledgerAmount)
                .accountId(account)
                .currency(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength();
    }
}
