package io.strikebook.cli.admin;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.WithdrawEncoder;
import picocli.CommandLine.Command;

/** Debits an account, where its available margin allows it. */
@Command(
        name = "withdraw",
        description = "Debits an account, where its available margin allows it.",
        footer = {"", "Example: strikebook admin withdraw --account 7 --currency BTC --amount 1.5"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Withdraw extends MoneyRequest {
    @Override
    AdminRequest request(final int account, final Currency chosen, final long ledgerAmount) {
        return (buffer, offset, header) -> new WithdrawEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .amount(ledgerAmount)
                .accountId(account)
                .currency(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength();
    }
}
