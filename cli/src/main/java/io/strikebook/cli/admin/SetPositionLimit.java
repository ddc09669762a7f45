package io.strikebook.cli.admin;

import io.strikebook.schemas.SetPositionLimitEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets how long or short accounts may become in an instrument. */
@Command(
        name = "position-limit",
        description = {
            "Sets how long or short an account, or every account that has no limit of its own, may become in an instrument.",
            "",
            "Open orders of the side count. What a position is beyond the limit already stays, and may only become smaller."
        },
        footer = {"", "Example: strikebook admin position-limit BTC-PERPETUAL --account 7 --lots 100000"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetPositionLimit implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "0",
            description = "account id (default: 0, every account that has no limit of its own)")
    private int accountId;

    @Option(
            names = "--lots",
            paramLabel = "LOTS",
            required = true,
            description = "the limit; 0: as it was before there was one; -1: none")
    private long lots;

    @Override
    public Integer call() {
        if (accountId < 0) {
            throw options.usage("--account: " + accountId + " is below 0");
        }
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetPositionLimitEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .maxPositionLots(lots)
                    .accountId(accountId)
                    .instrumentId(instrumentId)
                    .encodedLength();
        });
    }
}
