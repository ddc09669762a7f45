package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how processes that were stopped have ended, by their mark files; the last step of {@code down} and {@code demo}. */
@Command(
        name = "ended",
        description = "Says how each process of a home ended when it last ran.",
        footer = {"", "Exit codes: 0 all that ever ran ended as asked; 1 one failed, died, or still runs; 3 not a home."
        },
        mixinStandardHelpOptions = true)
public final class EndedCommand implements Callable<Integer> {
    /** Of the longest name where matching is one process, and the gap. */
    private static final int LEAST_WIDTH = 9;

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--quiet", description = "only of those that did not end as asked")
    private boolean quiet;

    @Parameters(paramLabel = "PROCESS", arity = "1..*", description = "the processes, in the order to name them")
    private List<String> roles;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Home home = homeOption.home();
        home.open();
        final List<String> lines = new ArrayList<>();
        final int width = Math.max(
                LEAST_WIDTH, 1 + roles.stream().mapToInt(String::length).max().orElse(0));
        boolean allWell = true;
        for (final String role : roles) {
            final Optional<ProcessMark> mark = MarkFileReader.read(home.markFile(role));
            if (mark.isPresent()) {
                final boolean well = mark.get().state() == ProcessState.STOPPED;
                allWell &= well;
                if (!well || !quiet) {
                    lines.add(String.format("%-" + width + "s %s", role, how(mark.get(), home)));
                }
            }
        }
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return allWell ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static String how(final ProcessMark mark, final Home home) {
        final String log = "; see " + home.log().resolve(mark.role() + ".out");
        if (mark.state() == ProcessState.STOPPED) {
            return "stopped";
        }
        if (mark.isAlive()) {
            return "still runs (pid " + mark.pid() + ")";
        }
        if (mark.state() == ProcessState.FAILED) {
            return "failed" + log;
        }
        return "was killed or died (pid " + mark.pid() + ")" + log;
    }
}
