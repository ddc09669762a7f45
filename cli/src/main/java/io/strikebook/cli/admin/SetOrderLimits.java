package io.strikebook.cli.admin;

import io.strikebook.schemas.SetRiskLimitsEncoder;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets what one order of an account may be at most. */
@Command(
        name = "order-limits",
        description = {
            "Sets what one order of an account may be at most, so that a slip of the finger goes nowhere.",
            "",
            "What is not given is as the venue's configuration has it (venue.riskLimits); -1: no limit."
        },
        footer = {"", "Example: strikebook admin order-limits --account 7 --max-value 500000 --max-distance 0.02"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetOrderLimits implements Callable<Integer> {
    private static final int PLACES = 8;
    private static final BigDecimal NO_LIMIT = BigDecimal.ONE.negate();

    @Mixin
    private AdminOptions options;

    @Mixin
    private AccountOption account;

    @Option(
            names = "--max-value",
            paramLabel = "USD",
            defaultValue = "0",
            description = "what an order may be worth, USD at the index price")
    private BigDecimal maxValue;

    @Option(
            names = "--max-distance",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "how far a limit price may be from the mark: a ratio of it, of options of a coin or of the index; "
                            + "up to 10")
    private BigDecimal maxDistance;

    @Override
    public Integer call() {
        final long valueE8 = limitE8("--max-value", maxValue);
        final long distanceE8 = limitE8("--max-distance", maxDistance);
        return options.run(names -> (buffer, offset, header) -> new SetRiskLimitsEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .maxOrderValueE8(valueE8)
                .maxDistanceE8(distanceE8)
                .accountId(account.id())
                .reserved(0)
                .encodedLength());
    }

    private long limitE8(final String option, final BigDecimal value) {
        if (value.compareTo(NO_LIMIT) == 0) {
            return -1;
        }
        if (value.signum() < 0) {
            throw options.usage(option + ": " + value.toPlainString() + " is below 0 and not -1");
        }
        return options.fixedPoint(option, value, PLACES);
    }
}
