package io.strikebook.ipc.host;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How many CPUs there are, how fast they run, and whether they are left alone. */
final class CpuFacts {
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String COMMAND_LINE = "proc/cmdline";
    private static final int ENOUGH_CORES = 8;

    private CpuFacts() {}

    static List<HostFact> of(final SystemFiles files, final CpuTopology topology) {
        final Optional<BitSet> withoutTick = withoutTick(files);
        return List.of(
                cores(topology),
                virtualMachine(files),
                governor(files, topology),
                isolated(files),
                noHz(withoutTick),
                rcu(files, withoutTick),
                tick(files, withoutTick));
    }

    private static HostFact cores(final CpuTopology topology) {
        if (topology.cpus().isEmpty()) {
            return HostFact.unknown("CPUs", "/" + CPU + "online");
        }
        final int cores = topology.cores();
        return HostFact.of(
                "CPUs",
                topology.cpus().size() + ", on " + cores + (cores == 1 ? " core" : " cores"),
                cores >= ENOUGH_CORES,
                "with fewer than " + ENOUGH_CORES + " cores roles share some; 'strikebook layout' says which");
    }

    private static HostFact virtualMachine(final SystemFiles files) {
        final String what = "virtual machine";
        final Optional<String> flags = files.text("proc/cpuinfo")
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith("flags")).findFirst());
        if (flags.isEmpty()) {
            return HostFact.unknown(what, "flags in /proc/cpuinfo");
        }
        final boolean virtual = (flags.get() + " ").contains(" hypervisor ");
        return HostFact.of(
                what,
                virtual ? "yes" : "no",
                !virtual,
                "its host takes the CPUs away now and then: use dedicated ones, or a machine of its own");
    }

    private static HostFact governor(final SystemFiles files, final CpuTopology topology) {
        final TreeSet<String> governors = new TreeSet<>();
        topology.cpus()
                .forEach(cpu -> files.text(CPU + "cpu" + cpu.id() + "/cpufreq/scaling_governor")
                        .ifPresent(governors::add));
        final Optional<String> found =
                governors.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", governors));
        return HostFact.of(
                "frequency governor",
                CPU + "cpu0/cpufreq/scaling_governor",
                found,
                "performance"::equals,
                "cpupower frequency-set -g performance");
    }

    private static HostFact isolated(final SystemFiles files) {
        return cpus(
                "isolated CPUs",
                files.cpus(CPU + "isolated").or(() -> parameter(files, "isolcpus")),
                CPU + "isolated",
                "isolcpus= on the kernel's command line, with the CPUs that 'strikebook layout' gives to roles");
    }

    private static HostFact noHz(final Optional<BitSet> withoutTick) {
        return cpus("nohz_full", withoutTick, COMMAND_LINE, "nohz_full= with the isolated CPUs");
    }

    private static HostFact rcu(final SystemFiles files, final Optional<BitSet> withoutTick) {
        if (withoutTick.isPresent() && !withoutTick.get().isEmpty()) {
            return HostFact.tuned("rcu_nocbs", "implied by nohz_full");
        }
        return cpus("rcu_nocbs", parameter(files, "rcu_nocbs"), COMMAND_LINE, "rcu_nocbs= with the isolated CPUs");
    }

    private static HostFact tick(final SystemFiles files, final Optional<BitSet> withoutTick) {
        final String what = "timer tick";
        if (withoutTick.isPresent() && !withoutTick.get().isEmpty()) {
            return HostFact.tuned(what, "off on " + CpuList.format(withoutTick.get()) + " while one thread runs there");
        }
        final String config =
                "boot/config-" + files.text("proc/sys/kernel/osrelease").orElse("VERSION");
        return files.text(config)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("CONFIG_HZ="))
                        .findFirst())
                .map(line -> HostFact.notTuned(
                        what,
                        line.substring("CONFIG_HZ=".length()) + " per second on every busy CPU",
                        "each holds a spinning thread up for some microseconds; nohz_full turns it off"))
                .orElseGet(() -> HostFact.unknown(what, "CONFIG_HZ in /" + config));
    }

    private static HostFact cpus(
            final String what, final Optional<BitSet> cpus, final String path, final String advice) {
        return HostFact.of(what, path, cpus.map(CpuList::format), found -> !found.equals("none"), advice);
    }

    /** The file says "(null)" where there are none. */
    private static Optional<BitSet> withoutTick(final SystemFiles files) {
        return files.cpus(CPU + "nohz_full").or(() -> parameter(files, "nohz_full"));
    }

    /** CPUs of a parameter of the kernel's command line, none where it is not given; flags before the list do not matter. */
    private static Optional<BitSet> parameter(final SystemFiles files, final String name) {
        return files.text(COMMAND_LINE).map(line -> {
            for (final String word : line.split("\\s+")) {
                if (word.startsWith(name + "=")) {
                    final String value = word.substring(name.length() + 1);
                    return CpuList.parse(value.replaceFirst("^([a-z_]+,)+", "")).orElseGet(BitSet::new);
                }
            }
            return new BitSet();
        });
    }
}
