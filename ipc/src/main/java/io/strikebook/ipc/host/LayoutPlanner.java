package io.strikebook.ipc.host;

import io.strikebook.ipc.host.CpuLayout.Placement;
import io.strikebook.ipc.host.CpuTopology.Cpu;
import io.strikebook.ipc.host.RoleWish.Pin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives roles cores of their own, the first role first. The rules:
 *
 * <ol>
 *   <li>A role gets a whole core or none: the core's other hardware threads stay empty.
 *   <li>Isolated cores are for roles only. Of the others, two stay shared: that of CPU 0, and one near the roles. Where nothing is
 *       isolated, a machine of fewer than four cores shares them all.
 *   <li>Roles go to one NUMA node, that with the most isolated cores, then that with the most room; what does not fit goes to others.
 *   <li>A role with a core of its own spins; all others back off, because a spinning one would take the CPU from them.
 *   <li>A CPU that the operator gave to a role is that role's.
 * </ol>
 *
 * Pure: the same machine and wishes always give the same layout, so that every process of a venue can plan for itself.
 */
public final class LayoutPlanner {
    static final String BUSY = "busy";
    static final String YIELDING = "yielding";
    static final String BACKOFF = "backoff";

    private static final int SHARED_CORES = 2;
    private static final int FEWEST_CORES = 4;

    private final CpuTopology topology;
    private final List<RoleWish> wishes;
    private final List<Core> free = new ArrayList<>();
    private final BitSet own = new BitSet();
    private final List<String> notes = new ArrayList<>();

    /** A core: its hardware threads, and the one that a role would run on. */
    private record Core(int cpu, int node, boolean isolated, BitSet threads) {}

    /** A node on which roles could be, the cores that would stay shared then, and those for roles in the order of their use. */
    private record Choice(int node, long isolated, long room, List<Core> candidates) {}

    private LayoutPlanner(final CpuTopology topology, final List<RoleWish> wishes) {
        this.topology = topology;
        this.wishes = wishes;
    }

    /**
     * Plans.
     *
     * @param topology the CPUs that may be used
     * @param wishes   the roles that run, the most important first
     */
    public static CpuLayout plan(final CpuTopology topology, final List<RoleWish> wishes) {
        return new LayoutPlanner(topology, wishes).plan();
    }

    private CpuLayout plan() {
        describeMachine();
        final int cores = findFreeCores();
        final Choice choice = choose(cores);
        final List<Placement> placements = new ArrayList<>();
        int used = 0;
        for (final RoleWish wish : wishes) {
            final boolean gets =
                    wish.pin() == Pin.PLANNED && used < choice.candidates().size();
            placements.add(gets ? onCore(wish, choice.candidates().get(used++)) : elsewhere(wish, cores));
        }
        noteNode(choice, used);
        noteUnusedIsolated(choice, used);
        return share(placements, choice);
    }

    private void describeMachine() {
        if (topology.cpus().isEmpty()) {
            notes.add("the system does not say which CPUs there are");
            return;
        }
        final int cpus = topology.cpus().size();
        notes.add(count(cpus, "CPU") + " may be used (" + CpuList.format(topology.ids()) + "): "
                + count(topology.cores(), "core") + " on " + count(topology.nodes(), "NUMA node") + ", isolated: "
                + CpuList.format(topology.isolated()));
    }

    /** Every core that no role was given by the operator; answers how many cores there are. */
    private int findFreeCores() {
        final boolean allIsolated = topology.cpus().stream().allMatch(Cpu::isolated)
                && !topology.cpus().isEmpty();
        if (allIsolated) {
            notes.add("only isolated CPUs may be used, and something has to be shared: none counts as isolated");
        }
        final Map<Integer, List<Cpu>> cores = new TreeMap<>();
        for (final Cpu cpu : topology.cpus()) {
            cores.computeIfAbsent(cpu.core(), core -> new ArrayList<>()).add(cpu);
        }
        for (final List<Cpu> threads : cores.values()) {
            final Core core = core(threads, allIsolated);
            if (wishes.stream()
                    .noneMatch(wish -> wish.pin() == Pin.FIXED && core.threads().get(wish.cpu()))) {
                free.add(core);
            }
        }
        return cores.size();
    }

    private static Core core(final List<Cpu> threads, final boolean allIsolated) {
        final BitSet ids = new BitSet();
        threads.forEach(thread -> ids.set(thread.id()));
        final Cpu hot = threads.stream().filter(Cpu::isolated).findFirst().orElse(threads.get(0));
        return new Core(hot.id(), hot.node(), hot.isolated() && !allIsolated, ids);
    }

    private Choice choose(final int cores) {
        final long wanted =
                wishes.stream().filter(wish -> wish.pin() == Pin.PLANNED).count();
        return free.stream()
                .map(Core::node)
                .distinct()
                .map(node -> choice(node, cores, wanted))
                .max(Comparator.comparingLong(Choice::isolated)
                        .thenComparingLong(Choice::room)
                        .thenComparing(Choice::node, Comparator.reverseOrder()))
                .orElse(new Choice(0, 0, 0, List.of()));
    }

