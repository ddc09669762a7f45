package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows state, pid, heartbeat, positions and lag of every process of a home. */
@Command(
        name = "status",
        description = {
            "Shows state, heartbeat, errors, positions and lag of every process of a home.",
            "Lag is how many groups of a queue a reader has not read yet. A process whose mark says that it runs but",
            "which does not exist is 'dead': start it again with 'strikebook up --only PROCESS'."
        },
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HomeOption homeOption;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Home home = homeOption.home();
        final Manifest manifest = home.open();
        final List<String> roles = RoleSections.roles(HomeConfig.read(home.configFile()));
        final QueueHeads heads = QueueHeads.read(home, manifest);
        final List<ProcessMark> marks = MarkFileReader.readAll(home);
        final HomeStatus status = HomeStatus.of(roles, marks, heads::sequence, System.currentTimeMillis());
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusPrinter.json(status));
        } else {
            StatusPrinter.table(status).forEach(out::println);
        }
        return ExitCodes.DONE;
    }
}
