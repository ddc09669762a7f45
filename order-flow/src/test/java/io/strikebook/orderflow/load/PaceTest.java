package io.strikebook.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void neitherDriftsNorOverflowsInAWeekAtTheHighestRate() {
        final Pace pace = new Pace(10_000_000L);
        assertThat(pace.due(5)).isEqualTo(1);
        final long weekNs = 7L * 86_400 * 1_000_000_000L;
        assertThat(pace.due(5 + weekNs)).isEqualTo(7L * 86_400 * 10_000_000 + 1);
    }

    @Test
    void aStallIsMadeUpFor() {
        final Pace pace = new Pace(3);
        long done = 0;
        for (long nowNs = 0; nowNs <= 10_000_000_000L; nowNs += 1_700_000_000L) {
            for (long due = pace.due(nowNs); due > 0; due--) {
                pace.done();
                done++;
            }
            assertThat(done).isEqualTo(nowNs * 3 / 1_000_000_000L + 1);
        }
    }
}
