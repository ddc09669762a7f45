package io.strikebook.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HopTest {
    private final Hop hop = new Hop("a -> b", 1_000);

    @Test
    void countsTheTimeBetweenCauseAndAnswer() {
        hop.record(1_500, 1_750);

        assertThat(hop.interval().getMaxValue()).isEqualTo(250);
        assertThat(hop.total().getTotalCount()).isEqualTo(1);
    }

    @Test
    void leavesOutHistoryAndWhatHasNoKnownCause() {
        hop.record(999, 2_000);
        hop.record(ClockRing.UNKNOWN, 2_000);

        assertThat(hop.total().getTotalCount()).isZero();
    }

    @Test
    void countsAnAnswerThatLooksEarlyAsZero() {
        hop.record(1_500, 1_400);

        assertThat(hop.total().getMaxValue()).isZero();
    }

    @Test
    void anIntervalEndsWithoutForgettingTheWhole() {
        hop.record(1_500, 1_750);
        hop.endInterval();

        assertThat(hop.interval().getTotalCount()).isZero();
        assertThat(hop.total().getTotalCount()).isEqualTo(1);
    }

    @Test
    void theRingForgetsWhatWasOverwritten() {
        final ClockRing ring = new ClockRing(4);
        ring.put(1, 10);
        ring.put(5, 50);

        assertThat(ring.clockNs(1)).isEqualTo(ClockRing.UNKNOWN);
        assertThat(ring.clockNs(5)).isEqualTo(50);
    }
}
