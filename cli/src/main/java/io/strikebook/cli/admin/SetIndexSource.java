package io.strikebook.cli.admin;

import io.strikebook.schemas.SetIndexSourceEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Switches a source of an index on or off, or gives it another weight. */
@Command(
        name = "index-source",
        description = {
            "Switches a source of an underlying's index on or off, or gives it another weight.",
            "",
            "The pricer acts on it with its next epoch. What counts then, and why an index stands, 'tail marks' shows:"
                    + " IndexPrice, IndexOutlier, MarketQuality."
        },
        footer = {
            "",
            "Examples: strikebook admin index-source BTC 2 off",
            "          strikebook admin index-source BTC DERIBIT on --weight 50"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetIndexSource implements Callable<Integer> {
    private static final int FULL_WEIGHT = 100;

    @Mixin
    private AdminOptions options;

    @Parameters(index = "0", paramLabel = "UNDERLYING", description = "its code, e.g. BTC")
    private String underlying;

    @Parameters(
            index = "1",
            paramLabel = "SOURCE",
            description = "number of a constituent, or the venue whose own index it is, by its tickers or its index"
                    + " messages")
    private String source;

    @Parameters(index = "2", paramLabel = "STATE", description = "on or off")
    private String state;

    @Option(
            names = "--weight",
            paramLabel = "N",
            defaultValue = "100",
            description = "1 to 100, relative to those of the other sources (default: ${DEFAULT-VALUE}, as for all at"
                    + " the beginning)")
    private int weight;

    @Override
    public Integer call() {
        if (!state.equals("on") && !state.equals("off")) {
            throw options.usage("STATE: '" + state + "' is neither on nor off");
        }
        if (weight < 1 || weight > FULL_WEIGHT) {
            throw options.usage("--weight: " + weight + " is not 1.." + FULL_WEIGHT);
        }
        final boolean numbered = source.matches("[1-9][0-9]{0,8}");
        if (!numbered && (source.matches("[0-9]+") || !source.matches("[A-Za-z0-9_-]{1,8}"))) {
            throw options.usage("SOURCE: '" + source + "' is neither a number from 1 nor a venue's name");
        }
        return options.run(names -> {
            final int underlyingId = options.underlyingId(underlying);
            return (buffer, offset, header) -> new SetIndexSourceEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .venue(numbered ? "" : source)
                    .underlyingId(underlyingId)
                    .constituentId(numbered ? Integer.parseInt(source) : 0)
                    .weight(weight)
                    .enabled((short) (state.equals("on") ? 1 : 0))
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }
}
