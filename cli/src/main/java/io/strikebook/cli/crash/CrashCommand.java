package io.strikebook.cli.crash;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.Progress;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.runner.crash.CrashReport;
import io.strikebook.runner.crash.CrashRun;
import io.strikebook.runner.crash.CrashSettings;
import io.strikebook.runner.crash.RecordedMarket;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays recorded chains to a population of leveraged accounts. */
@Command(
        name = "crash",
        description = {
            "Plays recorded option chains to all engines, with leveraged accounts of many kinds and market makers who quote, and says what",
            "became of them: margin calls, liquidations, their steps, what the insurance fund paid, who was deleveraged.",
            "",
            "Between polls the indices go along seeded Brownian bridges, second by second, as volatile as options at the money were priced",
            "and correlated as they moved from poll to poll; volatilities, forwards and spreads go straight. Or every move is from poll to",
            "poll, and each is a gap. Accounts join with the first poll of each day: they buy or sell perpetuals, sell puts and strangles,",
            "hedge, under standard and portfolio margin, keep 1.1 to 8 times their initial margin and hold on. After every answer of",
            "margin all money has to sum to zero in each currency.",
            "",
            "calls       wallets that fell below initial margin; 'begun' below maintenance margin",
            "steps       orders of liquidations in the book",
            "taken over  wallets whose positions the insurance fund took, and what those were worth; 'fund paid' of what they owed",
            "closed      value of positions closed against others (deleveraging); 'others paid' of what accounts owed",
            "below zero  accounts of which any state told an equity below zero; 'lowest' of all equities told, in dollars"
        },
        footer = {
            "",
            "Exit codes: 0 played; 1 money did not sum to zero; 2 arguments, no such file, fewer than two polls.",
            "",
            "  strikebook crash chains --perpetuals perpetuals.csv.gz --from 2026-01-29T00:00:00Z --to 2026-02-05T00:00:00Z --svg crash.svg"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CrashCommand implements Callable<Integer> {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Points of a curve in the picture. */
    private static final int SAMPLES = 400;

    @Parameters(
            paramLabel = "CHAINS",
            description = "a recorded poll of Deribit's chains (.csv.gz), or a folder of them")
    private Path chains;

    @Option(
            names = "--perpetuals",
            paramLabel = "FILE",
            required = true,
            description = "recorded marks of perpetuals (.csv.gz)")
    private Path perpetuals;

    @Option(names = "--from", paramLabel = "TIME", description = "polls from this time on, as 2026-01-29T00:00:00Z")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", paramLabel = "TIME", description = "polls up to this time")
    private Instant to = Instant.ofEpochSecond(Integer.MAX_VALUE);

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "from one market to the next; 0: from poll to poll (default: ${DEFAULT-VALUE})")
    private int step;

    @Option(
            names = "--holders",
            paramLabel = "N",
            defaultValue = "3",
            description = "accounts of each of nine kinds, underlying and day (default: ${DEFAULT-VALUE})")
    private int holders;

    @Option(
            names = "--fund",
            paramLabel = "USD",
            defaultValue = "100000",
            description = "what the insurance fund begins with in each coin (default: ${DEFAULT-VALUE})")
    private long fundUsd;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "of the path and the accounts (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = {
                "also write a picture there: equity and maintenance margin of the ten largest accounts, and of the ten largest of",
                "those that were liquidated, indices on top"
            })
    private Path svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (step < 0 || holders < 1 || fundUsd < 0) {
            throw new ParameterException(spec.commandLine(), "--step and --fund take 0 or more, --holders 1 or more");
        }
        final RecordedMarket market = read();
        final long seconds = (market.timeNs(market.polls() - 1) - market.timeNs(0)) / NS_PER_SECOND;
        final Progress progress = new Progress(spec.commandLine().getErr(), "second", seconds);
        final int sampleSeconds = step == 0 ? 1 : (int) Math.max(1, seconds / Math.max(1, step) / SAMPLES);
        final CrashReport report = new CrashRun(
                        market, 0, market.polls() - 1, new CrashSettings(step, holders, fundUsd, seed, sampleSeconds))
                .run(progress);
        final PrintWriter out = spec.commandLine().getOut();
        CrashPrinter.lines(report).forEach(out::println);
        out.flush();
        if (svg != null) {
            write(CrashPlot.draw(report));
        }
        return ExitCodes.DONE;
    }

    private RecordedMarket read() {
        for (final Path path : new Path[] {chains, perpetuals}) {
            if (!Files.exists(path)) {
                throw new CommandFailedException(ExitCodes.USAGE, path + ": there is no such file");
            }
        }
        try {
            return RecordedMarket.read(
                    chains,
                    perpetuals,
                    VenueParameters.defaults().underlyings(),
                    from.toEpochMilli() * NS_PER_MS,
                    to.toEpochMilli() * NS_PER_MS);
        } catch (final IllegalArgumentException e) {
            throw new CommandFailedException(ExitCodes.USAGE, e.getMessage());
        }
    }

    private void write(final String picture) {
        try {
            Files.writeString(svg, picture);
        } catch (final IOException e) {
            throw new CommandFailedException(ExitCodes.FAILED, svg + ": cannot be written: " + e);
        }
    }
}
