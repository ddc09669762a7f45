package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import java.io.PrintWriter;
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
            "Shows state, heartbeat, errors, duty cycles, positions and lag of every process of a home.",
            "A duty cycle longer than the process's 'stallThresholdUs' is a stall. Those of the start and of a recovery are kept",
            "apart; all other figures of duty cycles are about the time since then.",
            "POPULATED counts the pages of queues that a process made ready ahead of its reading and writing, FAULTS the page",
            "faults that its agent's thread took since it runs, whatever the page: few for each million of WORK is good.",
            "Lag is how many sequences of a queue a reader has not read yet, and how long ago the first of them was written;",
            "a reader that is down will have to read them, and one that never started everything. Followers, such as a",
            "'strikebook snapshot' on its way, are shown while they run, and after they were killed.",
            "Of 'sync', where it is configured, SEQUENCE is how far each queue is durable, LAG and OLDEST UNREAD what is not yet.",
            "A process whose mark says that it runs but which does not exist is 'dead': start it again with",
            "'strikebook up --only PROCESS'. PROBLEMS are dead and failed processes, logged errors and a disk nearly full."
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
        final HomeStatus status;
        try (OldestUnread oldest = new OldestUnread(home, manifest)) {
            status = HomeStatus.read(home, manifest, oldest);
        }
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusPrinter.json(status));
        } else {
            StatusPrinter.table(status).forEach(out::println);
        }
        return ExitCodes.DONE;
    }
}
