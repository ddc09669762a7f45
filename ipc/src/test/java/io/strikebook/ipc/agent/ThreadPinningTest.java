package io.strikebook.ipc.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.Test;

/** CPU ids. */
class ThreadPinningTest {
    @Test
    void pinsAThreadToAUsableCpu() throws InterruptedException {
        final int cpu = Affinity.getAffinity().previousSetBit(4_096);
        final ConfigSection section = ConfigSection.parse("c.yaml", "cpu: " + cpu + "\n");
        final AtomicReference<String> word = new AtomicReference<>();
        final AtomicReference<BitSet> mask = new AtomicReference<>();
        final Thread thread = new Thread(() -> {
            word.set(ThreadPinning.pin(ThreadPinning.read(section, "cpu", ThreadPinning.NONE)));
            mask.set(Affinity.getAffinity());
        });
        thread.start();
        thread.join();
        assertThat(word.get()).isEqualTo("pinned to CPU " + cpu);
        assertThat(mask.get().cardinality()).isEqualTo(1);
        assertThat(mask.get().get(cpu)).isTrue();
    }

    @Test
    void pinsNothingUnlessTold() {
        assertThat(ThreadPinning.read(ConfigSection.empty("c"), "cpu", ThreadPinning.NONE))
                .isEqualTo(ThreadPinning.NONE);
        assertThat(ThreadPinning.read(ConfigSection.parse("c", "cpu: none\n"), "cpu", 1))
                .isEqualTo(ThreadPinning.NONE);
        assertThat(ThreadPinning.pin(ThreadPinning.NONE)).isEqualTo("not pinned");
    }

    @Test
    void refusesACpuThatIsNotThere() {
        refused("cpu: 4000\n", "c.yaml:1: key 'cpu': CPU 4000 is not among");
        refused("cpu: -1\n", "c.yaml:1: key 'cpu': -1 is outside");
        refused("cpu: fast\n", "c.yaml:1: key 'cpu': 'fast' is none of none");
    }

    @Test
    void saysWhyAThreadCouldNotBePinned() throws InterruptedException {
        final AtomicReference<String> word = new AtomicReference<>();
        final Thread thread = new Thread(() -> word.set(ThreadPinning.pin(1_000)));
        thread.start();
        thread.join();
        assertThat(word.get()).startsWith("could not be pinned to CPU 1000: ");
    }

    @Test
    void anIsolatedCpuIsUsableWhereTheSystemAllowsIt() {
        final BitSet isolated = Affinity.getAffinity();
        isolated.set(4_000);

        assertThat(ThreadPinning.reachable()).isEqualTo(Affinity.getAffinity());
        assertThat(ThreadPinning.usable(isolated)).isEqualTo(Affinity.getAffinity());
    }

    @Test
    void whoIsRestrictedCanStillBeGivenAnyCpuOfTheMachine() throws InterruptedException {
        final BitSet before = Affinity.getAffinity();
        assumeThat(before.cardinality()).isGreaterThan(1);
        final AtomicReference<BitSet> usable = new AtomicReference<>();
        final AtomicReference<BitSet> withIsolated = new AtomicReference<>();
        final AtomicReference<BitSet> reachable = new AtomicReference<>();
        final BitSet last = new BitSet();
        last.set(before.length() - 1);
        final Thread thread = new Thread(() -> {
            Affinity.setAffinity(before.nextSetBit(0));
            usable.set(ThreadPinning.usable(new BitSet()));
            withIsolated.set(ThreadPinning.usable(last));
            reachable.set(ThreadPinning.reachable());
        });
        thread.start();
        thread.join();

        assertThat(usable.get().cardinality()).isEqualTo(1);
        assertThat(withIsolated.get().cardinality()).isEqualTo(2);
        assertThat(withIsolated.get().intersects(last)).isTrue();
        assertThat(reachable.get()).isEqualTo(before);
    }

    private static void refused(final String text, final String message) {
        assertThatThrownBy(() -> ThreadPinning.read(ConfigSection.parse("c.yaml", text), "cpu", ThreadPinning.NONE))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }
}
