package io.strikebook.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.heston.CosineSeries;
import io.strikebook.pricing.heston.FourierQuadrature;
import io.strikebook.pricing.heston.HestonCalibration;
import io.strikebook.pricing.heston.HestonParameters;
import io.strikebook.pricing.heston.HestonPaths;
import io.strikebook.pricing.montecarlo.AsianPayoff;
import io.strikebook.pricing.montecarlo.BarrierPayoff;
import io.strikebook.pricing.montecarlo.BlackScholesPaths;
import io.strikebook.pricing.montecarlo.Control;
import io.strikebook.pricing.montecarlo.EuropeanPayoff;
import io.strikebook.pricing.montecarlo.LookbackPayoff;
import io.strikebook.pricing.montecarlo.MonteCarlo;
import io.strikebook.pricing.random.Philox;
import io.strikebook.pricing.random.SobolSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is no market, given to models and simulations: a documented result or an exception that says what was wrong. */
@Timeout(60)
class BadModelInputTest {
    private static final Underlying COIN = new Underlying(100, 0.05, 0.02, 0.6);
    private static final HestonParameters HESTON = new HestonParameters(0.3, 0.2, 2, 1, -0.5);
    private static final EuropeanPayoff CALL = EuropeanPayoff.vanilla(true, 100, 1);

    @Test
    void hestonPricesAreBetweenTheirBounds() {
        final CosineSeries series = new CosineSeries(1);
        final double[] price = new double[1];
        assertThat(HostileValues.complaints(
                        new double[] {0.3, -0.5, 100, 0.5, 110},
                        x -> {
                            final HestonParameters heston = new HestonParameters(x[0], 0.2, 2, 1, x[1]);
                            series.price(heston, x[2], x[3], true, new double[] {x[4]}, 1, price);
                            return price;
                        },
                        (x, r) -> HostileValues.isNumberWithin(r[0], Math.max(x[2] - x[4], 0), x[2], x[2])))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.price(HESTON, 100, 1, true, new double[2], 2, new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.price(HESTON, 100, 1, true, new double[1], 1, new double[0]));
    }

    @Test
    void theQuadratureTakesWhatTheSeriesTakes() {
        final FourierQuadrature quadrature = new FourierQuadrature();
        final double[] bad = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY};
        for (final double value : bad) {
            assertThatIllegalArgumentException().isThrownBy(() -> quadrature.price(HESTON, value, 1, true, 100));
            assertThatIllegalArgumentException().isThrownBy(() -> quadrature.price(HESTON, 100, 1, true, value));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> quadrature.price(HESTON, 100, Double.NaN, true, 100));
        assertThat(quadrature.price(HESTON, 100, -1, true, 90)).isEqualTo(10);
        assertThat(quadrature.price(HESTON, 100, 0, false, 90)).isZero();
    }

    @Test
    void aRefusedExpiryAddsNothingToACalibration() {
        final HestonCalibration calibration = new HestonCalibration(3);
        final double[] strikes = {80, 90, 100, 110, 120};
        final double[] volatilities = {0.7, 0.65, 0.6, 0.6, 0.61};
        final double[] weights = {1, 1, 1, 1, Double.NaN};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration.add(0.5, 100, strikes, volatilities, weights));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration.add(0.5, 100, strikes, volatilities, new double[4]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration.add(1e3, 100, strikes, volatilities, new double[5]));
        assertThatIllegalStateException().isThrownBy(() -> calibration.fit(HESTON));
        weights[4] = 1;
        final double clean = new HestonCalibration(3)
                .add(0.5, 100, strikes, volatilities, weights)
                .fit(HESTON)
                .error();
        assertThat(calibration
                        .add(0.5, 100, strikes, volatilities, weights)
                        .fit(HESTON)
                        .error())
                .isEqualTo(clean);
    }

    @Test
    void simulationsGiveNumbersOrSayWhyNot() {
        assertThat(HostileValues.complaints(
                        new double[] {100, 0.05, 0.6, 0.25, 0.5, 100, 0.9},
                        x -> {
                            final BlackScholesPaths paths = BlackScholesPaths.of(
                                    new Underlying(x[0], x[1], 0.02, x[2]), new double[] {x[3], x[4]});
                            final MonteCarlo simulation = MonteCarlo.random(1, 8);
                            return new double[] {
                                simulation
                                        .run(paths, AsianPayoff.arithmetic(true, x[5], x[6]))
                                        .value(),
                                simulation
                                        .run(paths, AsianPayoff.geometric(false, x[5], x[6]))
                                        .value(),
                                simulation
                                        .run(
                                                paths,
                                                LookbackPayoff.floating(true, x[6])
                                                        .continuous(2))
                                        .value()
                            };
                        },
                        (x, r) -> r[0] >= 0 && r[1] >= 0 && r[2] >= 0 && r[0] + r[1] + r[2] <= Double.MAX_VALUE))
                .isEmpty();
    }

    @Test
    void simulationsRefuseWhatDoesNotFitTogether() {
        final double[] times = BlackScholesPaths.evenTimes(2, 1);
        final BlackScholesPaths paths = BlackScholesPaths.of(COIN, times);
        final Control control = new Control(EuropeanPayoff.asset(1), 100);
        final MonteCarlo few = MonteCarlo.random(1, 4).antithetic();
        assertThatIllegalArgumentException().isThrownBy(() -> few.run(paths, CALL, control));
        assertThatNullPointerException().isThrownBy(() -> few.run(null, CALL)).withMessage("model");
        assertThatNullPointerException().isThrownBy(() -> few.run(paths, null)).withMessage("payoff");
        assertThatNullPointerException()
                .isThrownBy(() -> few.run(paths, CALL, new Control[] {null}))
                .withMessage("control");
        assertThatNullPointerException()
                .isThrownBy(() -> BarrierPayoff.discrete(null, true, 80, 120))
                .withMessage("vanilla");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LookbackPayoff.floating(true, 1).continuous(0));
        for (final int steps : new int[] {0, -1, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new HestonPaths(HESTON, 100, 0, times, steps));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> BlackScholesPaths.evenTimes(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> BlackScholesPaths.evenTimes(2, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlackScholesPaths.of(new Underlying[0], new double[0][], times));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlackScholesPaths.of(new Underlying[] {COIN, COIN}, new double[][] {{1, 0}}, times));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BlackScholesPaths.of(new Underlying[] {COIN, COIN}, new double[][] {{1}, {0, 1}}, times));
    }

    @Test
    void pointsBeyondASequenceAreRefused() {
        final double[][] target = new double[1][4];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SobolSequence.plain().fill(Long.MAX_VALUE, 4, target));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SobolSequence.plain().fill(SobolSequence.MAX_POINTS, 1, target));
        assertThatIllegalArgumentException().isThrownBy(() -> new Philox(1, 0).fill(-1, 4, target));
        assertThatIllegalArgumentException().isThrownBy(() -> new Philox(1, 0).fill(0, -4, target));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Philox(1, 0).fill(0, 5, target));
    }
}
