package io.strikebook.cli.greeks;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.StopSignal;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the Greeks of accounts by underlying and expiry. */
@Command(
        name = "greeks",
        description = {
            "Prints the Greeks of accounts by underlying and expiry, live or recorded, from executions, margin and marks.",
            "",
            "delta is in coins; 'net delta' is the net transaction delta: of inverse options less what they cost in coins.",
            "gamma is its change per USD, vega USD per volatility point, theta USD per day. Positions are compared with the",
            "open interest that margin tells, and a difference ends the command."
        },
        footer = {
            "",
            "Exit codes: 0 printed (also after Ctrl-C with -f), 1 positions differ from margin's, 2 arguments, 3 no such",
            "home, or frames were pruned that positions need.",
            "",
            "Examples:",
            "  strikebook greeks --account 7",
            "  strikebook greeks -f --json"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class GreeksCommand implements Callable<Integer> {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--account", paramLabel = "ID", description = "only this account (default: all that ever traded)")
    private int account;

    @Option(
            names = {"-f", "--follow"},
            description = "print again, at most once in --every, when something changed, until Ctrl-C or SIGTERM")
    private boolean follow;

    @Option(
            names = "--every",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "with -f: milliseconds between two (default: ${DEFAULT-VALUE})")
    private long everyMs;

    @Option(names = "--json", description = "one JSON object per account, underlying and expiry")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (account < 0 || everyMs < 1) {
            throw new ParameterException(spec.commandLine(), "--account and --every take 1 or more");
        }
        final Home home = homeOption.home();
        final Manifest manifest = home.open();
        try (FollowedGreeks followed =
                        new FollowedGreeks(home, manifest, HomeQueues.transport(manifest, System::nanoTime));
                StopSignal stop = new StopSignal()) {
            while (followed.read() && !stop.isStopped()) {
                continue;
            }
            final GreeksPrinter printer = new GreeksPrinter(manifest.venue().underlyings(), followed);
            print(printer);
            if (follow) {
                follow(followed, printer, stop);
            }
        } catch (final IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCodes.FAILED;
        }
        return ExitCodes.DONE;
    }

    private void follow(final FollowedGreeks followed, final GreeksPrinter printer, final StopSignal stop) {
        long printed = asOf(followed);
        long nextNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMs);
        while (!stop.isStopped() && !spec.commandLine().getOut().checkError()) {
            while (followed.read() && !stop.isStopped()) {
                continue;
            }
            if (asOf(followed) != printed && System.nanoTime() - nextNs >= 0) {
                print(printer);
                printed = asOf(followed);
                nextNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMs);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Grows with every command and epoch read. */
    private static long asOf(final FollowedGreeks followed) {
        return followed.follower().commandsTo() + followed.follower().marksEpoch();
    }

    private void print(final GreeksPrinter printer) {
        final PrintWriter out = spec.commandLine().getOut();
        (json ? printer.json(account) : printer.lines(account)).forEach(out::println);
        if (follow && !json) {
            out.println();
        }
        out.flush();
    }
}
