package io.strikebook.ipc.host;

import io.strikebook.ipc.host.CpuTopology.Cpu;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code /sys/devices/system}. What is not said there is taken for the simple case: one node, one thread per core, no isolation. */
public final class TopologyReader {
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String NODE = "sys/devices/system/node/";

    private TopologyReader() {}

    /** The CPUs that are online; none where the system does not say. */
    public static CpuTopology read(final Path root) {
        final SystemFiles files = new SystemFiles(root);
        final BitSet online = files.cpus(CPU + "online").orElseGet(BitSet::new);
        final BitSet isolated = files.cpus(CPU + "isolated").orElseGet(BitSet::new);
        final Map<Integer, Integer> nodes = nodes(files);
        final List<Cpu> cpus = new ArrayList<>();
        online.stream()
                .forEach(id ->
                        cpus.add(new Cpu(id, nodes.getOrDefault(id, 0), core(files, id, online), isolated.get(id))));
        return new CpuTopology(List.copyOf(cpus));
    }

    private static Map<Integer, Integer> nodes(final SystemFiles files) {
        final Map<Integer, Integer> nodes = new HashMap<>();
        files.cpus(NODE + "online").orElseGet(BitSet::new).stream()
                .forEach(node -> files.cpus(NODE + "node" + node + "/cpulist")
                        .ifPresent(cpus -> cpus.stream().forEach(cpu -> nodes.put(cpu, node))));
        return nodes;
    }

    private static int core(final SystemFiles files, final int id, final BitSet online) {
        final BitSet siblings =
                files.cpus(CPU + "cpu" + id + "/topology/thread_siblings_list").orElseGet(BitSet::new);
        siblings.and(online);
        return siblings.get(id) ? siblings.nextSetBit(0) : id;
    }
}
