package io.strikebook.cli;

import io.strikebook.cli.account.AccountCommand;
import io.strikebook.cli.admin.AdminCommand;
import io.strikebook.cli.book.BookCommand;
import io.strikebook.cli.crash.CrashCommand;
import io.strikebook.cli.fairness.FairnessCommand;
import io.strikebook.cli.fairness.RaceCommand;
import io.strikebook.cli.greeks.GreeksCommand;
import io.strikebook.cli.home.AwaitCommand;
import io.strikebook.cli.home.CheckCommand;
import io.strikebook.cli.home.EndedCommand;
import io.strikebook.cli.home.InitCommand;
import io.strikebook.cli.home.PruneCommand;
import io.strikebook.cli.home.RecordCommand;
import io.strikebook.cli.home.RolesCommand;
import io.strikebook.cli.home.StatusCommand;
import io.strikebook.cli.host.HostCommand;
import io.strikebook.cli.host.LayoutCommand;
import io.strikebook.cli.marks.MarksCommand;
import io.strikebook.cli.match.MatchCommand;
import io.strikebook.cli.proof.AuditCommand;
import io.strikebook.cli.proof.ProofCommand;
import io.strikebook.cli.proof.VerifyProofCommand;
import io.strikebook.cli.replay.ReplayCommand;
import io.strikebook.cli.replay.SnapshotCommand;
import io.strikebook.cli.stress.StressCommand;
import io.strikebook.cli.tail.TailCommand;
import io.strikebook.cli.watch.WatchCommand;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.HomeException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
            AccountCommand.class,
            AdminCommand.class,
            AuditCommand.class,
            AwaitCommand.class,
            BookCommand.class,
            CheckCommand.class,
            CrashCommand.class,
            EndedCommand.class,
            HostCommand.class,
            InitCommand.class,
            LayoutCommand.class,
            FairnessCommand.class,
            GreeksCommand.class,
            MarksCommand.class,
            MatchCommand.class,
            ProofCommand.class,
            PruneCommand.class,
            RaceCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            RolesCommand.class,
            SnapshotCommand.class,
            StatusCommand.class,
            StressCommand.class,
            TailCommand.class,
            VerifyProofCommand.class,
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
        commandLine.setParameterExceptionHandler(StrikebookCli::onUsage);
        commandLine.setExecutionExceptionHandler(StrikebookCli::onFailure);
        commandLine.setExecutionStrategy(StrikebookCli::run);
        return commandLine;
    }

    /** Runs the command; where a mapped file ends before its content does, the JVM throws an error of its own. */
    private static int run(final ParseResult result) {
        try {
            return new CommandLine.RunLast().execute(result);
        } catch (final InternalError e) {
            ParseResult last = result;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
            final PrintWriter err = last.commandSpec().commandLine().getErr();
            err.println(last.commandSpec().qualifiedName()
                    + ": a file of a queue ends before what it holds does: it was cut short, or the disk is full; 'strikebook"
                    + " check' says which (" + e.getMessage() + ")");
            err.flush();
            return ExitCodes.REFUSED;
        }
    }

    /** What is wrong with the arguments, in two lines; all of the usage would push them off the screen. */
    private static int onUsage(final ParameterException failure, final String[] args) {
        final CommandLine command = failure.getCommandLine();
        final String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + plain(failure.getMessage()));
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("'" + name + " --help' says what it takes");
        command.getErr().flush();
        return ExitCodes.USAGE;
    }

    /** The parser's own messages in words of users: no types of Java, no index of an argument. */
    private static String plain(final String message) {
        return message.replaceFirst("^Error: ", "")
                .replaceFirst(" is not an? (int|long)$", " is not a whole number")
                .replaceFirst("cannot convert ('.*') to BigDecimal .*$", "$1 is not a number")
                .replaceFirst("^Unmatched arguments? (at|from) index \\d+: ", "unexpected: ")
                .replaceFirst("^Unknown options?: ", "unknown option ");
    }

    private static int onFailure(final Exception failure, final CommandLine command, final ParseResult result) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message(failure));
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
