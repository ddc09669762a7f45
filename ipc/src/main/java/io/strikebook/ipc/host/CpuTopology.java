package io.strikebook.ipc.host;

import java.util.BitSet;
import java.util.List;

/**
 * CPUs as the kernel numbers them, and what they have in common.
 *
 * @param cpus by id
 */
public record CpuTopology(List<Cpu> cpus) {
    /**
     * One CPU: a hardware thread.
     *
     * @param id       as the kernel numbers it
     * @param node     NUMA node whose memory is near
     * @param core     lowest id among the CPUs that share its core, and so its speed
     * @param isolated whether the kernel runs nothing there unless told to
     */
    public record Cpu(int id, int node, int core, boolean isolated) {}

    /** Those among some ids. */
    public CpuTopology only(final BitSet ids) {
        return new CpuTopology(cpus.stream().filter(cpu -> ids.get(cpu.id())).toList());
    }

    /** Every id. */
    public BitSet ids() {
        final BitSet ids = new BitSet();
        cpus.forEach(cpu -> ids.set(cpu.id()));
        return ids;
    }

    /** Ids of the isolated ones. */
    public BitSet isolated() {
        final BitSet ids = new BitSet();
        cpus.stream().filter(Cpu::isolated).forEach(cpu -> ids.set(cpu.id()));
        return ids;
    }

    /** How many cores they are. */
    public int cores() {
        return (int) cpus.stream().map(Cpu::core).distinct().count();
    }

    /** How many NUMA nodes they lie on. */
    public int nodes() {
        return (int) cpus.stream().map(Cpu::node).distinct().count();
    }
}
