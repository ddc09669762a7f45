package io.strikebook.ipc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.host.CpuLayout.Placement;
import io.strikebook.ipc.host.CpuTopology.Cpu;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutPlannerTest {
    private static final List<String> ROLES = List.of("risk", "matching", "margin", "feeder", "pricer", "load");

    /** Places in the order of importance; a dash is no CPU of its own. */
    @ParameterizedTest(name = "{0} CPUs, {1} per core, {2} nodes, isolated {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // CPUs | threads | nodes | isolated | risk matching margin feeder pricer load | shared | helpers
                " 1 | 1 | 1 | none  | - - - - - -       | 0         | 0",
                " 2 | 1 | 1 | none  | - - - - - -       | 0-1       | 0-1",
                " 2 | 1 | 1 | 1     | 1 - - - - -       | 0         | 0",
                " 3 | 1 | 1 | none  | - - - - - -       | 0-2       | 0-2",
                " 4 | 1 | 1 | none  | 2 3 - - - -       | 0-1       | 0-1",
                " 4 | 1 | 1 | 2-3   | 2 3 - - - -       | 0-1       | 0-1",
                " 4 | 1 | 1 | 1-3   | 1 2 3 - - -       | 0         | 0",
                " 4 | 1 | 1 | 0-3   | 2 3 - - - -       | 0-1       | 0-1",
                " 6 | 1 | 1 | none  | 2 3 4 5 - -       | 0-1       | 0-1",
                " 8 | 1 | 1 | none  | 2 3 4 5 6 7       | 0-1       | 0-1",
                " 8 | 1 | 1 | 4-7   | 4 5 6 7 2 3       | 0-1       | 0-1",
                " 8 | 1 | 1 | 2-7   | 2 3 4 5 6 7       | 0-1       | 0-1",
                "16 | 1 | 1 | none  | 2 3 4 5 6 7       | 0-1,8-15  | 0-1,8-15",
                "16 | 1 | 1 | 8-15  | 8 9 10 11 12 13   | 0-7       | 0-7",
                "16 | 1 | 1 | 12-15 | 12 13 14 15 2 3   | 0-1,4-11  | 0-1,4-11",
                // two hardware threads per core: CPU i shares a core with CPU i + half
                " 4 | 2 | 1 | none  | - - - - - -       | 0-3       | 0-3",
                " 8 | 2 | 1 | none  | 2 3 - - - -       | 0-1,4-5   | 0-1,4-5",
                " 8 | 2 | 1 | 1-3,5-7 | 1 2 3 - - -     | 0,4       | 0,4",
                " 8 | 2 | 1 | 6-7   | 6 7 - - - -       | 0-1,4-5   | 0-1,4-5",
                "16 | 2 | 1 | none  | 2 3 4 5 6 7       | 0-1,8-9   | 0-1,8-9",
                // two nodes: the lower half of the cores on node 0
                " 8 | 1 | 2 | none  | 5 6 7 1 2 3       | 0,4       | 4",
                "16 | 1 | 2 | none  | 2 3 4 5 6 7       | 0-1,8-15  | 0-1",
                "16 | 1 | 2 | 10-15 | 10 11 12 13 14 15 | 0-9       | 8-9",
                "16 | 1 | 2 | 2-3,10-15 | 10 11 12 13 14 15 | 0-1,4-9 | 8-9",
                "16 | 1 | 2 | 8-15  | 8 9 10 11 12 13   | 0-7       | 0-7",
                "16 | 1 | 2 | 12-15 | 12 13 14 15 9 10  | 0-8,11    | 8,11",
                "32 | 2 | 2 | none  | 2 3 4 5 6 7       | 0-1,8-17,24-31 | 0-1,16-17",
            })
    void givesCoresByImportance(
            final int cpus,
            final int threads,
            final int nodes,
            final String isolated,
            final String places,
            final String shared,
            final String helpers) {
        final CpuLayout layout = LayoutPlanner.plan(machine(cpus, threads, nodes, isolated), planned(ROLES));

        assertThat(places(layout)).isEqualTo(places);
        assertThat(CpuList.format(layout.shared())).isEqualTo(shared);
        assertThat(CpuList.format(layout.helpers())).isEqualTo(helpers);
        assertThat(layout.placements())
                .allSatisfy(place ->
                        assertThat(place.idle()).isEqualTo(place.cpu() == CpuLayout.NO_CPU ? "backoff" : "busy"));
    }

    @ParameterizedTest
    @CsvSource({"none, 1", "none, 2", "2-5, 1", "8-15, 1", "0-15, 2"})
    void keepsRolesApart(final String isolated, final int threads) {
        for (int cpus = threads; cpus <= 16; cpus += threads) {
            for (int nodes = 1; nodes <= 2; nodes++) {
                final CpuTopology machine = machine(cpus, threads, nodes, isolated);
                final CpuLayout layout = LayoutPlanner.plan(machine, planned(ROLES));
                final List<Integer> cores = layout.placements().stream()
                        .filter(place -> place.cpu() != CpuLayout.NO_CPU)
                        .map(place -> machine.cpus().get(place.cpu()).core())
                        .toList();
                final BitSet shared = layout.shared();

                assertThat(cores).doesNotHaveDuplicates();
                assertThat(machine.cpus())
                        .filteredOn(cpu -> shared.get(cpu.id()))
                        .noneMatch(cpu -> cores.contains(cpu.core()));
                assertThat(shared.isEmpty()).isFalse();
                assertThat(layout.helpers().isEmpty()).isFalse();
            }
        }
    }

    @Test
    void usesOnlyWhatItMay() {
        final BitSet usable = new BitSet();
        usable.set(4, 8);
        final CpuLayout layout = LayoutPlanner.plan(machine(8, 1, 1, "none").only(usable), planned(ROLES));

        assertThat(places(layout)).isEqualTo("6 7 - - - -");
        assertThat(CpuList.format(layout.shared())).isEqualTo("4-5");
    }

    @Test
    void leavesWhatTheOperatorSet() {
        final CpuLayout layout = LayoutPlanner.plan(
                machine(8, 1, 1, "none"),
                List.of(
                        RoleWish.planned("risk", null),
                        RoleWish.fixed("matching", 2, null),
                        RoleWish.planned("margin", "yielding"),
                        RoleWish.unpinned("feeder", null),
                        RoleWish.fixed("pricer", 1, null),
                        RoleWish.fixed("load", 1, "busy")));

        assertThat(places(layout)).isEqualTo("4 2 5 - 1 1");
        assertThat(layout.placements().stream().map(Placement::idle))
                .containsExactly("busy", "busy", "yielding", "backoff", "yielding", "busy");
        assertThat(layout.of("pricer").why()).isEqualTo("set in the configuration, shares its core with load");
        assertThat(CpuList.format(layout.shared())).isEqualTo("0,3,6-7");
    }

    @Test
    void knowsWhichRolesShareACoreThatTheOperatorGaveThem() {
        final CpuLayout layout = LayoutPlanner.plan(
                machine(8, 2, 1, "none"),
                List.of(RoleWish.fixed("risk", 2, null), RoleWish.fixed("matching", 6, null)));

        assertThat(layout.of("risk").why()).isEqualTo("set in the configuration, shares its core with matching");
        assertThat(CpuList.format(layout.shared())).isEqualTo("0-1,3-5,7");
    }

    @Test
    void givesNothingWhereTheSystemSaysNothing() {
        final CpuLayout layout = LayoutPlanner.plan(new CpuTopology(List.of()), planned(ROLES));

        assertThat(places(layout)).isEqualTo("- - - - - -");
        assertThat(layout.notes()).contains("the system does not say which CPUs there are");
        assertThat(layout.pinsAny()).isFalse();
    }

    @Test
    void saysWhy() {
        final CpuLayout layout = LayoutPlanner.plan(machine(16, 2, 2, "5-7,13-15"), planned(ROLES));

        assertThat(layout.notes())
                .containsExactly(
                        "16 CPUs may be used (0-15): 8 cores on 2 NUMA nodes, isolated: 5-7,13-15",
                        "node 1 has the most isolated cores (3): 3 of 6 roles there");
        assertThat(layout.of("risk").why()).isEqualTo("an isolated core, its other thread 13 stays empty");
        assertThat(layout.of("feeder").why())
                .isEqualTo("a core of its own, which the kernel may use too, its other thread 9 stays empty");
        assertThat(layout.of("nobody").cpu()).isEqualTo(CpuLayout.NO_CPU);
    }

    private static List<RoleWish> planned(final List<String> roles) {
        return roles.stream().map(role -> RoleWish.planned(role, null)).toList();
    }

    private static String places(final CpuLayout layout) {
        return layout.placements().stream()
                .map(place -> place.cpu() == CpuLayout.NO_CPU ? "-" : "" + place.cpu())
                .collect(Collectors.joining(" "));
    }

    /** CPUs numbered as Linux does: first one thread of each core, then the others; nodes are halves of the cores. */
    static CpuTopology machine(final int cpus, final int threads, final int nodes, final String isolated) {
        final BitSet isolatedIds =
                CpuList.parse(isolated.equals("none") ? "" : isolated).orElseThrow();
        final int cores = cpus / threads;
        final List<Cpu> all = new ArrayList<>();
        for (int id = 0; id < cpus; id++) {
            final int core = id % cores;
            all.add(new Cpu(id, core * nodes / cores, core, isolatedIds.get(id)));
        }
        return new CpuTopology(List.copyOf(all));
    }
}
