package io.strikebook.cli.fairness;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.Progress;
import io.strikebook.ipc.home.Home;
import io.strikebook.orderflow.race.RaceConfig;
import io.strikebook.runner.RaceRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records a simulated race for stale quotes. */
@Command(
        name = "race",
        description = {
            "Records a simulated race for stale quotes into a new home: makers who follow the mark within 0.5 to 8 ms, snipers who"
                    + " see it within 0.1 to 0.5 ms, and takers who do not look.",
            "",
            "All engines run in one thread by simulated time, on a continuous market: the same seed gives the same home. Run it"
                    + " again under other market modes with 'replay --into', and compare with 'fairness'."
        },
        footer = {"", "  strikebook race h --seconds 60"},
        mixinStandardHelpOptions = true)
public final class RaceCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 86_400;

    @Parameters(paramLabel = "HOME", description = "the home to make; must not exist")
    private Path home;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "simulated time, up to a day (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of every choice (default: 1)")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new CommandFailedException(
                    ExitCodes.USAGE, "--seconds must be 1 to " + MAX_SECONDS + ", is " + seconds);
        }
        if (Files.exists(home)) {
            throw new CommandFailedException(ExitCodes.REFUSED, home + " exists; name a folder that does not");
        }
        final Progress progress = new Progress(spec.commandLine().getErr(), "second", seconds);
        final long commands = new RaceRecorder(Home.at(home), RaceConfig.defaults(seed)).run(seconds, progress);
        progress.end();
        spec.commandLine().getOut().printf("made %s: %d seconds, %,d commands%n", home, seconds, commands);
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
