package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.host.CpuLayout;
import io.strikebook.ipc.host.CpuLayout.Placement;
import io.strikebook.ipc.host.CpuList;
import io.strikebook.ipc.host.CpuTopology;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VenueLayoutTest {
    private static final CpuTopology EIGHT = new CpuTopology(IntStream.range(0, 8)
            .mapToObj(id -> new CpuTopology.Cpu(id, 0, id, false))
            .toList());

    @Test
    void withoutALayoutNothingIsPinned() {
        final HomeConfig config = HomeConfig.parse("c", "load:\n  ratePerSecond: 1\n");

        assertThat(config.isAutoLayout()).isFalse();
        assertThat(words(VenueLayout.of(config)))
                .isEqualTo("risk - backoff, matching - backoff, margin - backoff, feeder - backoff, pricer - backoff,"
                        + " load - backoff");
        assertThat(VenueLayout.of(config).pinsAny()).isFalse();
    }

    @Test
    void autoPlansWhatIsNotSaid() {
        final HomeConfig config = HomeConfig.parse(
                "c", "layout: auto\nmargin:\n  idle: yielding\nfeeder:\n  cpu: none\nmatching:\n  cpu: 1\n");
        final CpuLayout layout = VenueLayout.of(config, config.isAutoLayout(), EIGHT);

        assertThat(words(layout))
                .isEqualTo("risk 3 busy, matching 1 busy, margin 4 yielding, feeder - backoff, pricer 5 busy");
        assertThat(CpuList.format(layout.helpers("risk"))).isEqualTo("0,2,6-7");
    }

    @Test
    void aCpuThatWasSetSpinsOnlyWhereItSaysSo() {
        final HomeConfig config = HomeConfig.parse("c", "matching:\n  cpu: 1\nrisk:\n  cpu: 0\n  idle: busy\n");

        assertThat(words(VenueLayout.of(config, false, EIGHT))).startsWith("risk 0 busy, matching 1 backoff, ");
    }

    @Test
    void shardsOfMatchingComeWhereMatchingDoes() {
        final HomeConfig config = HomeConfig.parse("c", "venue:\n  matchingShards: 2\nmatching-1:\n  idle: yielding\n");

        assertThat(words(VenueLayout.of(config, true, EIGHT)))
                .startsWith("risk 2 busy, matching-0 3 busy, matching-1 4 yielding");
    }

    /** Where an agent spins on a CPU of the other threads, these may come too late. */
    @Test
    void otherThreadsPopulateWhereNoAgentIs() {
        final CpuLayout none = VenueLayout.of(HomeConfig.parse("c", "load:\n  ratePerSecond: 1\n"));
        final CpuLayout some = VenueLayout.of(HomeConfig.parse("c", "risk:\n  cpu: 1\n"), false, EIGHT);
        final StringBuilder everyCpu = new StringBuilder();
        VenueLayout.BY_IMPORTANCE.forEach(role -> everyCpu.append(role)
                .append(":\n  cpu: ")
                .append(role.equals("risk") ? 0 : 1)
                .append('\n'));
        final CpuTopology two = new CpuTopology(EIGHT.cpus().subList(0, 2));
        final CpuLayout all = VenueLayout.of(HomeConfig.parse("c", everyCpu.toString()), false, two);

        assertThat(none.helpersApart("risk")).isFalse();
        assertThat(some.helpersApart("risk")).isTrue();
        assertThat(some.helpersApart("matching"))
                .as("its agent is on their CPUs")
                .isFalse();
        assertThat(VenueLayout.BY_IMPORTANCE).noneMatch(all::helpersApart);
    }

    @Test
    void processesTakeWhatWasPlanned() {
        final HomeConfig config = HomeConfig.parse("c", "layout: auto\nrisk:\n  maxParkUs: 50\n");
        final Placement place = VenueLayout.of(config, true, EIGHT).of("risk");
        final ProcessOptions options =
                ProcessOptions.read(config.role("risk"), place.idle(), place.cpu(), ProcessOptions.STALL_US);

        assertThat(options.cpu()).isEqualTo(2);
        assertThat(options.idle()).isEqualTo("busy");
        assertThat(config.role("risk").effective()).contains("cpu: 2\n", "idle: \"busy\"\n");
    }

    @Test
    void refusesAnotherLayout() {
        assertThatThrownBy(() -> HomeConfig.parse("c.yaml", "time: live\nlayout: fast\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("c.yaml:2: key 'layout': 'fast' is none of none, auto");
    }

    private static String words(final CpuLayout layout) {
        return layout.placements().stream()
                .map(place -> place.role() + " " + (place.cpu() < 0 ? "-" : place.cpu()) + " " + place.idle())
                .collect(Collectors.joining(", "));
    }
}
