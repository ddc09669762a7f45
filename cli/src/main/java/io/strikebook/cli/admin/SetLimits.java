package io.strikebook.cli.admin;

import io.strikebook.schemas.SetAccountLimitsEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets the limits of an account. */
@Command(
        name = "set-limits",
        description = "Sets the limits of an account.",
        footer = {"", "Example: strikebook admin set-limits --account 7 --max-open-orders 200 --max-order-lots 1000"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetLimits implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    @Option(
            names = "--max-open-orders",
            paramLabel = "N",
            required = true,
            description = "most live orders at once; 0: the venue's own limit")
    private int maxOpenOrders;

    @Option(
            names = "--max-order-lots",
            paramLabel = "LOTS",
            defaultValue = "0",
            description = "largest order in lots (default: 0, only the instrument's own limit)")
    private long maxOrderLots;

    @Override
    public Integer call() {
        return options.run(names -> (buffer, offset, header) -> new SetAccountLimitsEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .maxOpenOrders(maxOpenOrders)
                .maxOrderLots(maxOrderLots)
                .encodedLength());
    }
}
