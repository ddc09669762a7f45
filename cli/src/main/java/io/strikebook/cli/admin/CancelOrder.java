package io.strikebook.cli.admin;

import io.strikebook.schemas.CancelOrderEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cancels one order of an account. */
@Command(
        name = "cancel",
        description = "Cancels one order of an account, by its id or by the client's.",
        footer = {"", "Example: strikebook admin cancel --account 7 --instrument BTC-PERPETUAL --client-order 42"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CancelOrder implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    @Option(names = "--instrument", paramLabel = "I", required = true, description = "name or id")
    private String instrument;

    @Option(names = "--order", paramLabel = "ID", defaultValue = "0", description = "the venue's order id")
    private long orderId;

    @Option(
            names = "--client-order",
            paramLabel = "ID",
            defaultValue = "0",
            description = "the client's order id, where --order is not given")
    private long clientOrderId;

    @Override
    public Integer call() {
        if (orderId == 0 && clientOrderId == 0) {
            throw options.usage("give --order or --client-order");
        }
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new CancelOrderEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .orderId(orderId)
                    .clientOrderId(clientOrderId)
                    .accountId(accountId)
                    .instrumentId(instrumentId)
                    .encodedLength();
        });
    }
}
