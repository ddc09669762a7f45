package io.strikebook.cli;

import io.strikebook.cli.admin.AdminCommand;
import io.strikebook.cli.book.BookCommand;
import io.strikebook.cli.fairness.FairnessCommand;
import io.strikebook.cli.fairness.RaceCommand;
import io.strikebook.cli.home.AwaitCommand;
import io.strikebook.cli.home.CheckCommand;
import io.strikebook.cli.home.EndedCommand;
import io.strikebook.cli.home.InitCommand;
import io.strikebook.cli.home.PruneCommand;
import io.strikebook.cli.home.RolesCommand;
import io.strikebook.cli.home.StatusCommand;
import io.strikebook.cli.host.HostCommand;
import io.strikebook.cli.host.LayoutCommand;
import io.strikebook.cli.match.MatchCommand;
import io.strikebook.cli.replay.ReplayCommand;
import io.strikebook.cli.replay.SnapshotCommand;
import io.strikebook.cli.tail.TailCommand;
import io.strikebook.cli.watch.WatchCommand;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.HomeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The root of the command line, run by {@code scripts/strikebook}. Each command is a class of its own that implements
 * {@code Callable<Integer>} and returns one of {@link ExitCodes}; what it throws becomes one line on stderr and a code here.
 */
@Command(
        name = "strikebook",
        description = "Works on the homes of a Strikebook venue, and on recordings of others.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AdminCommand.class,
            AwaitCommand.class,
            BookCommand.class,
            CheckCommand.class,
            EndedCommand.class,
            HostCommand.class,
            InitCommand.class,
            LayoutCommand.class,
            FairnessCommand.class,
            MatchCommand.class,
            PruneCommand.class,
            RaceCommand.class,
            ReplayCommand.class,
            RolesCommand.class,
            SnapshotCommand.class,
            StatusCommand.class,
            TailCommand.class,
            WatchCommand.class
        })
public final class StrikebookCli {
    private StrikebookCli() {}

    /** Runs one command and exits with its code. */
    public static void main(final String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The parser with every command, for {@link #main} and for tests. */
    public static CommandLine commandLine() {
        final CommandLine commandLine = new CommandLine(new StrikebookCli());
        commandLine.setExecutionExceptionHandler(StrikebookCli::onFailure);
        return commandLine;
    }

    private static int onFailure(final Exception failure, final CommandLine command, final ParseResult result) {
        command.getErr().println("strikebook " + command.getCommandName() + ": " + message(failure));
        if (failure instanceof CommandFailedException) {
            return ((CommandFailedException) failure).exitCode();
        }
        if (failure instanceof ConfigException) {
            return ExitCodes.USAGE;
        }
        if (failure instanceof HomeException || failure instanceof CorruptFrameException) {
            return ExitCodes.REFUSED;
        }
        failure.printStackTrace(command.getErr());
        return ExitCodes.FAILED;
    }

    private static String message(final Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
