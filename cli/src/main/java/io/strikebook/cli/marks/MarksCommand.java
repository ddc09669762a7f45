package io.strikebook.cli.marks;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.Progress;
import io.strikebook.cli.StopSignal;
import io.strikebook.common.venue.Underlying;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares marks with those of the venue that market data came from. */
@Command(
        name = "marks",
        description = {
            "Our marks beside those of the venue that market data came from, of options by time to expiry and moneyness;",
            "the index beside the venue's perpetual; when prices were not to be trusted, and why. Live or recorded. Reads",
            "only.",
            "",
            "Compared is what the venue said within a minute: when market data fell silent for a minute, as between two",
            "polls, and every --every seconds of market-data time. Marks that are flagged stale are left out."
        },
        footer = {
            "",
            "Exit codes: 0 printed, 2 arguments, 3 no such home, or its queues are missing or were pruned; 1 the picture",
            "cannot be written.",
            "",
            "Examples:",
            "  strikebook marks --home home",
            "  strikebook marks --home home --svg marks.svg"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MarksCommand implements Callable<Integer> {
    private static final long MOST_SECONDS = 1_000_000_000L;

    @Mixin
    private HomeOption homeOption;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "market-data time between two comparisons (default: ${DEFAULT-VALUE})")
    private long everySeconds;

    @Option(names = "--svg", paramLabel = "FILE", description = "also draws the differences there")
    private Path svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (everySeconds < 1 || everySeconds > MOST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--every must be 1 to " + MOST_SECONDS + ", is " + everySeconds);
        }
        final Home home = homeOption.home();
        final Manifest manifest = home.open();
        for (final String queue : List.of(QueueNames.MARKET_DATA, QueueNames.MARKS, QueueNames.COMMANDS)) {
            if (!ChronicleTransport.exists(home.queue(queue))) {
                throw new HomeException("queue " + queue + " is missing: nothing at " + home.queue(queue));
            }
            if (home.prunedTo(queue) > 0 && !queue.equals(QueueNames.COMMANDS)) {
                throw new HomeException("queue " + queue + " was pruned up to " + home.prunedTo(queue)
                        + "; what the venue said before is needed too");
            }
        }
        final ChronicleTransport transport = HomeQueues.transport(manifest, System::nanoTime);
        try (MarksReader reader = new MarksReader(
                        home,
                        transport,
                        manifest.venue().underlyings().stream()
                                .map(Underlying::code)
                                .toList(),
                        TimeUnit.SECONDS.toNanos(everySeconds));
                StopSignal stop = new StopSignal()) {
            final Progress progress = new Progress(
                    spec.commandLine().getErr(), "epoch", transport.roughHead(home.queue(QueueNames.MARKS)));
            reader.read(stop::isStopped, progress);
            progress.end();
            final PrintWriter out = spec.commandLine().getOut();
            MarksPrinter.lines(reader).forEach(out::println);
            out.flush();
            if (svg != null) {
                draw(reader);
            }
        }
        return ExitCodes.DONE;
    }

    private void draw(final MarksReader reader) {
        try {
            Files.writeString(svg, MarksPlot.draw(reader.errors));
        } catch (final IOException e) {
            throw new CommandFailedException(ExitCodes.FAILED, "cannot write " + svg + " (" + e + ")");
        }
    }
}
