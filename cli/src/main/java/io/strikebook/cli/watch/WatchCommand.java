package io.strikebook.cli.watch;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.StopSignal;
import io.strikebook.cli.home.HomeStatus;
import io.strikebook.cli.home.OldestUnread;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The live summary of a running venue. */
@Command(
        name = "watch",
        description = {
            "Shows rates, latencies, books, accounts, problems and the lag of readers of a running venue.",
            "Latencies are between the clocks at which two processes wrote: from the group that caused something to the",
            "group that answers it. On a terminal the summary is redrawn; elsewhere it is printed every few seconds.",
            "Ends with a summary of the whole time, also after Ctrl-C."
        },
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
    private static final double NS_PER_SECOND = 1e9;
    private static final long IDLE_MS = 20;
    private static final long TERMINAL_INTERVAL_MS = 1_000;
    private static final long PLAIN_INTERVAL_MS = 5_000;
    private static final String TO_TOP = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_ALL = "\u001b[2J";

    @Mixin
    private HomeOption homeOption;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "how long to watch; 0, the default: until Ctrl-C")
    private long seconds;

    @Option(names = "--plain", description = "print blocks, never redraw")
    private boolean plain;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "--seconds: " + seconds + " is below 0");
        }
        final Home home = homeOption.home();
        final Manifest manifest = home.open();
        final Console console = System.console();
        final boolean redraw = !plain && console != null && console.isTerminal();
        try (StopSignal stop = new StopSignal();
                OldestUnread oldest = new OldestUnread(home, manifest);
                VenueWatch watch = new VenueWatch(home, manifest, new SystemEpochNanoClock().nanoTime())) {
            final WatchPrinter printer = new WatchPrinter(
                    watch, manifest.venue().underlyings(), () -> HomeStatus.read(home, manifest, oldest));
            final long startNs = System.nanoTime();
            final String died = follow(home, watch, printer, startNs, redraw, stop);
            watch.poll();
            print(printer.total(secondsSince(startNs)), false);
            if (died != null) {
                spec.commandLine().getErr().println("strikebook watch: " + died);
                return ExitCodes.FAILED;
            }
            return ExitCodes.DONE;
        }
    }

    /** Answers which process died, or null after the time asked for, or a signal. */
    private String follow(
            final Home home,
            final VenueWatch watch,
            final WatchPrinter printer,
            final long startNs,
            final boolean redraw,
            final StopSignal stop)
            throws InterruptedException {
        final long intervalNs = (redraw ? TERMINAL_INTERVAL_MS : plainIntervalMs()) * 1_000_000;
        long shownNs = startNs;
        if (redraw) {
            out().print(CLEAR_ALL);
        }
        while (true) {
            if (watch.poll() == 0) {
                Thread.sleep(IDLE_MS);
            }
            final long nowNs = System.nanoTime();
            if (nowNs - shownNs >= intervalNs) {
                final List<ProcessMark> marks = MarkFileReader.readAll(home);
                final List<String> lines =
                        new ArrayList<>(printer.interval(secondsSince(startNs), (nowNs - shownNs) / NS_PER_SECOND));
                lines.addAll(StallLine.of(marks));
                print(lines, redraw);
                shownNs = nowNs;
                final String died = died(home, marks);
                if (died != null) {
                    return died;
                }
            }
            if (stop.isStopped() || seconds > 0 && secondsSince(startNs) >= seconds) {
                return null;
            }
        }
    }

    /** Short watches still show a block or two. */
    private long plainIntervalMs() {
        return seconds > 0 ? Math.max(1_000, Math.min(PLAIN_INTERVAL_MS, seconds * 1_000 / 2)) : PLAIN_INTERVAL_MS;
    }

    private static String died(final Home home, final List<ProcessMark> marks) {
        final Optional<ProcessMark> dead = marks.stream()
                .filter(mark ->
                        mark.state() == ProcessState.FAILED || mark.state().isAlive() && !mark.isAlive())
                .findFirst();
        return dead.map(mark -> mark.role() + " (pid " + mark.pid() + ") "
                        + (mark.state() == ProcessState.FAILED ? "failed" : "died") + "; see "
                        + home.log().resolve(mark.role() + ".out"))
                .orElse(null);
    }

    private static double secondsSince(final long startNs) {
        return (System.nanoTime() - startNs) / NS_PER_SECOND;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(final List<String> lines, final boolean redraw) {
        if (redraw) {
            out().print(TO_TOP);
            lines.forEach(line -> out().print(line + CLEAR_LINE + "\n"));
            out().print(CLEAR_BELOW);
        } else {
            out().println();
            lines.forEach(out()::println);
        }
        out().flush();
    }
}
