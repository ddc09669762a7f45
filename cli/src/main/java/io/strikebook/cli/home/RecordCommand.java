package io.strikebook.cli.home;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.StopSignal;
import io.strikebook.feeder.FeederMain;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The feeder alone, in this process, into a home's {@code market-data}: that queue is the recording. */
@Command(
        name = "record",
        description = {
            "Runs the feeder of a home alone, and shows what it receives: its market-data queue is the recording.",
            "A home that does not exist yet is made from the configuration, whose feeder has 'source: live', say. A home that was recorded",
            "into before is gone on with. Ends after the time asked for, or after Ctrl-C; 'play' plays it, 'tail market-data' prints it."
        },
        mixinStandardHelpOptions = true)
public final class RecordCommand implements Callable<Integer> {
    private static final String ROLE = "feeder";
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long IDLE_NS = 50_000L;
    private static final long DISK_CHECK_NS = SECOND_NS / 10;

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--config", paramLabel = "FILE", description = "for a home that does not exist yet")
    private Path configFile;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "how long to record; 0, the default: until Ctrl-C")
    private long seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "--seconds: " + seconds + " is below 0");
        }
        final Home home = homeOption.home();
        prepare(home);
        final String[] arguments = {"--home", home.path().toString(), "--role", ROLE};
        try (StopSignal stop = new StopSignal();
                HostedProcess feeder = new HostedProcess(ROLE, arguments, FeederMain::agent)) {
            feeder.start();
            run(home, feeder, stop);
            requireClean(feeder.failure());
            out().println("recorded in " + home.path() + ": " + line(home, 0));
            out().flush();
            return ExitCodes.DONE;
        }
    }

    private void prepare(final Home home) {
        final boolean exists = Files.exists(home.manifestFile());
        if (exists && configFile != null) {
            throw new CommandFailedException(
                    ExitCodes.USAGE,
                    home.path()
                            + " exists and keeps the configuration it was made with; leave --config away or name another home");
        }
        if (!exists && configFile == null) {
            throw new CommandFailedException(
                    ExitCodes.USAGE,
                    home.path() + " is not a home yet: name the configuration to make it from with --config");
        }
        if (!exists) {
            final String text = read(configFile);
            final HomeConfig config = HomeConfig.parse(configFile.toString(), text);
            RoleSections.check(config, config.venue(), config.timeMode(), Instant.now());
            HomeQueues.init(home, config, text, manifest -> LoadFunding.request(home, manifest, config));
        }
    }

    private void run(final Home home, final HostedProcess feeder, final StopSignal stop) {
        final long startNs = System.nanoTime();
        long shownNs = startNs;
        long diskNs = startNs;
        long before = 0;
        boolean asked = false;
        while (!feeder.hasEnded()) {
            if (feeder.doWork() == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
            final long nowNs = System.nanoTime();
            if (nowNs - diskNs >= DISK_CHECK_NS) {
                diskNs = nowNs;
                feeder.watchDisk();
            }
            if (nowNs - shownNs >= SECOND_NS) {
                final long events = events(home);
                out().println((nowNs - startNs) / SECOND_NS + " s: "
                        + line(home, (events - before) * SECOND_NS / (nowNs - shownNs)));
                out().flush();
                shownNs = nowNs;
                before = events;
            }
            if (!asked && (stop.isStopped() || seconds > 0 && nowNs - startNs >= TimeUnit.SECONDS.toNanos(seconds))) {
                asked = true;
                feeder.requestStop();
            }
        }
    }

    private static void requireClean(final Throwable failure) {
        if (failure instanceof ConfigException || failure instanceof HomeException) {
            throw (RuntimeException) failure;
        }
        if (failure != null) {
            throw new CommandFailedException(ExitCodes.FAILED, "the feeder failed: " + failure);
        }
    }

    private static long events(final Home home) {
        return MarkFileReader.read(home.markFile(ROLE))
                .map(RecordCommand::events)
                .orElse(0L);
    }

    private static long events(final ProcessMark mark) {
        return mark.positions().stream()
                .filter(position -> position.written() && position.queue().equals(QueueNames.MARKET_DATA))
                .mapToLong(ProcessMark.Position::sequence)
                .findFirst()
                .orElse(0);
    }

    private static String line(final Home home, final long perSecond) {
        final ProcessMark mark = MarkFileReader.read(home.markFile(ROLE)).orElseThrow();
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d events", events(mark)));
        if (perSecond > 0) {
            text.append(String.format(Locale.ROOT, " (%,d/s)", perSecond));
        }
        mark.ofRole().stream()
                .filter(counter -> counter.value() != 0)
                .forEach(counter ->
                        text.append(String.format(Locale.ROOT, ", %s %,d", counter.name(), counter.value())));
        return text.toString();
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new CommandFailedException(ExitCodes.USAGE, file + ": cannot be read: " + e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
