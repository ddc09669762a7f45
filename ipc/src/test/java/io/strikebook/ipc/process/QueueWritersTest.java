package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.QueueNames;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a process that was told to stop waits for. */
class QueueWritersTest {
    private static final long LOOK_NS = 20_000_000L;

    private final long[] nowNs = {5};
    private List<ProcessMark> marks = List.of();
    private final QueueWriters writers =
            new QueueWriters(Set.of(QueueNames.COMMANDS, QueueNames.orders("desk")), () -> marks, () -> nowNs[0]);

    private static ProcessMark mark(final String role, final ProcessState state, final long pid, final String written) {
        return new ProcessMark(
                role,
                pid,
                state,
                "",
                MarkFile.bootId(),
                0,
                0,
                new ProcessMark.Counters(0, 0, 0, 0, 0),
                DutyCycles.NONE,
                written.isEmpty() ? List.of() : List.of(new ProcessMark.Position(written, true, 1)),
                new ProcessMark.Recovery("", 0, 0),
                List.of());
    }

    private Upstream.State after(final long ns, final ProcessMark... found) {
        marks = List.of(found);
        nowNs[0] += ns;
        return writers.state();
    }

    private static ProcessMark alive(final String role, final ProcessState state) {
        return mark(role, state, ProcessHandle.current().pid(), "");
    }

    @Test
    void waitsForOneThatEndsAndNotForOthers() {
        assertThat(after(0, alive("risk", ProcessState.STOPPING), alive("margin", ProcessState.RUNNING)))
                .isEqualTo(Upstream.State.ENDING);
        assertThat(after(QueueWriters.SPREAD_NS, alive("risk", ProcessState.STOPPING)))
                .isEqualTo(Upstream.State.ENDING);
        assertThat(after(LOOK_NS, alive("risk", ProcessState.STOPPED), alive("margin", ProcessState.RUNNING)))
                .isEqualTo(Upstream.State.ENDED);
        assertThat(writers.isSettled()).isTrue();
    }

    @Test
    void oneThatRunsOnCountsAsNotStoppedOnlyAfterAWhile() {
        assertThat(after(0, alive("risk", ProcessState.RUNNING))).isEqualTo(Upstream.State.ENDING);
        assertThat(after(QueueWriters.SPREAD_NS - 1, alive("risk", ProcessState.RUNNING)))
                .isEqualTo(Upstream.State.ENDING);
        assertThat(after(LOOK_NS, alive("risk", ProcessState.RUNNING))).isEqualTo(Upstream.State.GOES_ON);
        assertThat(after(LOOK_NS, alive("risk", ProcessState.STOPPING))).isEqualTo(Upstream.State.ENDING);
    }

    @Test
    void theDeadAndThoseWhoNeverRanHaveEnded() {
        assertThat(after(0, mark("risk", ProcessState.RUNNING, Long.MAX_VALUE, "")))
                .isEqualTo(Upstream.State.ENDED);
    }

    @Test
    void aWriterIsKnownByItsRoleOrByTheQueueThatItHasOpen() {
        assertThat(after(0, alive("desk", ProcessState.STARTING))).isEqualTo(Upstream.State.ENDING);
        assertThat(after(
                        LOOK_NS,
                        mark(
                                "several",
                                ProcessState.STOPPING,
                                ProcessHandle.current().pid(),
                                QueueNames.orders("desk"))))
                .isEqualTo(Upstream.State.ENDING);
        assertThat(after(
                        LOOK_NS,
                        mark(
                                "several",
                                ProcessState.STOPPING,
                                ProcessHandle.current().pid(),
                                QueueNames.MARGIN)))
                .isEqualTo(Upstream.State.ENDED);
    }

    @Test
    void looksRarely() {
        assertThat(after(0, alive("risk", ProcessState.STOPPING))).isEqualTo(Upstream.State.ENDING);
        assertThat(after(LOOK_NS - 1)).isEqualTo(Upstream.State.ENDING);
        assertThat(after(1)).isEqualTo(Upstream.State.ENDED);
    }
}
