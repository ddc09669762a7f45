package io.strikebook.cli.host;

import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.home.Home;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is tuned on this host and what is not. */
@Command(
        name = "host",
        description = {
            "Prints what of this host is tuned for low latency, what is not, and what to do about it.",
            "Reads /proc and /sys, changes nothing, needs no privilege. What the system does not say 'cannot tell'.",
            "Exit code 0 whatever it finds; where there is no home yet, stderr says so."
        },
        mixinStandardHelpOptions = true)
public final class HostCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "HOME",
            arity = "0..1",
            defaultValue = "home",
            description = "the home whose disk to look at, which need not exist yet (default: ./home)")
    private Path home;

    @Option(
            names = "--root",
            paramLabel = "DIRECTORY",
            defaultValue = "/",
            description = "look at the copies of proc, sys and boot in this folder instead: those of another machine")
    private Path root;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Files.exists(Home.at(home).manifestFile())) {
            final PrintWriter err = spec.commandLine().getErr();
            err.println("there is no home at " + home.toAbsolutePath().normalize()
                    + " yet: its file system is that of the folder that it would be in");
            err.flush();
        }
        final PrintWriter out = spec.commandLine().getOut();
        HostPrinter.table(HostPrinter.look(root, home)).forEach(out::println);
        return ExitCodes.DONE;
    }
}