    private Choice choice(final int node, final int cores, final long wanted) {
        final List<Core> shared = sharedCores(node);
        final boolean enough = cores >= FEWEST_CORES;
        final List<Core> candidates = free.stream()
                .filter(core -> core.isolated() || enough && !shared.contains(core))
                .sorted(Comparator.comparing((Core core) -> !core.isolated())
                        .thenComparing(core -> core.node() != node)
                        .thenComparingInt(Core::cpu))
                .toList();
        final long isolated = free.stream()
                .filter(core -> core.isolated() && core.node() == node)
                .count();
        final long room =
                candidates.stream().filter(core -> core.node() == node).count();
        return new Choice(node, isolated, Math.min(room, wanted), candidates);
    }

    /** The core of CPU 0, or the first; and the first other one of the node, or else of any. */
    private List<Core> sharedCores(final int node) {
        final List<Core> shared = new ArrayList<>();
        final List<Core> ordinary = free.stream()
                .filter(core -> !core.isolated())
                .sorted(Comparator.comparing((Core core) -> !core.threads().get(0))
                        .thenComparingInt(Core::cpu))
                .toList();
        ordinary.stream().findFirst().ifPresent(shared::add);
        ordinary.stream()
                .skip(1)
                .sorted(Comparator.comparing((Core core) -> core.node() != node).thenComparingInt(Core::cpu))
                .limit(SHARED_CORES - 1)
                .forEach(shared::add);
        return shared;
    }

    private Placement onCore(final RoleWish wish, final Core core) {
        own.or(core.threads());
        final BitSet empty = (BitSet) core.threads().clone();
        empty.clear(core.cpu());
        final String others = empty.isEmpty() ? "" : ", its other thread " + CpuList.format(empty) + " stays empty";
        final String kind = core.isolated() ? "an isolated core" : "a core of its own, which the kernel may use too";
        return new Placement(wish.role(), core.cpu(), wish.idle() == null ? BUSY : wish.idle(), kind + others);
    }

    private Placement elsewhere(final RoleWish wish, final int cores) {
        if (wish.pin() == Pin.FIXED) {
            return fixed(wish);
        }
        final String idle = wish.idle() == null ? BACKOFF : wish.idle();
        if (wish.pin() == Pin.NONE) {
            return new Placement(wish.role(), CpuLayout.NO_CPU, idle, "the configuration gives it none");
        }
        final String why = cores < FEWEST_CORES && topology.isolated().isEmpty()
                ? "fewer than " + FEWEST_CORES + " cores: all share them"
                : "no core is left for it";
        return new Placement(wish.role(), CpuLayout.NO_CPU, idle, why);
    }

    private Placement fixed(final RoleWish wish) {
        own.set(wish.cpu());
        int core = wish.cpu();
        for (final Cpu cpu : topology.cpus()) {
            core = cpu.id() == wish.cpu() ? cpu.core() : core;
        }
        String with = "";
        for (final RoleWish other : wishes) {
            if (other != wish && other.pin() == Pin.FIXED && onCore(other.cpu(), core)) {
                with += (with.isEmpty() ? ", shares its core with " : ", ") + other.role();
            }
        }
        final String alone = with.isEmpty() ? BUSY : YIELDING;
        return new Placement(
                wish.role(), wish.cpu(), wish.idle() == null ? alone : wish.idle(), "set in the configuration" + with);
    }

    private boolean onCore(final int id, final int core) {
        return id == core || topology.cpus().stream().anyMatch(cpu -> cpu.id() == id && cpu.core() == core);
    }

    private void noteNode(final Choice choice, final int used) {
        if (topology.nodes() < 2 || used == 0) {
            return;
        }
        final long near = choice.candidates().stream()
                .limit(used)
                .filter(core -> core.node() == choice.node())
                .count();
        notes.add("node " + choice.node() + " has the most "
                + (choice.isolated() > 0 ? "isolated cores (" + choice.isolated() + ")" : "room") + ": " + near + " of "
                + count(used, "role") + " there");
    }

    private void noteUnusedIsolated(final Choice choice, final int used) {
        final BitSet unused = new BitSet();
        choice.candidates().stream().skip(used).filter(Core::isolated).forEach(core -> unused.or(core.threads()));
        if (!unused.isEmpty()) {
            notes.add("isolated and used by nothing: " + CpuList.format(unused));
        }
    }

    private CpuLayout share(final List<Placement> placements, final Choice choice) {
        final BitSet shared = new BitSet();
        final BitSet helpers = new BitSet();
        for (final Core core : free) {
            if (!core.isolated() && !own.get(core.cpu())) {
                shared.or(core.threads());
                if (core.node() == choice.node()) {
                    helpers.or(core.threads());
                }
            }
        }
        if (shared.isEmpty()) {
            shared.or(topology.ids());
            shared.andNot(own);
        }
        if (shared.isEmpty()) {
            notes.add("no CPU is left to share: other threads run on those of the roles");
            shared.or(topology.ids());
        }
        return new CpuLayout(List.copyOf(placements), shared, helpers.isEmpty() ? shared : helpers, List.copyOf(notes));
    }

    private static String count(final int number, final String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
