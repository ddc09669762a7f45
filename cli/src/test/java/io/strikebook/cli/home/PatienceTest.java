package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void lastsWhileThereAreNewSigns() {
        final Patience patience = new Patience(60_000, 1_000);
        for (long second = 0; second < 600; second += 50) {
            assertThat(patience.isOver(List.of("matching", second), 1_000 + second * 1_000))
                    .isFalse();
        }
    }

    @Test
    void endsWhenNothingChangesForTooLong() {
        final Patience patience = new Patience(60_000, 1_000);
        assertThat(patience.isOver(List.of(), 1_000)).isFalse();
        assertThat(patience.isOver(List.of("risk", 7L), 50_000)).isFalse();
        assertThat(patience.isOver(List.of("risk", 7L), 110_000)).isFalse();
        assertThat(patience.isOver(List.of("risk", 7L), 110_001)).isTrue();
    }
}
