package io.strikebook.cli.stress;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.MomentOption;
import io.strikebook.runner.Moment;
import io.strikebook.runner.account.MarkDetails;
import io.strikebook.runner.stress.StressResult;
import io.strikebook.runner.stress.StressScenario;
import io.strikebook.runner.stress.StressScenarios;
import io.strikebook.runner.stress.StressTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shocks the accounts of a recorded moment. */
@Command(
        name = "stress",
        description = {
            "What shocks would do to the accounts of a recorded moment, and to the venue: days that were, moves of everything from",
            "-66 to +500 percent, volatility up and down, underlyings apart; each while the largest accounts default.",
            "",
            "Held: each option's volatility at its strike but for what the scenario says, the ratio of forwards and futures to the",
            "index, time, positions, cash; nobody trades meanwhile. Options are priced in full at the moved forward, risk arrays",
            "computed anew, and margin itself values every account. Dollars are those of the moved prices.",
            "",
            "losses       what positions lose; 'largest 5': the part of it that five accounts have",
            "below        accounts with a wallet below initial or maintenance margin, or zero",
            "to close     net delta of wallets below maintenance margin, and of accounts in default; and as part of open interest",
            "owed         what wallets below zero owe at the moved marks",
            "lost beyond  that, and what closing those positions costs beyond what the wallets have; 'in default' of it",
            "fund pays    of that, what the insurance fund has in that currency; 'uncovered': the rest; as part of others' gains"
        },
        footer = {
            "",
            "Exit codes: 0 printed; 2 arguments, no such command, no shock; 3 no such home, or nothing was traded there, or what is",
            "needed was pruned; 5 the engines do not do what was recorded.",
            "",
            "  strikebook stress home",
            "  strikebook stress home --at 120000 --defaults 3 --fund 9 --svg stress.svg",
            "  strikebook stress home --shock \"exchange fails: BTC -45 vol +120, ETH -55 vol +140, * -60\" --json"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class StressCommand implements Callable<Integer> {
    private static final double PERCENT = 100;

    @Mixin
    private MomentOption momentOption;

    @Option(
            names = "--shock",
            paramLabel = "NAME: SHOCKS",
            description = {
                "a scenario in place of the usual ones, in percent: \"NAME: BTC -33 vol +50, ETH -40, * -35 points +10\"; * is every",
                "other underlying, vol the relative move of volatilities, points what is added to them; repeatable"
            })
    private List<String> shocks = List.of();

    @Option(
            names = "--defaults",
            paramLabel = "N",
            defaultValue = "2",
            description = "so many of the largest accounts, by initial margin, default (default: ${DEFAULT-VALUE})")
    private int defaults;

    @Option(
            names = "--closing-cost",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "of the net delta that is closed (default: ${DEFAULT-VALUE})")
    private double closingCost;

    @Option(
            names = "--fund",
            paramLabel = "ID",
            description = "the insurance fund's account; 0: none (default: as the venue has it)")
    private Integer fund;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "10",
            description = "those that lose most; 0 for all (default: ${DEFAULT-VALUE})")
    private int accounts;

    @Option(names = "--json", description = "one JSON object per scenario, with its accounts")
    private boolean json;

    @Option(names = "--svg", paramLabel = "FILE", description = "also write a picture of all scenarios there")
    private Path svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (defaults < 0 || accounts < 0 || fund != null && fund < 0 || !(closingCost >= 0 && closingCost <= PERCENT)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--defaults, --accounts and --fund take 0 or more, --closing-cost 0 to 100 percent");
        }
        final List<StressScenario> scenarios = scenarios();
        final PrintWriter out = spec.commandLine().getOut();
        momentOption.look(moment -> {
            print(moment, scenarios, out);
            return null;
        });
        out.flush();
        return ExitCodes.DONE;
    }

    private List<StressScenario> scenarios() {
        try {
            return shocks.isEmpty()
                    ? StressScenarios.all()
                    : shocks.stream().map(StressScenario::parse).toList();
        } catch (final IllegalArgumentException e) {
            throw new CommandFailedException(ExitCodes.USAGE, "--shock " + e.getMessage());
        }
    }

    private void print(final Moment moment, final List<StressScenario> scenarios, final PrintWriter out) {
        requireKnown(moment, scenarios);
        final int fundAccount = fundAccount(moment);
        final List<StressResult> results = new StressTest(
                        moment,
                        MarkDetails.at(moment),
                        new StressTest.Options(defaults, closingCost / PERCENT, fundAccount))
                .run(scenarios);
        final StressPrinter printer = new StressPrinter(results, accounts);
        final String title =
                "after command " + moment.sequence() + ", " + Instant.ofEpochSecond(0, moment.timestampNs())
                        + ": " + moment.margin().wallets().accountCount() + " accounts, the " + defaults
                        + " largest default, closing costs " + closingCost + " % of net delta, "
                        + (fundAccount == 0 ? "no insurance fund" : "insurance fund is account " + fundAccount);
        if (json) {
            printer.json().forEach(out::println);
        } else {
            out.println(title);
            printer.lines().forEach(out::println);
        }
        if (svg != null) {
            write(StressPlot.draw(title, results));
        }
    }

    /** The account asked for, or the venue's where that was opened by then; 0 for none. */
    private int fundAccount(final Moment moment) {
        if (fund != null) {
            return fund;
        }
        final int ofVenue = moment.recording().manifest().venue().liquidation().insuranceAccountId();
        return moment.margin().wallets().hasAccount(ofVenue) ? ofVenue : 0;
    }

    private void requireKnown(final Moment moment, final List<StressScenario> scenarios) {
        final List<String> codes = moment.recording().manifest().venue().underlyings().stream()
                .map(underlying -> underlying.code())
                .toList();
        for (final StressScenario scenario : scenarios) {
            for (final String code : scenario.shocks().keySet()) {
                if (!shocks.isEmpty() && !code.equals(StressScenario.OTHERS) && !codes.contains(code)) {
                    throw new CommandFailedException(
                            ExitCodes.USAGE,
                            "--shock: there is no underlying " + code + ", only " + String.join(", ", codes));
                }
            }
        }
        if (fund != null && fund != 0 && !moment.margin().wallets().hasAccount(fund)) {
            throw new CommandFailedException(
                    ExitCodes.USAGE, "--fund: there is no account " + fund + " after command " + moment.sequence());
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
