package io.strikebook.cli.admin;

import io.strikebook.schemas.SetGreekLimitsEncoder;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets how much net delta and vega an account or a risk group may have in an underlying. */
@Command(
        name = "greek-limits",
        description = {
            "Sets how much net delta and vega an account, or all accounts of a risk group together, may have in an underlying.",
            "",
            "Open orders count at their worst, at the Greeks of the newest marks. An order that brings them nearer to nothing "
                    + "passes, and so do reduce-only orders. What is not given has no limit."
        },
        footer = {
            "",
            "Example: strikebook admin greek-limits --group 3 --underlying BTC --max-delta 250 --max-vega 40000"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetGreekLimits implements Callable<Integer> {
    private static final int PLACES = 8;

    @Mixin
    private AdminOptions options;

    @Option(names = "--account", paramLabel = "ID", defaultValue = "0", description = "account id")
    private int accountId;

    @Option(
            names = "--group",
            paramLabel = "ID",
            defaultValue = "0",
            description = "risk group, in place of an account")
    private int groupId;

    @Option(names = "--underlying", paramLabel = "CODE", required = true, description = "its code, e.g. BTC")
    private String underlying;

    @Option(
            names = "--max-delta",
            paramLabel = "COINS",
            defaultValue = "0",
            description = "net transaction delta to either side, in coins")
    private BigDecimal maxDelta;

    @Option(
            names = "--max-vega",
            paramLabel = "USD",
            defaultValue = "0",
            description = "net vega to either side, USD per volatility point")
    private BigDecimal maxVega;

    @Override
    public Integer call() {
        if (accountId < 0 || groupId < 0 || (accountId == 0) == (groupId == 0)) {
            throw options.usage("either --account or --group is to be given, from 1");
        }
        final long deltaE8 = limitE8("--max-delta", maxDelta);
        final long vegaE8 = limitE8("--max-vega", maxVega);
        return options.run(names -> {
            final int underlyingId = options.underlyingId(underlying);
            return (buffer, offset, header) -> new SetGreekLimitsEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .maxDeltaE8(deltaE8)
                    .maxVegaE8(vegaE8)
                    .accountId(accountId)
                    .riskGroupId(groupId)
                    .underlyingId(underlyingId)
                    .reserved(0)
                    .encodedLength();
        });
    }

    private long limitE8(final String option, final BigDecimal value) {
        if (value.signum() < 0) {
            throw options.usage(option + ": " + value.toPlainString() + " is below 0");
        }
        return options.fixedPoint(option, value, PLACES);
    }
}
