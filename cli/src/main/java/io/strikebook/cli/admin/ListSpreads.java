package io.strikebook.cli.admin;

import io.strikebook.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the combinations that every underlying has buyers for, of what is listed. */
@Command(
        name = "list-spreads",
        description = {
            "Lists combinations of what is listed, for each underlying: the perpetual against the dated future that ends "
                    + "first, and of the options that end first two calls and a straddle around the index.",
            "",
            "Waits up to --timeout seconds for instruments. What is listed already, and what there are no instruments for, is passed over."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ListSpreads implements Callable<Integer> {
    private static final int MAX_ORDER_LOTS = 1_000;

    @Mixin
    private AdminOptions options;

    @Option(
            names = "--max-order-lots",
            paramLabel = "LOTS",
            defaultValue = "" + MAX_ORDER_LOTS,
            description = "largest order, in lots (default: ${DEFAULT-VALUE})")
    private long maxOrderLots;

    @Override
    public Integer call() {
        int code = ExitCodes.DONE;
        for (final Spread spread : options.awaitSpreads()) {
            code = Math.max(
                    code,
                    options.run(names ->
                            ListCombo.request(spread.symbol(), spread.tickSizeE8(), maxOrderLots, spread.ratios())));
        }
        return code;
    }
}
