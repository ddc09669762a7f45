package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.host.CpuLayout;
import io.strikebook.ipc.host.CpuTopology;
import io.strikebook.ipc.host.LayoutPlanner;
import io.strikebook.ipc.host.RoleWish;
import io.strikebook.ipc.host.TopologyReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The CPUs of a venue's processes: what the configuration says, and for the rest, with {@code layout: auto}, what the planner says of this
 * machine. Each process plans for all and comes to the same.
 */
public final class VenueLayout {
    /** Roles by how much their delay delays an order; those of the syncing follower and the auditor delay none. */
    public static final List<String> BY_IMPORTANCE = List.of("risk", "matching", "margin", "feeder", "pricer", "load");

    private VenueLayout() {}

    /** The layout of a configuration's processes on this machine, by the CPUs that the calling thread may use. */
    public static CpuLayout of(final HomeConfig config) {
        if (!config.isAutoLayout() && config.roles().stream().noneMatch(role -> asksForCpu(config.role(role)))) {
            return of(config, false, new CpuTopology(List.of()));
        }
        final CpuTopology machine = TopologyReader.read(Path.of("/"));
        return of(config, config.isAutoLayout(), machine.only(ThreadPinning.usable(machine.isolated())));
    }

    /**
     * The layout of a configuration's processes on a machine.
     *
     * @param auto    whether roles without a CPU of their own get one
     * @param machine the CPUs that may be used
     */
    public static CpuLayout of(final HomeConfig config, final boolean auto, final CpuTopology machine) {
        final List<String> roles = config.roles();
        final List<RoleWish> wishes = BY_IMPORTANCE.stream()
                .flatMap(role -> roles.stream().filter(running -> isOf(running, role)))
                .map(role -> wish(role, config.role(role), auto))
                .collect(Collectors.toCollection(ArrayList::new));
        // One waits for the disk, the other is not waited for: neither gets a CPU by itself.
        List.of(HomeConfig.SYNC, HomeConfig.AUDITOR).stream()
                .filter(roles::contains)
                .forEach(role -> wishes.add(wish(role, config.role(role), false)));
        return LayoutPlanner.plan(machine, wishes);
    }

    /** The layout of a venue that runs every process and leaves everything to the planner. */
    public static CpuLayout suggested(final CpuTopology machine) {
        return LayoutPlanner.plan(
                machine,
                BY_IMPORTANCE.stream().map(role -> RoleWish.planned(role, null)).toList());
    }

    private static boolean isOf(final String running, final String role) {
        return running.equals(role) || QueueNames.isMatching(running) && QueueNames.isMatching(role);
    }

    private static boolean asksForCpu(final ConfigSection section) {
        return section.has(ProcessOptions.CPU) && !section.isText(ProcessOptions.CPU);
    }

    private static RoleWish wish(final String role, final ConfigSection section, final boolean auto) {
        final boolean chosen = section.has(ProcessOptions.IDLE) || !auto;
        final String idle =
                chosen ? section.getChoice(ProcessOptions.IDLE, IdleStrategies.BACKOFF, IdleStrategies.NAMES) : null;
        if (!section.has(ProcessOptions.CPU)) {
            return auto ? RoleWish.planned(role, idle) : RoleWish.unpinned(role, idle);
        }
        final int cpu = ThreadPinning.read(section, ProcessOptions.CPU, ThreadPinning.NONE);
        return cpu == ThreadPinning.NONE ? RoleWish.unpinned(role, idle) : RoleWish.fixed(role, cpu, idle);
    }
}
