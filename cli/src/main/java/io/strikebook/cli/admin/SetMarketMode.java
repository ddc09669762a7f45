package io.strikebook.cli.admin;

import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.SetMarketModeEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets how orders come to trade in an instrument while it is open. */
@Command(
        name = "market-mode",
        description = {
            "Sets how orders come to trade in an instrument while it is open.",
            "",
            "continuous: as they arrive. speed_bump: what would trade on arrival waits for so many milliseconds. "
                    + "batch_auction: all that arrives waits, unseen, and trades at one price every so many milliseconds. "
                    + "Cancels never wait."
        },
        footer = {
            "",
            "Example: strikebook admin market-mode BTC-PERPETUAL speed_bump --ms 5",
            "",
            "What instruments are listed with is in the configuration (venue: marketModes)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetMarketMode implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Parameters(index = "0", paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Parameters(index = "1", paramLabel = "MODE", description = "continuous, speed_bump or batch_auction")
    private String mode;

    @Option(
            names = "--ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "milliseconds: 1 to 10 for a speed bump, 1 to 1,000 from batch to batch; continuous: none")
    private long milliseconds;

    @Override
    public Integer call() {
        final MarketMode chosen = options.choice(
                "MODE", mode, List.of(MarketMode.CONTINUOUS, MarketMode.SPEED_BUMP, MarketMode.BATCH_AUCTION));
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetMarketModeEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .delayNs(TimeUnit.MILLISECONDS.toNanos(milliseconds))
                    .instrumentId(instrumentId)
                    .mode(chosen)
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }
}
