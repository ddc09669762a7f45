package io.strikebook.cli.host;

import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.host.CpuLayout;
import io.strikebook.ipc.host.CpuTopology;
import io.strikebook.ipc.host.TopologyReader;
import io.strikebook.ipc.process.VenueLayout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints which role {@code layout: auto} puts on which CPU, and why. */
@Command(
        name = "layout",
        description = {
            "Prints which process runs on which CPU of this host with 'layout: auto', how it idles, and why.",
            "Isolated cores go to processes, the most important first; two other cores stay shared by the system and all",
            "other threads; hardware threads of one core are never given to two processes; one NUMA node comes first.",
            "POPULATED BY is who makes pages of queues ready ahead: the housekeeper's thread where no agent's CPU is among OTHER",
            "THREADS, else the agent's own, when it has nothing else to do.",
            "With a configuration, what it says of 'cpu' and 'idle' is kept. Changes nothing."
        },
        mixinStandardHelpOptions = true)
public final class LayoutCommand implements Callable<Integer> {
    @ArgGroup
    private Source source = new Source();

    @Spec
    private CommandSpec spec;

    /** Where to read from: at most one of them. */
    private static final class Source {
        @Option(names = "--home", paramLabel = "DIRECTORY", description = "plan for the configuration of this home")
        private Path home;

        @Option(names = "--config", paramLabel = "FILE", description = "plan for this configuration")
        private Path config;

        @Option(
                names = "--root",
                paramLabel = "DIRECTORY",
                description = "plan for another machine, by the copy of its /sys in this folder")
        private Path root;
    }

    @Override
    public Integer call() {
        if (source.root != null) {
            final CpuTopology other = TopologyReader.read(source.root);
            if (other.cpus().isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--root " + source.root + " names no machine: it has no sys/devices/system/cpu/online");
            }
            print(VenueLayout.suggested(other), null);
            return ExitCodes.DONE;
        }
        final CpuTopology all = TopologyReader.read(Path.of("/"));
        final CpuTopology machine = all.only(ThreadPinning.usable(all.isolated()));
        final Path file =
                source.home == null ? source.config : Home.at(source.home).configFile();
        if (file == null) {
            print(VenueLayout.suggested(machine), null);
        } else {
            final HomeConfig config = HomeConfig.read(file);
            print(VenueLayout.of(config, true, machine), config);
        }
        return ExitCodes.DONE;
    }

    private void print(final CpuLayout layout, final HomeConfig config) {
        final PrintWriter out = spec.commandLine().getOut();
        LayoutPrinter.lines(layout).forEach(out::println);
        out.println();
        if (config == null) {
            out.println("a venue is run like this by the line 'layout: auto' in its configuration");
        } else if (config.isAutoLayout()) {
            out.println("in force: the configuration says 'layout: auto'");
        } else {
            out.println(
                    "not in force: the configuration does not say 'layout: auto'; only CPUs that it names itself are used");
        }
    }
}
