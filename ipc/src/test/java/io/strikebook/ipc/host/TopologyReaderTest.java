package io.strikebook.ipc.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyReaderTest {
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String NODE = "sys/devices/system/node/";

    @TempDir
    Path folder;

    private FakeTree tree;

    @BeforeEach
    void makeTree() {
        tree = new FakeTree(folder);
    }

    @Test
    void readsCoresNodesAndIsolation() {
        tree.with(CPU + "online", "0-7").with(CPU + "isolated", "3,7").with(NODE + "online", "0-1");
        tree.with(NODE + "node0/cpulist", "0-1,4-5").with(NODE + "node1/cpulist", "2-3,6-7");
        for (int cpu = 0; cpu < 8; cpu++) {
            tree.with(CPU + "cpu" + cpu + "/topology/thread_siblings_list", cpu % 4 + "," + (cpu % 4 + 4));
        }

        assertThat(TopologyReader.read(folder)).isEqualTo(LayoutPlannerTest.machine(8, 2, 2, "3,7"));
    }

    @Test
    void aThreadThatIsOfflineIsNoSibling() {
        tree.with(CPU + "online", "1-2").with(CPU + "cpu1/topology/thread_siblings_list", "0-1");

        final CpuTopology machine = TopologyReader.read(folder);

        assertThat(machine.cpus())
                .containsExactly(new CpuTopology.Cpu(1, 0, 1, false), new CpuTopology.Cpu(2, 0, 2, false));
        assertThat(machine.cores()).isEqualTo(2);
    }

    @Test
    void takesTheSimpleCaseForWhatIsNotSaid() {
        tree.with(CPU + "online", "0-1").with(CPU + "isolated", "");

        assertThat(TopologyReader.read(folder)).isEqualTo(LayoutPlannerTest.machine(2, 1, 1, "none"));
    }

    @Test
    void knowsNothingWithoutFiles() {
        assertThat(TopologyReader.read(folder).cpus()).isEmpty();
    }

    @Test
    void readsThisMachine() {
        assertThat(TopologyReader.read(Path.of("/")).cpus()).hasSizeGreaterThanOrEqualTo(1);
    }
}
