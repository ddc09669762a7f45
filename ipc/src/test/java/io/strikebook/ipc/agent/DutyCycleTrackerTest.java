package io.strikebook.ipc.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyCycleTrackerTest {
    private final DutyCycleTracker tracker = new DutyCycleTracker(100);

    @Test
    void countsWhatIsLongerThanTheThreshold() {
        tracker.onCycle(50, 1_000);
        tracker.onCycle(101, 2_000);
        tracker.onCycle(100, 3_000);

        assertThat(tracker.cycles()).isEqualTo(3);
        assertThat(tracker.stalls()).isEqualTo(1);
    }

    @Test
    void knowsWhenTheLongestWas() {
        tracker.onCycle(50, 1_000);
        tracker.onCycle(101, 2_000);
        tracker.onCycle(101, 3_000);
        tracker.onCycle(60, 4_000);

        assertThat(tracker.maxNs()).isEqualTo(101);
        assertThat(tracker.maxEndNs()).isEqualTo(2_000);
    }

    @Test
    void keepsTheStartApart() {
        tracker.onStartCycle(9_000_000);
        tracker.onStartCycle(8_000_000);
        tracker.onCycle(20, 1_000);

        assertThat(tracker.startMaxNs()).isEqualTo(9_000_000);
        assertThat(tracker.maxNs()).isEqualTo(20);
        assertThat(tracker.stalls()).isZero();
        assertThat(tracker.cycles()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "10000, -1",
        "10001, 0",
        "100000, 0",
        "100001, 1",
        "1000001, 2",
        "10000000, 2",
        "10000001, 3",
        "100000000, 3",
        "100000001, 4",
        "90000000000, 4"
    })
    void countsByPowersOfTen(final long durationNs, final int bucket) {
        tracker.onCycle(durationNs, 1);

        for (int i = 0; i < DutyCycleTracker.BUCKETS; i++) {
            assertThat(tracker.count(i)).as("bucket " + i).isEqualTo(i == bucket ? 1 : 0);
        }
        assertThat(bucket < 0 || durationNs > DutyCycleTracker.boundNs(bucket)).isTrue();
    }
}
