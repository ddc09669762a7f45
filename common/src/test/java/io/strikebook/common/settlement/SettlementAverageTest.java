package io.strikebook.common.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlementAverageTest {
    private static final long E8 = 100_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long EXPIRY_NS = 1_767_600_000_000_000_000L;
    private static final long BEGIN_NS = EXPIRY_NS - 30 * MINUTE_NS;

    private final SettlementAverage average = new SettlementAverage(EXPIRY_NS);

    @Test
    void threeHundredSamplesFromHalfAnHourBeforeOn() {
        assertThat(average.dueNs()).isEqualTo(BEGIN_NS);
        long sum = 0;
        for (int i = 0; i < SettlementAverage.SAMPLES; i++) {
            final long dueNs = BEGIN_NS + i * SettlementAverage.STEP_NS;
            assertThat(average.sample(dueNs - 1, 999 * E8, false, dueNs - 2)).isFalse();
            assertThat(average.sample(dueNs, (100 + i) * E8, false, dueNs - 1)).isTrue();
            sum += (100 + i) * E8;
            assertThat(average.averageE8()).isEqualTo((sum + (i + 1) / 2) / (i + 1));
        }
        assertThat(average.dueNs()).isEqualTo(EXPIRY_NS);
        assertThat(average.sample(EXPIRY_NS + MINUTE_NS, E8, false, EXPIRY_NS)).isFalse();
        assertThat(average.dueNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(average.samples()).isEqualTo(300);
        assertThat(average.missing()).isZero();
        assertThat(average.averageE8()).isEqualTo(100 * E8 + 299 * E8 / 2);
    }

    @Test
    void samplesWithoutAFreshIndexRepeatWhatThereIs() {
        assertThat(average.sample(BEGIN_NS, Long.MIN_VALUE, false, BEGIN_NS - 1))
                .isFalse();
        assertThat(average.sample(BEGIN_NS + MINUTE_NS, 100 * E8, false, BEGIN_NS))
                .isTrue();
        assertThat(average.samples()).isEqualTo(11);
        assertThat(average.missing()).as("all but those at 0 and 6 s").isEqualTo(9);
        average.sample(BEGIN_NS + MINUTE_NS + SettlementAverage.STEP_NS, 122 * E8, true, BEGIN_NS + MINUTE_NS);
        assertThat(average.missing()).isEqualTo(10);
        assertThat(average.averageE8()).isEqualTo((11 * 100 + 122) * E8 / 12);
    }

    @Test
    void theForwardTurnsIntoTheAverage() {
        assertThat(average.blendE8(90 * E8, BEGIN_NS)).isEqualTo(90 * E8);
        average.sample(BEGIN_NS, 120 * E8, false, BEGIN_NS);
        assertThat(average.blendE8(90 * E8, BEGIN_NS)).isEqualTo(90 * E8);
        assertThat(average.blendE8(90 * E8, BEGIN_NS + MINUTE_NS)).isEqualTo(91 * E8);
        assertThat(average.blendE8(90 * E8, BEGIN_NS + 15 * MINUTE_NS)).isEqualTo(105 * E8);
        assertThat(average.blendE8(90 * E8, EXPIRY_NS)).isEqualTo(120 * E8);
        assertThat(average.blendE8(90 * E8, EXPIRY_NS + MINUTE_NS)).isEqualTo(120 * E8);
    }
}
