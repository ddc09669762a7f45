package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.host.HostPrinter;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints which processes a home's configuration asks for. */
@Command(
        name = "roles",
        description = "Prints the processes that a home's configuration asks for.",
        mixinStandardHelpOptions = true)
public final class RolesCommand implements Callable<Integer> {
    @Mixin
    private HomeOption homeOption;

    @Option(names = "--host", description = "also say on standard error what of this host is not tuned")
    private boolean host;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Home home = homeOption.home();
        final HomeConfig config = HomeConfig.read(home.configFile(), Manifest.read(home.manifestFile()));
        spec.commandLine().getOut().println(String.join(" ", config.roles()));
        if (host) {
            final PrintWriter err = spec.commandLine().getErr();
            HostPrinter.brief(HostPrinter.look(home.path())).forEach(err::println);
            err.flush();
        }
        return ExitCodes.DONE;
    }
}
