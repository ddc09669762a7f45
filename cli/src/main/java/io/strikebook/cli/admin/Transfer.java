package io.strikebook.cli.admin;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.TransferEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves money from one account to another, where its available margin allows it. */
@Command(
        name = "transfer",
        description = "Moves money from one account to another, where the available margin of the first allows it.",
        footer = {"", "Example: strikebook admin transfer --account 7 --to 8 --currency BTC --amount 1.5"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Transfer extends MoneyRequest {
    @Option(
            names = "--to",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account that gets it")
    private int counterpartyId;

    @Override
    AdminRequest request(final int account, final Currency chosen, final long ledgerAmount) {
        return (buffer, offset, header) -> new TransferEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .amount(ledgerAmount)
                .accountId(account)
                .counterpartyId(counterpartyId)
                .currency(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength();
    }
}
