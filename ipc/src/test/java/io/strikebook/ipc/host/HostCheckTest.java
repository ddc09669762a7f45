package io.strikebook.ipc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.host.HostFact.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostCheckTest {
    private static final Path HOME = Path.of("/data/venue/home");

    @TempDir
    Path folder;

    private FakeTree tree;

    /** A machine on which everything is tuned. */
    @BeforeEach
    void makeTree() {
        tree = new FakeTree(folder)
                .with("sys/devices/system/cpu/online", "0-7")
                .with("sys/devices/system/cpu/isolated", "2-7")
                .with("sys/devices/system/cpu/nohz_full", "2-7")
                .with("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
                .with("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
                .with("sys/kernel/mm/transparent_hugepage/defrag", "always defer defer+madvise [madvise] never")
                .with(
                        "sys/kernel/mm/transparent_hugepage/shmem_enabled",
                        "always within_size advise [never] deny force")
                .with("proc/cmdline", "quiet isolcpus=nohz,domain,2-7 nohz_full=2-7")
                .with("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme sse2")
                .with("proc/sys/kernel/osrelease", "6.8.0-45-generic")
                .with("proc/sys/kernel/numa_balancing", "0")
                .with("proc/self/limits", "Limit Soft Hard Units\nMax locked memory         unlimited unlimited bytes")
                .with("proc/swaps", "Filename Type Size Used Priority")
                .with("proc/sys/vm/swappiness", "60")
                .with("proc/sys/vm/max_map_count", "1048576")
                .with("proc/sys/vm/dirty_background_ratio", "10")
                .with("proc/sys/vm/dirty_background_bytes", "0")
                .with("proc/sys/vm/dirty_ratio", "20")
                .with("proc/sys/vm/dirty_bytes", "0")
                .with("proc/sys/vm/dirty_expire_centisecs", "3000");
        mounts("25 1 8:2 / /data rw,noatime,lazytime shared:2 - ext4 /dev/sdb rw");
        for (int cpu = 0; cpu < 8; cpu++) {
            tree.with("sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_governor", "performance");
        }
    }

    private void mounts(final String line) {
        tree.with("proc/self/mountinfo", "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda rw,discard\n" + line);
    }

    @Test
    void aTunedMachineHasNothingToDo() {
        assertThat(HostCheck.run(folder, HOME)).hasSizeGreaterThanOrEqualTo(18).allSatisfy(fact -> {
            assertThat(fact.verdict()).as(fact.toString()).isEqualTo(Verdict.TUNED);
            assertThat(fact.advice()).isEmpty();
        });
    }

    @Test
    void whatIsAbsentCannotBeTold() {
        final List<HostFact> facts = HostCheck.run(folder.resolve("nothing"), HOME);

        assertThat(facts).hasSizeGreaterThanOrEqualTo(18).allSatisfy(fact -> {
            assertThat(fact.verdict()).as(fact.toString()).isEqualTo(Verdict.CANNOT_TELL);
            assertThat(fact.found()).startsWith("no ");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sys/devices/system/cpu/online | 0-3 | CPUs | 4, on 4 cores",
                "proc/cpuinfo | flags : fpu hypervisor | virtual machine | yes",
                "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor | powersave | frequency governor | performance, powersave",
                "sys/devices/system/cpu/isolated | '' | isolated CPUs | none",
                "sys/devices/system/clocksource/clocksource0/current_clocksource | hpet | clock source | hpet",
                "proc/sys/kernel/osrelease | 5.13.9 | kernel | 5.13.9",
                "proc/sys/kernel/osrelease | 4.18.0-el8 | kernel | 4.18.0-el8",
                "proc/sys/kernel/numa_balancing | 1 | NUMA balancing | 1",
                "sys/kernel/mm/transparent_hugepage/enabled | [always] madvise never | transparent huge pages | always",
                "sys/kernel/mm/transparent_hugepage/defrag | [always] defer madvise | huge pages, defrag | always",
                "sys/kernel/mm/transparent_hugepage/shmem_enabled | never [deny] force | huge pages, tmpfs | deny",
                "proc/sys/vm/max_map_count | 1000 | vm.max_map_count | 1000",
                "proc/sys/vm/dirty_expire_centisecs | 500 | writeback | 'from 10 %, writers wait at 20 %, pages older than 5 s'",
                "proc/sys/vm/dirty_bytes | 1048576 | writeback"
                        + " | 'from 10 %, writers wait at 1048576 bytes, pages older than 30 s'",
            })
    void findsWhatIsNotTuned(final String path, final String text, final String what, final String found) {
        tree.with(path, text);

        assertNotTuned(what, found);
    }

    @Test
    void swapMakesTheLockLimitMatter() {
        tree.with("proc/self/limits", "Max locked memory         8388608              8388608              bytes");
        assertThat(fact("memory lock limit")).isEqualTo(HostFact.tuned("memory lock limit", "8388608 bytes, no swap"));
        tree.with("proc/swaps", "Filename Type\n/dev/sda2 partition");

        assertNotTuned("memory lock limit", "8388608 bytes");
        assertNotTuned("swap", "on, vm.swappiness 60");
    }

    @Test
    void withoutNoHzTheTickGoesOn() {
        tree.with("sys/devices/system/cpu/nohz_full", "(null)").with("proc/cmdline", "quiet rcu_nocbs=2-7");
        assertNotTuned("nohz_full", "none");
        assertThat(fact("rcu_nocbs")).isEqualTo(HostFact.tuned("rcu_nocbs", "2-7"));
        assertThat(fact("timer tick").verdict()).isEqualTo(Verdict.CANNOT_TELL);
        tree.with("boot/config-6.8.0-45-generic", "CONFIG_HZ_250=y\nCONFIG_HZ=250");

        assertNotTuned("timer tick", "250 per second on every busy CPU");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rw,relatime          | ext4    | rw          | home's mount options | relatime",
                "rw,noatime           | xfs     | rw          | home's mount options | noatime",
                "rw                   | ext4    | rw,lazytime | home's mount options | 'strictatime, lazytime'",
                "rw,noatime,lazytime  | nfs4    | rw          | home's file system   | nfs4 on /data",
                "rw,noatime           | overlay | rw          | home's file system   | overlay on /data",
            })
    void knowsTheFileSystemOfTheHome(
            final String options, final String type, final String more, final String what, final String found) {
        mounts("25 1 8:2 / /data " + options + " shared:2 - " + type + " /dev/sdb " + more);

        assertNotTuned(what, found);
    }

    @Test
    void aHomeInMemoryNeedsNoWriteback() {
        mounts("25 1 0:25 / /data rw,nosuid - tmpfs tmpfs rw,size=24684096k,huge=within_size");

        assertThat(fact("home's file system"))
                .isEqualTo(HostFact.tuned(
                        "home's file system",
                        "tmpfs on /data, huge pages: within_size; gone when the machine goes down"));
        assertThat(HostCheck.run(folder, HOME)).extracting(HostFact::what).doesNotContain("writeback");
    }

    @Test
    void theDeepestAndLastMountCounts() {
        mounts(
                "25 1 8:2 / /data rw - ext4 /dev/sdb rw\n26 25 0:9 / /data rw - tmpfs tmpfs rw\n27 1 8:3 / /dat rw - xfs x rw"
                        + "\nnonsense");

        assertThat(fact("home's file system").found()).startsWith("tmpfs on /data, huge pages: none");
    }

    @Test
    void looksAtThisMachine() {
        assertThat(HostCheck.run(Path.of("/"), folder)).isNotEmpty();
    }

    private void assertNotTuned(final String what, final String found) {
        assertThat(fact(what).verdict()).as(fact(what).toString()).isEqualTo(Verdict.NOT_TUNED);
        assertThat(fact(what).found()).isEqualTo(found);
        assertThat(fact(what).advice()).isNotEmpty().doesNotContain("\n");
    }

    private HostFact fact(final String what) {
        return HostCheck.run(folder, HOME).stream()
                .filter(fact -> fact.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
