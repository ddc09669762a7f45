package io.strikebook.pricing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoricalVolatilityTest {
    private static final int BARS = 20_000;
    private static final int STEPS = 40;
    private static final double VARIANCE = 4e-4;

    private final double[] open = new double[BARS];
    private final double[] high = new double[BARS];
    private final double[] low = new double[BARS];
    private final double[] close = new double[BARS];

    /** Bars of a geometric Brownian motion; highs and lows between steps are drawn from the bridge's own law. */
    private void simulate(final double drift, final double gapVariance) {
        final Random random = new Random(20_260_105);
        double at = 0;
        for (int i = 0; i < BARS; i++) {
            at += Math.sqrt(gapVariance) * random.nextGaussian();
            // The level is drawn back, so that ten thousand days of drift don't leave the doubles.
            at = Math.IEEEremainder(at, 64);
            final double start = at;
            double highest = at;
            double lowest = at;
            final double step = VARIANCE / STEPS;
            for (int n = 0; n < STEPS; n++) {
                final double to = at + drift / STEPS + Math.sqrt(step) * random.nextGaussian();
                highest = Math.max(highest, extreme(at, to, step, 1, random));
                lowest = Math.min(lowest, extreme(at, to, step, -1, random));
                at = to;
            }
            open[i] = Math.exp(start);
            high[i] = Math.exp(highest);
            low[i] = Math.exp(lowest);
            close[i] = Math.exp(at);
        }
    }

    private static double extreme(
            final double from, final double to, final double variance, final int sign, final Random random) {
        final double distance = to - from;
        final double root = Math.sqrt(distance * distance - 2 * variance * Math.log(1 - random.nextDouble()));
        return 0.5 * (from + to + sign * root);
    }

    /** Standard errors of 20,000 bars: 1 % close to close, 0.45 % Parkinson, 0.37 % Garman-Klass, 0.41 % Rogers-Satchell. */
    @Test
    void withoutDriftAllEstimatorsFindTheVariance() {
        simulate(0, 0);
        assertThat(HistoricalVolatility.closeToClose(close, 0, BARS)).isCloseTo(VARIANCE, within(0.03 * VARIANCE));
        assertThat(HistoricalVolatility.parkinson(high, low, 0, BARS)).isCloseTo(VARIANCE, within(0.014 * VARIANCE));
        assertThat(HistoricalVolatility.garmanKlass(open, high, low, close, 0, BARS))
                .isCloseTo(VARIANCE, within(0.012 * VARIANCE));
        assertThat(HistoricalVolatility.rogersSatchell(open, high, low, close, 0, BARS))
                .isCloseTo(VARIANCE, within(0.013 * VARIANCE));
        assertThat(HistoricalVolatility.yangZhang(open, high, low, close, 0, BARS))
                .isCloseTo(VARIANCE, within(0.02 * VARIANCE));
    }

    @Test
    void driftMisleadsThoseWhoIgnoreItAndNotTheOthers() {
        simulate(0.02, 0);
        assertThat(HistoricalVolatility.parkinson(high, low, 0, BARS)).isGreaterThan(1.2 * VARIANCE);
        assertThat(HistoricalVolatility.rogersSatchell(open, high, low, close, 0, BARS))
                .isCloseTo(VARIANCE, within(0.02 * VARIANCE));
    }

    @Test
    void gapsBetweenBarsAreSeenFromCloseToCloseAndByYangAndZhang() {
        simulate(0, VARIANCE);
        assertThat(HistoricalVolatility.yangZhang(open, high, low, close, 0, BARS))
                .isCloseTo(2 * VARIANCE, within(0.03 * VARIANCE * 2));
        assertThat(HistoricalVolatility.closeToClose(close, 0, BARS))
                .isCloseTo(2 * VARIANCE, within(0.03 * VARIANCE * 2));
        assertThat(HistoricalVolatility.garmanKlass(open, high, low, close, 0, BARS))
                .isCloseTo(VARIANCE, within(0.012 * VARIANCE));
    }

    @Test
    void smallSamplesFollowTheFormulas() {
        final double[] c = {100, 110, 99};
        final double up = Math.log(1.1);
        final double down = Math.log(0.9);
        final double mean = 0.5 * (up + down);
        assertThat(HistoricalVolatility.closeToClose(c, 0, 3))
                .isCloseTo((up - mean) * (up - mean) + (down - mean) * (down - mean), within(1e-15));
        assertThat(HistoricalVolatility.exponentiallyWeighted(c, 0, 3, 0.94, 0.01))
                .isCloseTo(0.94 * (0.94 * 0.01 + 0.06 * up * up) + 0.06 * down * down, within(1e-15));
        final double range = Math.log(120.0 / 90);
        assertThat(HistoricalVolatility.parkinson(new double[] {120}, new double[] {90}, 0, 1))
                .isCloseTo(range * range / (4 * Math.log(2)), within(1e-15));
        assertThat(HistoricalVolatility.annualised(VARIANCE, 365)).isCloseTo(0.3821, within(1e-4));
    }

    @Test
    void whatIsNoPriceGivesNoNumber() {
        final double[] good = {100, 101, 102, 103};
        for (final double bad : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            final double[] broken = {100, 101, bad, 103};
            assertThat(HistoricalVolatility.closeToClose(broken, 0, 4)).isNaN();
            assertThat(HistoricalVolatility.exponentiallyWeighted(broken, 0, 4, 0.9, 0))
                    .isNaN();
            assertThat(HistoricalVolatility.parkinson(broken, good, 0, 4)).isNaN();
            assertThat(HistoricalVolatility.garmanKlass(good, broken, good, good, 0, 4))
                    .isNaN();
            assertThat(HistoricalVolatility.rogersSatchell(good, good, broken, good, 0, 4))
                    .isNaN();
            assertThat(HistoricalVolatility.yangZhang(good, good, good, broken, 0, 4))
                    .isNaN();
        }
        assertThat(HistoricalVolatility.closeToClose(good, 0, 2)).isNaN();
        assertThat(HistoricalVolatility.yangZhang(good, good, good, good, 0, 2)).isNaN();
        assertThat(HistoricalVolatility.parkinson(good, good, 0, 0)).isNaN();
        assertThat(HistoricalVolatility.parkinson(new double[] {90}, new double[] {91}, 0, 1))
                .isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoricalVolatility.exponentiallyWeighted(good, 0, 4, 1, 0));
    }
}
