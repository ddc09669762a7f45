package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.home.QueueNames;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who counts as gone. */
class WriterWatchTest {
    private static final long NOW_MS = 1_000_000;

    private List<ProcessMark> marks = List.of();
    private int reads;
    private final WriterWatch watch = new WriterWatch(
            () -> {
                reads++;
                return marks;
            },
            () -> NOW_MS);

    private static ProcessMark mark(
            final String role, final ProcessState state, final long pid, final long heartbeatMs) {
        return new ProcessMark(
                role,
                pid,
                state,
                "",
                MarkFile.bootId(),
                0,
                heartbeatMs,
                new ProcessMark.Counters(0, 0, 0, 0, 0),
                DutyCycles.NONE,
                List.of(),
                new ProcessMark.Recovery("", 0, 0),
                List.of());
    }

    private boolean isGone(final BooleanSupplier gone, final ProcessMark... found) {
        marks = List.of(found);
        watch.check();
        return gone.getAsBoolean();
    }

    @Test
    void oneThatEndedWasKilledOrIsSilentIsGoneAndComesBack() {
        final long own = ProcessHandle.current().pid();
        final BooleanSupplier gone = watch.watch(QueueNames.orders("desk"));
        assertThat(gone.getAsBoolean()).as("before anybody looked").isFalse();
        assertThat(isGone(gone)).as("it has never run").isFalse();
        assertThat(isGone(gone, mark("desk", ProcessState.RUNNING, own, NOW_MS)))
                .isFalse();
        assertThat(isGone(gone, mark("desk", ProcessState.STOPPED, own, NOW_MS)))
                .as("it ended")
                .isTrue();
        assertThat(isGone(gone, mark("desk", ProcessState.RUNNING, own, NOW_MS)))
                .as("it was started again")
                .isFalse();
        assertThat(isGone(gone, mark("desk", ProcessState.RUNNING, Long.MAX_VALUE, NOW_MS)))
                .as("it was killed")
                .isTrue();
        assertThat(isGone(gone, mark("desk", ProcessState.RUNNING, own, NOW_MS - WriterWatch.SILENT_MS)))
                .isFalse();
        assertThat(isGone(gone, mark("desk", ProcessState.RUNNING, own, NOW_MS - WriterWatch.SILENT_MS - 1)))
                .as("it is silent")
                .isTrue();
    }

    @Test
    void othersAreNotAskedFor() {
        watch.check();
        assertThat(reads).isZero();
        final BooleanSupplier gone = watch.watch(QueueNames.orders("desk"));
        assertThat(isGone(gone, mark("load", ProcessState.STOPPED, 1, 0))).isFalse();
    }
}
