package io.strikebook.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strikebook.pricing.american.AmericanPricer;
import io.strikebook.pricing.american.AmericanScheme;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.batch.ValueColumns;
import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.black.BlackScholesMerton;
import io.strikebook.pricing.black.ImpliedVolatility;
import io.strikebook.pricing.black.InverseOption;
import io.strikebook.pricing.exotic.Digital;
import io.strikebook.pricing.exotic.DoubleBarrier;
import io.strikebook.pricing.exotic.GeometricAsian;
import io.strikebook.pricing.exotic.Lookback;
import io.strikebook.pricing.exotic.SingleBarrier;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.scenario.RiskArrayEngine;
import io.strikebook.pricing.scenario.ScenarioGrid;
import io.strikebook.pricing.scenario.VolatilityShock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no market, given to the closed forms: a documented result or an exception that says what was wrong. */
@Timeout(60)
class BadOptionInputTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pricesOfBlackAreNaNOrBetweenTheirBounds(final boolean call) {
        final double[] usual = {100, 110, 0.5, 0.6};
        assertThat(HostileValues.complaints(
                        usual,
                        x -> new double[] {Black76.price(call, x[0], x[1], x[2], x[3])},
                        (x, r) -> HostileValues.isWithin(
                                r[0], Math.max(call ? x[0] - x[1] : x[1] - x[0], 0), call ? x[0] : x[1], x[0])))
                .isEmpty();
        assertThat(HostileValues.complaints(
                        usual,
                        x -> {
                            final Black76 black = new Black76().evaluate(call, x[0], x[1], x[2], x[3]);
                            return new double[] {black.price(), black.delta(), black.gamma(), black.vega()};
                        },
                        (x, r) -> HostileValues.isWithin(r[1], call ? 0 : -1, call ? 1 : 0, 1)
                                && !(r[2] < 0)
                                && !(r[3] < 0)
                                && Double.compare(r[0], Black76.price(call, x[0], x[1], x[2], x[3])) == 0))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pricesOfBlackScholesMertonAreNaNOrBetweenTheirBounds(final boolean call) {
        assertThat(HostileValues.complaints(
                        new double[] {100, 110, 0.5, 0.05, 0.02, 0.6},
                        x -> new double[] {
                            new BlackScholesMerton()
                                    .evaluate(call, x[0], x[1], x[2], x[3], x[4], x[5])
                                    .price()
                        },
                        (x, r) -> {
                            final double years = Math.max(x[2], 0);
                            final double most = call ? x[0] * Math.exp(-x[4] * years) : x[1] * Math.exp(-x[3] * years);
                            return HostileValues.isWithin(r[0], 0, most, most);
                        }))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void impliedVolatilityIsNaNOrGivesThePriceBack(final boolean call) {
        assertThat(HostileValues.complaints(
                        new double[] {100, 110, 0.5, 12.5},
                        x -> new double[] {ImpliedVolatility.of(call, x[0], x[1], x[2], x[3])},
                        (x, r) -> Double.isNaN(r[0])
                                || r[0] >= 0
                                        && Math.abs(Black76.price(call, x[0], x[1], x[2], r[0]) - x[3])
                                                <= 1e-9 * x[3] + 2 * Double.MIN_NORMAL))
                .isEmpty();
    }

    @Test
    void anInverseOptionAtNoForwardIsNothing() {
        final Black76 dollars = new Black76().evaluate(true, 100, 110, 0.5, 0.6);
        for (final double forward : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            final InverseOption coins = new InverseOption().of(dollars, forward);
            assertThat(coins.price()).isNaN();
            assertThat(coins.delta()).isNaN();
            assertThat(coins.vega()).isNaN();
        }
    }

    @Test
    void batchesGiveTheBitsOfOneByOneAlsoForWhatIsNoOption() {
        final BatchPricer batch = BatchPricer.create();
        final int copies = 17;
        final OptionColumns options = new OptionColumns(copies);
        final ValueColumns values = new ValueColumns(copies);
        final double[] volatilities = new double[copies];
        assertThat(HostileValues.complaints(
                        new double[] {100, 110, 0.5, 0.6},
                        x -> {
                            options.clear();
                            for (int i = 0; i < copies; i++) {
                                options.add((i & 1) == 0, x[0], x[1], x[2], x[3]);
                            }
                            batch.evaluate(options, values);
                            batch.impliedVolatility(options, values.price, volatilities);
                            return new double[] {values.price[0], values.price[15], values.rho[1], volatilities[0]};
                        },
                        (x, r) -> {
                            final Black76 put = new Black76().evaluate(false, x[0], x[1], x[2], x[3]);
                            final double call = Black76.price(true, x[0], x[1], x[2], x[3]);
                            return Double.compare(r[0], call) == 0
                                    && Double.compare(r[1], put.price()) == 0
                                    && Double.compare(r[2], put.rho()) == 0
                                    && Double.compare(r[3], ImpliedVolatility.of(true, x[0], x[1], x[2], call)) == 0;
                        }))
                .isEmpty();
    }

    @Test
    void columnsTooShortAreRefused() {
        final OptionColumns options = new OptionColumns(2);
        options.add(true, 100, 110, 0.5, 0.6);
        options.add(false, 100, 110, 0.5, 0.6);
        assertThatIllegalStateException().isThrownBy(() -> options.add(true, 1, 1, 1, 1));
        for (final BatchPricer pricer : new BatchPricer[] {BatchPricer.create(), BatchPricer.scalar()}) {
            assertThatIllegalArgumentException().isThrownBy(() -> pricer.evaluate(options, new ValueColumns(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> pricer.price(options, new double[1]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pricer.impliedVolatility(options, new double[1], new double[2]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pricer.impliedVolatility(options, new double[2], new double[1]));
        }
        final ScenarioGrid grid = ScenarioGrid.deribit(0.15, 1);
        final RiskArrayEngine engine =
                new RiskArrayEngine(grid, new VolatilityShock(0.5, 0.3, 0.3, 0.1, 0.1), BatchPricer.scalar());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.compute(options, new boolean[1], new double[2 * grid.size()]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.compute(options, new boolean[2], new double[2 * grid.size() - 1]));
    }

    @Test
    void scenariosAreOfFiniteMovesAndShocks() {
        assertThat(HostileValues.complaints(
                        new double[] {0.15, 1},
                        x -> {
                            final ScenarioGrid grid = ScenarioGrid.deribit(x[0], x[1]);
                            return new double[] {grid.priceFactor(0), grid.weight(grid.size() - 1, true)};
                        },
                        (x, r) -> r[0] > 0 && r[0] <= 1 && r[1] >= 0 && r[1] < Double.POSITIVE_INFINITY))
                .isEmpty();
        assertThat(HostileValues.complaints(
                        new double[] {0.5, 0.3, 0.3, 0.1, 0.1},
                        x -> {
                            final VolatilityShock shock = new VolatilityShock(x[0], x[1], x[2], x[3], x[4]);
                            final double factor = shock.factor(10);
                            return new double[] {shock.raised(0.6, factor), shock.lowered(0.6, factor)};
                        },
                        (x, r) -> !(r[0] < 0.6) && !(r[1] < 0) && !(r[1] > 0.6)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void americanOptionsAreWorthBetweenExerciseAndTheirBound(final boolean call) {
        final AmericanPricer pricer = new AmericanPricer(AmericanScheme.FAST);
        assertThat(HostileValues.complaints(
                        new double[] {100, 0.05, 0.02, 0.6, 110, 0.5},
                        x -> new double[] {pricer.price(call, new Underlying(x[0], x[1], x[2], x[3]), x[4], x[5])},
                        (x, r) -> {
                            final double rate = call ? x[2] : x[1];
                            final double most = (call ? x[0] : x[4]) * Math.exp(Math.max(-rate * Math.max(x[5], 0), 0));
                            return HostileValues.isNumberWithin(
                                    r[0], Math.max(call ? x[0] - x[4] : x[4] - x[0], 0), most, 1e5 * most);
                        }))
                .isEmpty();
    }

    @Test
    void americanOptionsOfMuchInterestAreRefusedRatherThanGuessed() {
        final AmericanPricer pricer = new AmericanPricer(AmericanScheme.HIGH_PRECISION);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pricer.price(false, new Underlying(90, 0.05, 1, 0.02), 100, 30));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedFormsOfExoticsAreWithinTheirBoundsOrRefused(final boolean call) {
        final double[] usual = {100, 0.05, 0.02, 0.6, 110, 80, 150, 0.5};
        for (final boolean knockIn : new boolean[] {true, false}) {
            assertThat(HostileValues.complaints(
                            usual,
                            x -> new double[] {
                                SingleBarrier.price(call, knockIn, coin(x), x[4], x[5], 0, x[7]),
                                DoubleBarrier.price(call, knockIn, coin(x), x[4], x[5], x[6], x[7])
                            },
                            (x, r) -> isOptionPrice(call, x, r[0], x[7]) && isOptionPrice(call, x, r[1], x[7])))
                    .isEmpty();
        }
        assertThat(HostileValues.complaints(
                        new double[] {100, 0.05, 0.02, 0.6, 110, 0.5},
                        x -> new double[] {
                            Digital.asset(call, coin(x), x[4], x[5]), Digital.cash(call, coin(x), x[4], x[5])
                        },
                        (x, r) -> HostileValues.isNumberWithin(r[0], 0, x[0] * Math.exp(-x[2] * x[5]), r[0])
                                && HostileValues.isNumberWithin(r[1], 0, Math.exp(-x[1] * x[5]), r[1])))
                .isEmpty();
        assertThat(HostileValues.complaints(
                        new double[] {100, 0.05, 0.02, 0.6, 110, 0.5, call ? 90 : 120},
                        x -> new double[] {
                            GeometricAsian.continuous(call, coin(x), x[4], x[5]),
                            GeometricAsian.discrete(call, coin(x), x[4], new double[] {0.5 * x[5], x[5]}),
                            Lookback.floating(call, coin(x), x[6], x[5]),
                            Lookback.fixed(!call, coin(x), x[4], x[6], x[5])
                        },
                        (x, r) -> r[0] >= 0 && r[1] >= 0 && r[2] >= 0 && r[3] >= 0))
                .isEmpty();
    }

    @Test
    void aBarrierWatchedAtIntervalsStaysABarrier() {
        assertThat(HostileValues.complaints(
                        new double[] {100, 0.05, 0.02, 0.6, 80, 0.01},
                        x -> new double[] {SingleBarrier.watchedAtIntervals(coin(x), x[4], x[5])},
                        (x, r) -> r[0] >= 0))
                .isEmpty();
    }

    private static boolean isOptionPrice(final boolean call, final double[] x, final double price, final double years) {
        final double asset = x[0] * Math.exp(-x[2] * years);
        final double cash = x[4] * Math.exp(-x[1] * years);
        return HostileValues.isNumberWithin(price, 0, call ? asset : cash, asset + cash);
    }

    private static Underlying coin(final double[] x) {
        return new Underlying(x[0], x[1], x[2], x[3]);
    }
}
