package io.strikebook.cli.admin;

import io.strikebook.schemas.SetVolatilityBandEncoder;
import io.strikebook.schemas.TriggerReference;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets how far an instrument may trade from its reference price before an auction interrupts it. */
@Command(
        name = "volatility-band",
        description = {
            "Sets how far an instrument may trade from its reference price before an auction interrupts it.",
            "",
            "An order that would trade beyond stops there; after the interruption what crosses trades at one price."
        },
        footer = {
            "",
            "Example: strikebook admin volatility-band BTC-PERPETUAL --width 500 --reference mark "
                    + "--interruption-ms 5000"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetVolatilityBand implements Callable<Integer> {
    private static final int PLACES = 8;

    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Option(
            names = "--width",
            paramLabel = "X",
            required = true,
            description = "to both sides, in the quotation of the instrument; 0: no band")
    private BigDecimal width;

    @Option(
            names = "--reference",
            paramLabel = "P",
            defaultValue = "mark",
            description = "mark, or last: the trade before the order arrives (default: ${DEFAULT-VALUE})")
    private String reference;

    @Option(
            names = "--interruption-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "how long the interruption lasts; up to a day, without a band 0")
    private long interruptionMs;

    @Override
    public Integer call() {
        final long widthE8 = options.fixedPoint("--width", width, PLACES);
        final TriggerReference chosen =
                options.choice("--reference", reference, List.of(TriggerReference.MARK, TriggerReference.LAST));
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetVolatilityBandEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .widthE8(widthE8)
                    .auctionNs(TimeUnit.MILLISECONDS.toNanos(interruptionMs))
                    .instrumentId(instrumentId)
                    .reference(chosen)
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }
}
