package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.process.DutyCycles;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessMark.Position;
import io.strikebook.ipc.process.ProcessState;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomeStatusTest {
    private static final ProcessMark.Counters COUNTERS = new ProcessMark.Counters(10, 2, 3, 7);
    private static final DutyCycles CYCLES =
            new DutyCycles(4, 6, 1_000_000, 5_500_000, 1_700, 80_000_000, List.of(1L, 2L, 3L, 4L, 5L));

    @Test
    void aReaderLagsBehindTheHead() {
        final HomeStatus status = HomeStatus.of(
                List.of("matching"),
                List.of(mark(
                        "matching",
                        ProcessState.STOPPED,
                        new Position("commands", false, 90),
                        new Position("executions", true, 88))),
                queue -> 100,
                2_000);

        assertThat(status.processes().get(0).positions())
                .containsExactly(
                        new HomeStatus.QueuePosition("commands", false, 90, 10),
                        new HomeStatus.QueuePosition("executions", true, 88, HomeStatus.NO_LAG));
    }

    @Test
    void aProcessDoesNotLagBehindItself() {
        final HomeStatus status = HomeStatus.of(
                List.of("risk"),
                List.of(mark(
                        "risk",
                        ProcessState.STOPPED,
                        new Position("commands", false, 0),
                        new Position("commands", true, 100))),
                queue -> 100,
                2_000);

        assertThat(status.processes().get(0).positions()).allMatch(position -> position.lag() == HomeStatus.NO_LAG);
    }

    @Test
    void whoClaimsToRunAndDoesNotExistIsDead() {
        final HomeStatus status = HomeStatus.of(
                List.of("feeder", "pricer"), List.of(mark("feeder", ProcessState.RUNNING)), queue -> 0, 2_000);

        assertThat(status.processes().get(0).state()).isEqualTo("dead");
        assertThat(status.processes().get(1).state()).isEqualTo("never started");
    }

    @Test
    void isPrintedAsATableAndAsJson() {
        final HomeStatus status = HomeStatus.of(
                List.of("feeder"),
                List.of(mark("feeder", ProcessState.FAILED, new Position("market-data", true, 5))),
                queue -> 5,
                2_000);

        assertThat(StatusPrinter.table(status))
                .containsExactly(
                        "PROCESS  STATE   PID  HEARTBEAT  ERRORS  WORK  VERSION",
                        "feeder   failed    -          -       2    10  test",
                        "",
                        "DUTY CYCLES  CYCLES  STALLS      OVER   LONGEST  AT                        LONGEST AT START"
                                + "  10-100 us  0.1-1 ms  1-10 ms  10-100 ms  longer",
                        "feeder            4       6  1.000 ms  5.500 ms  1970-01-01T00:00:01.700Z         80.000 ms"
                                + "          1         2        3          4       5",
                        "",
                        "PROCESS          QUEUE        SEQUENCE  LAG",
                        "feeder   writes  market-data         5",
                        "",
                        "PROCESS  COUNTER  VALUE",
                        "feeder   events       9");
        assertThat(StatusPrinter.json(status))
                .isEqualTo("{\"processes\":[{\"role\":\"feeder\",\"state\":\"failed\",\"alive\":false,\"pid\":0,"
                        + "\"startMs\":1000,\"heartbeatMs\":1500,\"heartbeatAgeMs\":-1,\"version\":\"test\",\"work\":10,"
                        + "\"errors\":2,\"diskFreeBytes\":7,\"dutyCycles\":{\"cycles\":4,\"stalls\":6,"
                        + "\"thresholdNs\":1000000,\"maxNs\":5500000,\"maxAtMs\":1700,\"startMaxNs\":80000000,"
                        + "\"longerThanNs\":{\"10000\":1,\"100000\":2,\"1000000\":3,\"10000000\":4,\"100000000\":5}},"
                        + "\"counters\":{\"events\":9},\"queues\":["
                        + "{\"queue\":\"market-data\",\"use\":\"write\",\"sequence\":5}]}]}");
    }

    private static ProcessMark mark(final String role, final ProcessState state, final Position... positions) {
        return new ProcessMark(
                role,
                0,
                state,
                "test",
                "no boot",
                1_000,
                1_500,
                COUNTERS,
                CYCLES,
                List.of(positions),
                new ProcessMark.Recovery("", 0, 0),
                List.of(new ProcessMark.NamedCounter("events", 9)));
    }
}
