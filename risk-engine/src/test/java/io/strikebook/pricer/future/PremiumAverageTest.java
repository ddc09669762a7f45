package io.strikebook.pricer.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PremiumAverageTest {
    private static final long E8 = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long AVERAGE_NS = 30 * SECOND_NS;
    private static final long BAND_E8 = 500_000L;
    private static final long INDEX_E8 = 100_000 * E8;

    private final PremiumAverage premium = new PremiumAverage();

    private double after(final long priceE8, final long timeNs) {
        premium.sample(priceE8, INDEX_E8, BAND_E8, AVERAGE_NS, timeNs);
        return premium.priceE8(INDEX_E8) / 1e8;
    }

    @Test
    void theFirstPremiumCountsFullyAndOthersByTime() {
        assertThat(premium.isKnown()).isFalse();
        assertThat(after(100_100 * E8, 0)).isEqualTo(100_100);
        assertThat(premium.hasArrived()).isTrue();
        assertThat(after(100_200 * E8, 0)).isEqualTo(100_100);
        assertThat(premium.hasArrived()).isFalse();
        assertThat(after(100_200 * E8, AVERAGE_NS)).isCloseTo(100_200 - 100 * Math.exp(-1), within(1e-7));
        assertThat(after(100_200 * E8, 2 * AVERAGE_NS)).isCloseTo(100_200 - 100 * Math.exp(-2), within(1e-7));
        assertThat(after(100_200 * E8, 40 * AVERAGE_NS)).isEqualTo(100_200);
        assertThat(premium.hasArrived()).isTrue();
    }

    @Test
    void manySmallStepsAreOneLargeOne() {
        after(100_000 * E8, 0);
        double price = 0;
        for (int i = 1; i <= 3_000; i++) {
            price = after(100_300 * E8, i * SECOND_NS / 100);
        }
        assertThat(price).isCloseTo(100_300 - 300 * Math.exp(-1), within(1e-5));
    }

    @Test
    void aPremiumBeyondTheBandCountsAsAtItsEdge() {
        assertThat(after(200_000 * E8, 0)).isEqualTo(100_500);
        assertThat(after(1, 40 * AVERAGE_NS)).isEqualTo(99_500);
        assertThat(after(Long.MAX_VALUE / 2, 80 * AVERAGE_NS)).isEqualTo(100_500);
    }

    /** A crash that is over within a second moves the mark by a thirtieth of the band at most. */
    @Test
    void aFlashCrashHardlyMovesIt() {
        after(100_000 * E8, 0);
        assertThat(after(50_000 * E8, SECOND_NS)).isBetween(100_000 - 500.0 / 30, 99_990.0);
    }

    @Test
    void whileHeldItStandsAndWhatFollowsCountsAsUsual() {
        after(100_100 * E8, 0);
        premium.hold(10 * AVERAGE_NS);
        assertThat(premium.priceE8(INDEX_E8)).isEqualTo(100_100 * E8);
        assertThat(premium.priceE8(2 * INDEX_E8)).isEqualTo(200_200 * E8);
        assertThat(after(100_300 * E8, 11 * AVERAGE_NS)).isCloseTo(100_300 - 200 * Math.exp(-1), within(1e-7));
    }

    @Test
    void stateComesBack() {
        final long[] state = new long[1 + PremiumAverage.FIELDS];
        after(100_100 * E8, 5);
        after(100_200 * E8, 6);
        premium.write(state, 1);
        final PremiumAverage other = new PremiumAverage();
        other.read(state, 1);
        assertThat(other.hasArrived()).isFalse();
        other.sample(100_300 * E8, INDEX_E8, BAND_E8, AVERAGE_NS, AVERAGE_NS);
        after(100_300 * E8, AVERAGE_NS);
        assertThat(other.priceE8(INDEX_E8)).isEqualTo(premium.priceE8(INDEX_E8));
    }

    @Property(tries = 1_000)
    void theMarkStaysWithinTheBand(
            @ForAll @LongRange(min = 1_000_000L, max = 10_000_000_000_000_000L) final long indexE8,
            @ForAll @LongRange(min = 1, max = 10_000_000_000_000_000L) final long firstE8,
            @ForAll @LongRange(min = 1, max = 10_000_000_000_000_000L) final long secondE8,
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) final long passedNs) {
        final PremiumAverage any = new PremiumAverage();
        any.sample(firstE8, indexE8, BAND_E8, AVERAGE_NS, 0);
        any.sample(secondE8, indexE8, BAND_E8, AVERAGE_NS, passedNs);
        final long edgeE8 = indexE8 / 200 + 1;
        assertThat(any.priceE8(indexE8)).isBetween(indexE8 - edgeE8, indexE8 + edgeE8);
    }
}
