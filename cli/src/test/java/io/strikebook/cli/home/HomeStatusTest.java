package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.DutyCycles;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessMark.Position;
import io.strikebook.ipc.process.ProcessState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HomeStatusTest {
    private static final long NOW_MS = 2_000;
    private static final ProcessMark.Counters COUNTERS = new ProcessMark.Counters(10, 2, 3, 4, 7);
    private static final DutyCycles CYCLES =
            new DutyCycles(4, 6, 1_000_000, 5_500_000, 1_700, 80_000_000, List.of(1L, 2L, 3L, 4L, 5L));

    @Test
    void aReaderLagsBehindTheHead() {
        final HomeStatus status = status(
                List.of("matching"),
                mark(
                        "matching",
                        ProcessState.STOPPED,
                        new Position("commands", false, 90),
                        new Position("marks", false, 100),
                        new Position("executions", true, 88)));

        assertThat(status.processes().get(0).positions())
                .containsExactly(
                        new HomeStatus.QueuePosition("commands", false, 90, 10, 10_000_000),
                        new HomeStatus.QueuePosition("marks", false, 100, 0, HomeStatus.NO_LAG),
                        new HomeStatus.QueuePosition("executions", true, 88, HomeStatus.NO_LAG, HomeStatus.NO_LAG));
    }

    @Test
    void whoNeverStartedHasToReadEverything() {
        final HomeStatus status = status(List.of("pricer"));

        assertThat(status.processes().get(0).positions())
                .containsExactly(
                        new HomeStatus.QueuePosition("market-data", false, 0, 100, 100_000_000),
                        new HomeStatus.QueuePosition("commands", false, 0, 100, 100_000_000));
    }

    @Test
    void aProcessDoesNotLagBehindItself() {
        final HomeStatus status = status(
                List.of("risk"),
                mark(
                        "risk",
                        ProcessState.STOPPED,
                        new Position("commands", false, 0),
                        new Position("commands", true, 100)));

        assertThat(status.processes().get(0).positions()).allMatch(position -> position.lag() == HomeStatus.NO_LAG);
    }

    @Test
    void whoClaimsToRunAndDoesNotExistIsDead() {
        final HomeStatus status = status(List.of("feeder", "pricer"), mark("feeder", ProcessState.RUNNING));

        assertThat(status.processes().get(0).state()).isEqualTo("dead");
        assertThat(status.processes().get(1).state()).isEqualTo("never started");
        assertThat(status.problems())
                .containsExactly(
                        "feeder is dead: start it again with 'strikebook up --only feeder'",
                        "feeder logged 2 errors: see log/feeder.out");
    }

    @Test
    void aDiskThatIsLowOrFullIsAProblem() {
        assertThat(problemsWithFreeMb(101)).isEmpty();
        assertThat(problemsWithFreeMb(99))
                .containsExactly("disk is low: 99 MiB free, new orders are refused below 100 MiB"
                        + " (disk.minimumFreeMb), cancels work");
        assertThat(problemsWithFreeMb(10))
                .containsExactly("disk is full: 10 MiB free, every process pauses below 10 MiB (disk.reserveMb)");
    }

    private static List<String> problemsWithFreeMb(final long megabytes) {
        return new HomeStatus(List.of(), new HomeStatus.DiskStatus(megabytes << 20, 100L << 20, 10L << 20)).problems();
    }

    @Test
    void whatIsDurableIsShownWithWhatIsNotYet() {
        final HomeStatus status = status(
                List.of("sync"),
                mark(
                        "sync",
                        ProcessState.STOPPED,
                        List.of(new ProcessMark.NamedCounter("failedQueues", 1)),
                        new Position("commands", false, 90)));

        assertThat(StatusPrinter.table(status))
                .contains("sync     durable to  commands        90   10        10.0 ms")
                .contains(
                        "  a sync failed on 1 queue: nothing written since is known to be durable, and none of what rests"
                                + " on it, until the machine was booted and 'strikebook check' was run");
        assertThat(StatusPrinter.json(status))
                .contains("{\"queue\":\"commands\",\"use\":\"durable\",\"sequence\":90,\"lag\":10,");
    }

    @Test
    void isPrintedAsATableAndAsJson() {
        final HomeStatus status = status(
                List.of("feeder"),
                mark(
                        "feeder",
                        ProcessState.FAILED,
                        new Position("market-data", true, 5),
                        new Position("marks", false, 90)));

        assertThat(StatusPrinter.table(status))
                .containsExactly(
                        "PROCESS  STATE   PID  HEARTBEAT  ERRORS  WORK  POPULATED  FAULTS  VERSION",
                        "feeder   failed    -          -       2    10          3       4  test",
                        "",
                        "DUTY CYCLES  CYCLES  STALLS      OVER   LONGEST  AT                        LONGEST AT START"
                                + "  10-100 us  0.1-1 ms  1-10 ms  10-100 ms  longer",
                        "feeder            4       6  1.000 ms  5.500 ms  1970-01-01T00:00:01.700Z         80.000 ms"
                                + "          1         2        3          4       5",
                        "",
                        "PROCESS          QUEUE        SEQUENCE  LAG  OLDEST UNREAD",
                        "feeder   writes  market-data         5",
                        "feeder   reads   marks              90   10        10.0 ms",
                        "",
                        "PROCESS  COUNTER  VALUE",
                        "feeder   events       9",
                        "",
                        "DISK ok: 4,096 MiB free; below 512 MiB orders are refused, below 64 MiB every process pauses",
                        "PROBLEMS 2",
                        "  feeder is failed: start it again with 'strikebook up --only feeder'",
                        "  feeder logged 2 errors: see log/feeder.out");
        assertThat(StatusPrinter.json(status))
                .isEqualTo("{\"processes\":[{\"role\":\"feeder\",\"state\":\"failed\",\"alive\":false,\"pid\":0,"
                        + "\"startMs\":1000,\"heartbeatMs\":1500,\"heartbeatAgeMs\":-1,\"version\":\"test\",\"work\":10,"
                        + "\"errors\":2,\"pagesPopulated\":3,\"faults\":4,\"diskFreeBytes\":7,"
                        + "\"dutyCycles\":{\"cycles\":4,\"stalls\":6,"
                        + "\"thresholdNs\":1000000,\"maxNs\":5500000,\"maxAtMs\":1700,\"startMaxNs\":80000000,"
                        + "\"longerThanNs\":{\"10000\":1,\"100000\":2,\"1000000\":3,\"10000000\":4,\"100000000\":5}},"
                        + "\"counters\":{\"events\":9},\"queues\":["
                        + "{\"queue\":\"market-data\",\"use\":\"write\",\"sequence\":5},"
                        + "{\"queue\":\"marks\",\"use\":\"read\",\"sequence\":90,\"lag\":10,\"oldestUnreadNs\":10000000}]}],"
                        + "\"disk\":{\"state\":\"ok\",\"freeBytes\":4294967296,\"minimumBytes\":536870912,"
                        + "\"reserveBytes\":67108864},\"problems\":["
                        + "\"feeder is failed: start it again with 'strikebook up --only feeder'\","
                        + "\"feeder logged 2 errors: see log/feeder.out\"]}");
    }

    /** Every queue ends at 100; each group was written a millisecond after the one before, the last one just now. */
    private static HomeStatus status(final List<String> roles, final ProcessMark... marks) {
        return HomeStatus.of(
                roles,
                role -> Stream.of("market-data", "marks", "commands", "executions", "margin")
                        .filter(queue -> QueueNames.reads(role, queue))
                        .toList(),
                List.of(marks),
                queue -> 100,
                (queue, after) -> (NOW_MS - 100 + after + 1) * 1_000_000L,
                new HomeStatus.DiskStatus(4L << 30, 512L << 20, 64L << 20),
                NOW_MS);
    }

    private static ProcessMark mark(final String role, final ProcessState state, final Position... positions) {
        return mark(role, state, List.of(new ProcessMark.NamedCounter("events", 9)), positions);
    }

    private static ProcessMark mark(
            final String role,
            final ProcessState state,
            final List<ProcessMark.NamedCounter> counters,
            final Position... positions) {
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
                counters);
    }
}
