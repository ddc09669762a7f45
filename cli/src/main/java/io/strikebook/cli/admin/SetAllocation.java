package io.strikebook.cli.admin;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.SetAllocationEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets how orders of one price share what arrives. */
@Command(
        name = "allocation",
        description = {
            "Sets how the orders of one price share what arrives; orders that rest stay where they are.",
            "",
            "price_time: the earliest first. pro_rata: all by their open lots, after a share for the earliest."
        },
        footer = {"", "Example: strikebook admin allocation BTC-PERPETUAL pro_rata --top-percent 40"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetAllocation implements Callable<Integer> {
    private static final int MAX_PERCENT = 100;

    @Mixin
    private AdminOptions options;

    @Parameters(index = "0", paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Parameters(index = "1", paramLabel = "RULE", description = "price_time or pro_rata")
    private String rule;

    @Option(
            names = "--top-percent",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "pro_rata: how much of it the earliest order gets first, 0 to 100 (default: ${DEFAULT-VALUE})")
    private int topPercent;

    @Override
    public Integer call() {
        final AllocationRule chosen =
                options.choice("RULE", rule, List.of(AllocationRule.PRICE_TIME, AllocationRule.PRO_RATA));
        if (topPercent < 0 || topPercent > MAX_PERCENT) {
            throw options.usage("--top-percent: " + topPercent + " is not 0.." + MAX_PERCENT);
        }
        if (chosen == AllocationRule.PRICE_TIME && topPercent != 0) {
            throw options.usage("--top-percent is for pro_rata; by price and time the earliest order gets all");
        }
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetAllocationEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .instrumentId(instrumentId)
                    .rule(chosen)
                    .topOrderPercent((short) topPercent)
                    .reserved(0)
                    .encodedLength();
        });
    }
}
