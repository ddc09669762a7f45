package io.strikebook.ipc.host;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel can do and how it keeps time. */
final class KernelFacts {
    /** Read without entering the kernel. */
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter");

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
    private static final int POPULATE_MAJOR = 5;
    private static final int POPULATE_MINOR = 14;
    private static final String RELEASE = "proc/sys/kernel/osrelease";
    private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/current_clocksource";
    private static final String BALANCING = "proc/sys/kernel/numa_balancing";

    private KernelFacts() {}

    static List<HostFact> of(final SystemFiles files) {
        return List.of(
                HostFact.of(
                        "kernel",
                        RELEASE,
                        files.text(RELEASE),
                        KernelFacts::populates,
                        "from 5.14 on it populates pages ahead (MADV_POPULATE_WRITE); older ones leave the faults to the agents"),
                HostFact.of(
                        "clock source",
                        CLOCK,
                        files.text(CLOCK),
                        FAST_CLOCKS::contains,
                        "each look at it enters the kernel; clocksource=tsc on the kernel's command line if the CPU allows"),
                HostFact.of(
                        "NUMA balancing",
                        BALANCING,
                        files.text(BALANCING),
                        "0"::equals,
                        "sysctl kernel.numa_balancing=0: it unmaps pages to see who uses them"));
    }

    private static boolean populates(final String release) {
        final Matcher version = VERSION.matcher(release);
        if (!version.matches()) {
            return false;
        }
        final int major = Integer.parseInt(version.group(1));
        return major > POPULATE_MAJOR
                || major == POPULATE_MAJOR && Integer.parseInt(version.group(2)) >= POPULATE_MINOR;
    }
}
