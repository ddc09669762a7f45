package io.strikebook.pricer.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.Underlying;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.black.Black76;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskArraysTest {
    private static final double[] EXTENDED = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};

    private final OptionColumns chain = new OptionColumns(1);
    private RiskArrays arrays;
    private boolean read;

    private double[] values(
            final String code, final boolean call, final long strike, final long forward, final long daysLeft) {
        compute(code, call, strike, forward, daysLeft, 0.6, true);
        final double[] values = new double[ScenarioSet.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = arrays.values()[i] * 1e-12 * arrays.unitE12();
        }
        return values;
    }

    private void compute(
            final String code,
            final boolean call,
            final long strike,
            final long forward,
            final long daysLeft,
            final double volatility,
            final boolean inverse) {
        arrays = new RiskArrays(
                ScenarioSet.of(new ScenarioSets(1, List.of(new Underlying(1, code))), 1), BatchPricer.scalar());
        chain.clear();
        chain.add(call, forward, strike, daysLeft / 365.0, volatility);
        arrays.add(chain, 0, inverse);
        arrays.compute();
        read = arrays.read(0);
    }

    /** By parity a call less a put at the forward is an inverse future, whose published vectors are known. */
    @Test
    void callLessPutIsTheFutureOfThePublishedVectors() {
        final double[] call = values("BTC", true, 65_000, 65_000, 40);
        final double[] put = values("BTC", false, 65_000, 65_000, 40);
        final double[] published = {
            -0.05991206933333334,
            -0.04289159509090909,
            -0.027351162086956524,
            -0.013105765166666668,
            0,
            0.012097629384615385,
            0.023299138074074074,
            0.033700538999999995,
            0.043384601931034494
        };
        final double position = 0.314538364;
        for (int bucket = 0; bucket < 9; bucket++) {
            for (int vol = 0; vol < 3; vol++) {
                final int at = 3 * bucket + vol;
                assertThat(position * (call[at] - put[at])).isCloseTo(published[bucket], within(1e-9));
            }
        }
        for (int i = 0; i < 8; i++) {
            final double expected = i < 2 ? -0.05991206933333334 : 0.04338460193103449;
            assertThat(position * (call[27 + i] - put[27 + i])).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void everyEntryFollowsTheWrittenFormula() {
        for (final long daysLeft : new long[] {1, 10, 29, 30, 90}) {
            check("BTC", 0.16, 0.5, daysLeft);
            check("ETH", 0.18, 0.4, daysLeft);
        }
    }

    private void check(final String code, final double range, final double volatilityUp, final long daysLeft) {
        final double iv = 0.6;
        final double years = daysLeft / 365.0;
        final double shock = StrictMath.pow(30.0 / Math.max(daysLeft, 1), daysLeft < 30 ? 0.3 : 0.13);
        final double up = Math.max(iv * (1 + volatilityUp * shock), 0.5);
        final double down = Math.max(iv * (1 - 0.25 * shock), 0);
        final double[] actual = values(code, false, 80_000, 70_000, daysLeft);
        final double now = coins(70_000, years, iv);
        for (int bucket = 0; bucket < 9; bucket++) {
            final double shocked = 70_000 * (1 + range * (bucket - 4) / 4);
            assertThat(actual[3 * bucket]).isCloseTo(coins(shocked, years, down) - now, within(1e-9));
            assertThat(actual[3 * bucket + 1]).isCloseTo(coins(shocked, years, iv) - now, within(1e-9));
            assertThat(actual[3 * bucket + 2]).isCloseTo(coins(shocked, years, up) - now, within(1e-9));
        }
        for (int i = 0; i < 8; i++) {
            final double x = EXTENDED[i];
            final double weight = range / Math.abs(x) * (1 + x) / (1 + Math.signum(x) * range);
            final double expected = (coins(70_000 * (1 + x), years, up) - now) * weight;
            assertThat(actual[27 + i]).isCloseTo(expected, within(1e-9));
        }
    }

    private static double coins(final double forward, final double years, final double volatility) {
        return Black76.price(false, forward, 80_000, years, volatility) / forward;
    }

    @Test
    void theUnitGrowsWhereValuesWouldNotFit() {
        final double[] deep = values("BTC", false, 2_000_000, 60_000, 30);
        assertThat(arrays.unitE12()).isEqualTo(10_000);
        assertThat(deep[0]).isCloseTo(2_000_000 / 60_000.0 * (1 / 0.84 - 1), within(1e-8));
    }

    @Test
    void linearOptionsChangeInTheirSettlementCurrency() {
        compute("BTC", true, 1, 60_000, 10, 0.5, false);
        assertThat(arrays.values()[0] * 1e-12 * arrays.unitE12()).isCloseTo(-9_600, within(1e-3));
        assertThat(arrays.values()[26] * 1e-12 * arrays.unitE12()).isCloseTo(9_600, within(1e-3));
    }

    @Test
    void whatIsNoNumberIsNotReadAsZero() {
        compute("BTC", true, 65_000, 65_000, 10, 0.5, true);
        assertThat(read).isTrue();
        final int[] before = arrays.values().clone();

        compute("BTC", true, 65_000, 65_000, 10, Double.NaN, true);
        assertThat(read).isFalse();
        compute("BTC", true, 65_000, 65_000, 10, 0.5, true);
        assertThat(arrays.values()).isEqualTo(before);
    }

    @Test
    void whatNoUnitHoldsIsNotRead() {
        compute("BTC", false, 4_000_000_000L, 1, 10, 0.5, true);
        assertThat(read).isFalse();
    }
}
