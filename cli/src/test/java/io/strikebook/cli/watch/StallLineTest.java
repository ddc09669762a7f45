package io.strikebook.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.process.DutyCycles;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallLineTest {
    @Test
    void namesWhoWasHeldUp() {
        final DutyCycles stalled =
                new DutyCycles(9, 1_200, 1_000_000, 4_200_000, 1_700, 80_000_000, List.of(0L, 0L, 1L, 0L, 0L));

        assertThat(StallLine.of(
                        List.of(mark("margin", DutyCycles.NONE), mark("pricer", stalled), mark("risk", stalled))))
                .containsExactly("stalls, and the longest: pricer 1,200, 4.20 ms | risk 1,200, 4.20 ms");
        assertThat(StallLine.of(List.of(mark("margin", DutyCycles.NONE)))).isEmpty();
    }

    private static ProcessMark mark(final String role, final DutyCycles cycles) {
        return new ProcessMark(
                role,
                0,
                ProcessState.RUNNING,
                "test",
                "",
                0,
                0,
                new ProcessMark.Counters(0, 0, 0, 0, 0),
                cycles,
                List.of(),
                new ProcessMark.Recovery("", 0, 0),
                List.of());
    }
}
