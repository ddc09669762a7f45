package io.strikebook.pricing.exotic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.black.Black76;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosedFormLawsTest {
    private final Random random = new Random(21);

    private Underlying underlying() {
        return new Underlying(
                100,
                random.nextDouble() * 0.2 - 0.05,
                random.nextDouble() * 0.2 - 0.05,
                StrictMath.exp(-4 + 4 * random.nextDouble()));
    }

    private static double vanilla(final boolean call, final Underlying of, final double strike, final double years) {
        return of.discount(years) * Black76.price(call, of.forward(years), strike, years, of.volatility());
    }

    @Test
    void inAndOutMakeTheWholeAndOneBarrierFarAwayIsNone() {
        for (int i = 0; i < 500; i++) {
            final Underlying of = underlying();
            final boolean call = random.nextBoolean();
            final double strike = 60 + 80 * random.nextDouble();
            final double years = 0.05 + 2 * random.nextDouble();
            final double lower = 50 + 49 * random.nextDouble();
            final double upper = 101 + 100 * random.nextDouble();
            final double whole = vanilla(call, of, strike, years);
            for (final double barrier : new double[] {lower, upper}) {
                final double in = SingleBarrier.price(call, true, of, strike, barrier, 0, years);
                final double out = SingleBarrier.price(call, false, of, strike, barrier, 0, years);
                assertThat(in + out).isCloseTo(whole, within(1e-11));
                assertThat(out).isBetween(0.0, whole + 1e-11);
            }
            final double corridor = DoubleBarrier.price(call, false, of, strike, lower, upper, years);
            assertThat(DoubleBarrier.price(call, true, of, strike, lower, upper, years) + corridor)
                    .isCloseTo(whole, within(1e-11));
            assertThat(corridor)
                    .isLessThanOrEqualTo(SingleBarrier.price(call, false, of, strike, lower, 0, years) + 1e-11);
            assertThat(corridor)
                    .isLessThanOrEqualTo(SingleBarrier.price(call, false, of, strike, upper, 0, years) + 1e-11);
            assertThat(DoubleBarrier.price(call, false, of, strike, lower, 1e9, years))
                    .isCloseTo(SingleBarrier.price(call, false, of, strike, lower, 0, years), within(1e-8));
            assertThat(DoubleBarrier.price(call, false, of, strike, 1e-9, upper, years))
                    .isCloseTo(SingleBarrier.price(call, false, of, strike, upper, 0, years), within(1e-8));
        }
    }

    @Test
    void digitalsMakeVanillas() {
        for (int i = 0; i < 500; i++) {
            final Underlying of = underlying();
            final double strike = 60 + 80 * random.nextDouble();
            final double years = 0.05 + 2 * random.nextDouble();
            final double call = Digital.asset(true, of, strike, years) - strike * Digital.cash(true, of, strike, years);
            assertThat(call).isCloseTo(vanilla(true, of, strike, years), within(1e-11));
            assertThat(Digital.cash(true, of, strike, years) + Digital.cash(false, of, strike, years))
                    .isCloseTo(of.discount(years), within(1e-14));
        }
    }

    /** A lookback is at least the vanilla, and continuous in the carry where the formula is interpolated. */
    @Test
    void lookbacksBoundVanillasAndPassSmoothlyThroughZeroCarry() {
        for (int i = 0; i < 300; i++) {
            final Underlying of = underlying();
            final double strike = 60 + 80 * random.nextDouble();
            final double years = 0.05 + 2 * random.nextDouble();
            for (final boolean call : new boolean[] {true, false}) {
                assertThat(Lookback.fixed(call, of, strike, 100, years))
                        .isGreaterThanOrEqualTo(vanilla(call, of, strike, years) - 1e-11);
                assertThat(Lookback.floating(call, of, 100, years))
                        .isGreaterThanOrEqualTo(vanilla(call, of, 100, years) - 1e-11);
            }
        }
        final double variance = 0.36;
        for (final double edge : new double[] {1e-4 * variance, -1e-4 * variance}) {
            final double inside =
                    Lookback.fixed(true, new Underlying(100, 0.03, 0.03 - edge * (1 - 1e-9), 0.6), 110, 100, 1);
            final double outside =
                    Lookback.fixed(true, new Underlying(100, 0.03, 0.03 - edge * (1 + 1e-9), 0.6), 110, 100, 1);
            assertThat(inside).isCloseTo(outside, within(1e-9));
        }
    }

    @Test
    void manyFixingsApproachTheContinuousAverageAndOneIsTheVanilla() {
        final Underlying of = new Underlying(100, 0.05, 0.02, 0.4);
        final double[] many = new double[100_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = (i + 0.5) / many.length;
        }
        assertThat(GeometricAsian.discrete(true, of, 105, many))
                .isCloseTo(GeometricAsian.continuous(true, of, 105, 1), within(1e-4));
        assertThat(GeometricAsian.discrete(true, of, 105, new double[] {0.7}))
                .isCloseTo(vanilla(true, of, 105, 0.7), within(1e-12));
    }

    /** With next to no volatility the price goes where the carry takes it; mirror images weigh exp(1e7) there. */
    @Test
    void hasItsLimitsWithoutVolatility() {
        final Underlying calm = new Underlying(100, 0.1, 0, 1e-4);
        final double call = 100 - 90 * StrictMath.exp(-0.1);
        assertThat(SingleBarrier.price(true, false, calm, 90, 120, 0, 1)).isCloseTo(call, within(1e-10));
        assertThat(SingleBarrier.price(true, false, calm, 90, 105, 0, 1)).isCloseTo(0, within(1e-10));
        assertThat(SingleBarrier.price(true, true, calm, 90, 105, 0, 1)).isCloseTo(call, within(1e-10));
        assertThat(DoubleBarrier.price(true, false, calm, 90, 80, 120, 1)).isCloseTo(call, within(1e-10));
        assertThat(Lookback.floating(true, calm, 100, 1)).isCloseTo(100 - 100 * StrictMath.exp(-0.1), within(1e-3));
        assertThat(Lookback.fixed(false, calm, 90, 95, 1)).isCloseTo(0, within(1e-10));
    }

    @Test
    void refusesWhatIsNoInput() {
        final Underlying of = new Underlying(100, 0.05, 0.02, 0.4);
        assertThatThrownBy(() -> new Underlying(0, 0, 0, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Underlying(100, Double.NaN, 0, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SingleBarrier.price(true, false, of, 100, -1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SingleBarrier.price(true, false, of, 100, 90, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DoubleBarrier.price(true, false, of, 100, 110, 90, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lookback.floating(true, of, 101, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GeometricAsian.discrete(true, of, 100, new double[] {0.5, 0.5}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digital.cash(true, of, 100, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
