package io.strikebook.pricing.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.exotic.GeometricAsian;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Normal;
import io.strikebook.pricing.random.SobolSequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static final Underlying COIN = new Underlying(100, 0.05, 0.01, 0.5);
    private static final double[] TIMES = BlackScholesPaths.evenTimes(30, 1);
    private static final BlackScholesPaths MODEL = BlackScholesPaths.of(COIN, TIMES);
    private static final double DISCOUNT = COIN.discount(1);
    private static final AsianPayoff ASIAN = AsianPayoff.arithmetic(true, 100, DISCOUNT);
    private static final Control GEOMETRIC =
            new Control(AsianPayoff.geometric(true, 100, DISCOUNT), GeometricAsian.discrete(true, COIN, 100, TIMES));

    @Test
    void bitsDoNotDependOnTheNumberOfThreads() {
        final List<MonteCarlo> settings = List.of(
                MonteCarlo.random(3, 10_007),
                MonteCarlo.random(3, 10_007).antithetic(),
                MonteCarlo.sobol(3, 10_007, 7),
                MonteCarlo.sobol(3, 10_007, 7).antithetic());
        for (final MonteCarlo setting : settings) {
            final List<Estimate> estimates = new ArrayList<>();
            for (final int threads : new int[] {1, 2, 3, 7}) {
                estimates.add(setting.threads(threads).run(MODEL, ASIAN, GEOMETRIC));
                estimates.add(setting.threads(threads).run(MODEL, ASIAN, GEOMETRIC));
            }
            assertThat(estimates).containsOnly(estimates.get(0));
        }
    }

    @Test
    void everyReductionAgreesWithTheOthersAndReducesAsMuchAsItShould() {
        final int paths = 1 << 15;
        final Estimate plain = MonteCarlo.random(1, paths).run(MODEL, ASIAN);
        final Estimate antithetic = MonteCarlo.random(2, paths).antithetic().run(MODEL, ASIAN);
        final Estimate controlled = MonteCarlo.random(3, paths).run(MODEL, ASIAN, GEOMETRIC);
        final Estimate sobol = MonteCarlo.sobol(4, paths, 16).run(MODEL.bridged(), ASIAN);
        final Estimate all = MonteCarlo.sobol(5, 4 * paths, 16).run(MODEL.bridged(), ASIAN, GEOMETRIC);
        for (final Estimate estimate : new Estimate[] {plain, antithetic, controlled, sobol}) {
            System.out.println(estimate + ", against " + all);
            assertThat(estimate.value()).isCloseTo(all.value(), within(3 * estimate.standardError()));
        }
        assertThat(antithetic.standardError()).isLessThan(0.9 * plain.standardError());
        assertThat(controlled.standardError()).isLessThan(plain.standardError() / 8);
        assertThat(sobol.standardError()).isLessThan(plain.standardError() / 8);
        assertThat(all.standardError()).isLessThan(plain.standardError() / 80);
    }

    @Test
    void bridgesHaveTheCovarianceOfBrownianMotion() {
        final double[] years = {0.1, 0.15, 0.4, 0.41, 1, 1.7, 2};
        final int steps = years.length;
        final double[][] unit = new double[steps][steps];
        final double[][] path = new double[steps][steps];
        for (int i = 0; i < steps; i++) {
            unit[i][i] = 1;
        }
        new BrownianBridge(years).build(unit, path, 0, 1, steps);
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                double covariance = 0;
                for (int k = 0; k < steps; k++) {
                    covariance += path[i][k] * path[j][k];
                }
                assertThat(covariance).isCloseTo(Math.min(years[i], years[j]), within(1e-14));
            }
        }
    }

    @Test
    void autocallOnOneAssetAgreesWithAnIntegral() {
        final double coupon = 0.08;
        final double protection = 0.7;
        final double[] times = {0.5, 1};
        final double[] discounts = {COIN.discount(0.5), COIN.discount(1)};
        final double drift = COIN.carry() - 0.5 * COIN.volatility() * COIN.volatility();
        final double deviation = COIN.deviation(0.5);
        final int cells = 200_000;
        double exact = discounts[0] * (1 + coupon) * Normal.cdf(drift * 0.5 / deviation);
        for (int i = 0; i < cells; i++) {
            // The first date below par: x < 0, over eight deviations.
            final double x = -(i + 0.5) / cells * 8 * deviation;
            final double density = Normal.pdf((x - drift * 0.5) / deviation) / deviation * 8 * deviation / cells;
            final double mean = x + drift * 0.5;
            final double called = Normal.cdf(mean / deviation);
            final double z = (StrictMath.log(protection) - mean) / deviation;
            final double lost = StrictMath.exp(mean + 0.5 * deviation * deviation) * Normal.cdf(z - deviation);
            exact += density * discounts[1] * ((1 + 2 * coupon) * called + (1 - called - Normal.cdf(z)) + lost);
        }
        final Estimate estimate = MonteCarlo.sobol(8, 1 << 16, 16)
                .run(BlackScholesPaths.of(COIN, times), new AutocallPayoff(1, protection, coupon, discounts));
        System.out.println("autocall: " + estimate + ", exact " + exact);
        assertThat(estimate.value()).isCloseTo(exact, within(3 * estimate.standardError()));
        assertThat(estimate.standardError()).isLessThan(3e-4);
    }

    @Test
    void worstOfTwoCorrelatedAssetsAgreesWithAnIntegral() {
        final Underlying other = new Underlying(2_000, 0.05, 0, 0.7);
        final double[] discounts = {COIN.discount(1)};
        for (final double correlation : new double[] {-0.6, 0, 0.8}) {
            final double a = (COIN.carry() - 0.125) / 0.5;
            final double b = (other.carry() - 0.245) / 0.7;
            double called = 0;
            final int cells = 100_000;
            for (int i = 0; i < cells; i++) {
                final double z = -a + (i + 0.5) / cells * 9;
                final double conditional = (b + correlation * z) / Math.sqrt(1 - correlation * correlation);
                called += 9.0 / cells * Normal.pdf(z) * Normal.cdf(conditional);
            }
            final Estimate estimate = MonteCarlo.sobol(9, 1 << 16, 16)
                    .run(
                            BlackScholesPaths.of(
                                    new Underlying[] {COIN, other},
                                    new double[][] {{1, correlation}, {correlation, 1}},
                                    new double[] {1}),
                            new AutocallPayoff(1, 0, 0.3, discounts));
            assertThat(estimate.value())
                    .isCloseTo(discounts[0] * (1 + 0.3 * called), within(3 * estimate.standardError()));
        }
    }

    /** Each asset's forward under correlation, and that bridging changes the order of numbers, not the law. */
    @Test
    void autocallsOnABasketAgreeBridgedOrNot() {
        final Underlying[] basket = {COIN, new Underlying(50, 0.05, 0, 0.8), new Underlying(7, 0.05, 0.03, 0.6)};
        final double[][] correlation = {{1, 0.7, 0.5}, {0.7, 1, 0.4}, {0.5, 0.4, 1}};
        final double[] times = BlackScholesPaths.evenTimes(4, 2);
        final double[] discounts = new double[4];
        for (int i = 0; i < 4; i++) {
            discounts[i] = COIN.discount(times[i]);
        }
        final AutocallPayoff payoff = new AutocallPayoff(1, 0.6, 0.07, discounts);
        final BlackScholesPaths model = BlackScholesPaths.of(basket, correlation, times);
        final Estimate plain =
                MonteCarlo.random(1, 200_000).antithetic().threads(2).run(model, payoff);
        final Estimate sobol = MonteCarlo.sobol(1, 1 << 17, 16).threads(2).run(model.bridged(), payoff);
        System.out.println("basket: " + plain + ", " + sobol);
        assertThat(plain.value())
                .isCloseTo(sobol.value(), within(3 * Math.hypot(plain.standardError(), sobol.standardError())));
        assertThat(sobol.standardError()).isLessThan(plain.standardError());
    }

    @Test
    void collinearControlsAreLeftOut() {
        final Estimate once = MonteCarlo.random(1, 5_000).run(MODEL, ASIAN, GEOMETRIC);
        final Estimate twice = MonteCarlo.random(1, 5_000).run(MODEL, ASIAN, GEOMETRIC, GEOMETRIC);
        assertThat(twice.value()).isCloseTo(once.value(), within(1e-10));
        final Control nothing = new Control((block, values) -> java.util.Arrays.fill(values, 0), 0);
        assertThat(MonteCarlo.random(1, 5_000).run(MODEL, ASIAN, nothing).value())
                .isCloseTo(MonteCarlo.random(1, 5_000).run(MODEL, ASIAN).value(), within(1e-12));
    }

    @Test
    void refusesWhatIsNoInputAndPassesFailuresOn() {
        assertThatThrownBy(() -> MonteCarlo.random(1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MonteCarlo.sobol(1, 100, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MonteCarlo.random(1, 100).threads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlackScholesPaths.of(COIN, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        BlackScholesPaths.of(new Underlying[] {COIN, COIN}, new double[][] {{1, 1}, {1, 1}}, TIMES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AsianPayoff.arithmetic(true, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Control(ASIAN, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        final Payoff failing = (block, values) -> {
            throw new IllegalStateException("on purpose");
        };
        assertThatThrownBy(() -> MonteCarlo.random(1, 1_000).threads(3).run(MODEL, failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
        final Payoff broken = (block, values) -> values[0] = Double.NaN;
        assertThatThrownBy(() -> MonteCarlo.random(1, 1_000).run(MODEL, broken))
                .isInstanceOf(ArithmeticException.class);
        final BlackScholesPaths endless =
                BlackScholesPaths.of(COIN, BlackScholesPaths.evenTimes(SobolSequence.maxDimensions() + 1, 1));
        assertThatThrownBy(() -> MonteCarlo.sobol(1, 1_000, 2).run(endless, ASIAN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
