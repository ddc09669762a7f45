package io.strikebook.pricing.black;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.finmath.functions.AnalyticFormulas;
import org.junit.jupiter.api.Test;

/** Published values, two other libraries, and differences of sixth order of the function one derivative below. */
class BlackScholesMertonTest {
    private final BlackScholesMerton bsm = new BlackScholesMerton();

    /** E. G. Haug, "The Complete Guide to Option Pricing Formulas", 2nd ed. (2007), examples of chapters 1 and 2. */
    @Test
    void valuesInHaugsBook() {
        assertThat(bsm.evaluate(true, 60, 65, 0.25, 0.08, 0, 0.3).price()).isCloseTo(2.1334, within(5e-5));
        assertThat(bsm.evaluate(false, 100, 95, 0.5, 0.10, 0.05, 0.2).price()).isCloseTo(2.4648, within(5e-5));
        assertThat(bsm.evaluate(false, 19, 19, 0.75, 0.10, 0.10, 0.28).price()).isCloseTo(1.7011, within(5e-5));
        assertThat(bsm.evaluate(true, 105, 100, 0.5, 0.10, 0.10, 0.36).delta()).isCloseTo(0.5946, within(5e-5));
        assertThat(bsm.evaluate(false, 105, 100, 0.5, 0.10, 0.10, 0.36).delta()).isCloseTo(-0.3566, within(5e-5));
        assertThat(bsm.evaluate(true, 55, 60, 0.75, 0.10, 0, 0.3).gamma()).isCloseTo(0.0278, within(5e-5));
    }

    @Test
    void agreesWithStrata() {
        final Black76 black76 = new Black76();
        final Random random = new Random(21);
        for (int i = 0; i < 5_000; i++) {
            final boolean call = random.nextBoolean();
            final double k = 100 * StrictMath.exp(random.nextGaussian() * 0.4);
            final double t = 0.01 + 2 * random.nextDouble();
            final double v = 0.1 + random.nextDouble();
            black76.evaluate(call, 100, k, t, v);
            assertThat(black76.price()).isCloseTo(BlackFormulaRepository.price(100, k, t, v, call), within(2e-13));
            assertThat(black76.delta()).isCloseTo(BlackFormulaRepository.delta(100, k, t, v, call), within(2e-14));
            assertThat(black76.gamma()).isCloseTo(BlackFormulaRepository.gamma(100, k, t, v), within(1e-14));
            assertThat(black76.vega()).isCloseTo(BlackFormulaRepository.vega(100, k, t, v), within(2e-12));
            assertThat(black76.thetaPerYear())
                    .isCloseTo(BlackFormulaRepository.driftlessTheta(100, k, t, v), within(4e-12));
            assertThat(black76.vanna()).isCloseTo(BlackFormulaRepository.vanna(100, k, t, v), within(1e-12));
            assertThat(black76.volga()).isCloseTo(BlackFormulaRepository.volga(100, k, t, v), within(1e-10));
        }
    }

    @Test
    void agreesWithFinmath() {
        final Random random = new Random(22);
        for (int i = 0; i < 2_000; i++) {
            final double k = 100 * StrictMath.exp(random.nextGaussian() * 0.4);
            final double t = 0.01 + 2 * random.nextDouble();
            final double v = 0.1 + random.nextDouble();
            final double r = random.nextDouble() * 0.1;
            bsm.evaluate(true, 100, k, t, r, 0, v);
            assertThat(bsm.price()).isCloseTo(AnalyticFormulas.blackScholesOptionValue(100, r, v, t, k), within(1e-12));
            assertThat(bsm.delta()).isCloseTo(AnalyticFormulas.blackScholesOptionDelta(100, r, v, t, k), within(1e-13));
            assertThat(bsm.gamma()).isCloseTo(AnalyticFormulas.blackScholesOptionGamma(100, r, v, t, k), within(1e-13));
            assertThat(bsm.vega()).isCloseTo(AnalyticFormulas.blackScholesOptionVega(100, r, v, t, k), within(1e-11));
            assertThat(bsm.rho()).isCloseTo(AnalyticFormulas.blackScholesOptionRho(100, r, v, t, k), within(1e-10));
        }
    }

    @Test
    void everySensitivityIsADerivative() {
        final Random random = new Random(23);
        final BlackScholesMerton b = new BlackScholesMerton();
        for (int i = 0; i < 2_000; i++) {
            final boolean call = random.nextBoolean();
            final double s = 1;
            final double k = StrictMath.exp(random.nextGaussian() * 0.3);
            final double t = 0.1 + random.nextDouble();
            final double v = 0.2 + random.nextDouble();
            final double r = random.nextDouble() * 0.2 - 0.1;
            final double q = random.nextDouble() * 0.2 - 0.1;
            bsm.evaluate(call, s, k, t, r, q, v);
            near(bsm.delta(), derivative(x -> b.evaluate(call, x, k, t, r, q, v).price(), s));
            near(bsm.gamma(), derivative(x -> b.evaluate(call, x, k, t, r, q, v).delta(), s));
            near(bsm.vega(), derivative(x -> b.evaluate(call, s, k, t, r, q, x).price(), v));
            near(
                    -bsm.thetaPerYear(),
                    derivative(x -> b.evaluate(call, s, k, x, r, q, v).price(), t));
            near(bsm.rho(), derivative(x -> b.evaluate(call, s, k, t, x, q, v).price(), r));
            near(
                    bsm.yieldRho(),
                    derivative(x -> b.evaluate(call, s, k, t, r, x, v).price(), q));
            near(bsm.vanna(), derivative(x -> b.evaluate(call, s, k, t, r, q, x).delta(), v));
            near(bsm.volga(), derivative(x -> b.evaluate(call, s, k, t, r, q, x).vega(), v));
            near(
                    -bsm.charmPerYear(),
                    derivative(x -> b.evaluate(call, s, k, x, r, q, v).delta(), t));
        }
    }

    @Test
    void everySensitivityInCoinsIsADerivative() {
        final Random random = new Random(24);
        final Black76 b = new Black76();
        final InverseOption coins = new InverseOption();
        for (int i = 0; i < 2_000; i++) {
            final boolean call = random.nextBoolean();
            final double f = 1 + random.nextDouble();
            final double k = StrictMath.exp(random.nextGaussian() * 0.3);
            final double t = 0.1 + random.nextDouble();
            final double v = 0.2 + random.nextDouble();
            final InverseOption other = new InverseOption();
            coins.of(b.evaluate(call, f, k, t, v), f);
            final double net = b.delta() - b.price() / f;
            assertThat(coins.netTransactionDelta()).isEqualTo(net);
            near(
                    coins.delta(),
                    derivative(x -> other.of(b.evaluate(call, x, k, t, v), x).price(), f));
            near(
                    coins.gamma(),
                    derivative(x -> other.of(b.evaluate(call, x, k, t, v), x).delta(), f));
            near(
                    coins.vega(),
                    derivative(x -> other.of(b.evaluate(call, f, k, t, x), f).price(), v));
            near(
                    -coins.thetaPerYear(),
                    derivative(x -> other.of(b.evaluate(call, f, k, x, v), f).price(), t));
            near(
                    coins.vanna(),
                    derivative(x -> other.of(b.evaluate(call, f, k, t, x), f).delta(), v));
            near(
                    coins.volga(),
                    derivative(x -> other.of(b.evaluate(call, f, k, t, x), f).vega(), v));
            near(
                    -coins.charmPerYear(),
                    derivative(x -> other.of(b.evaluate(call, f, k, x, v), f).delta(), t));
        }
    }

    private static void near(final double computed, final double difference) {
        assertThat(computed).isCloseTo(difference, within(1e-9 * (1 + Math.abs(difference))));
    }

    /** Central difference of sixth order. */
    private static double derivative(final DoubleUnaryOperator f, final double x) {
        final double h = 2e-3;
        return (45 * (f.applyAsDouble(x + h) - f.applyAsDouble(x - h))
                        - 9 * (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h))
                        + (f.applyAsDouble(x + 3 * h) - f.applyAsDouble(x - 3 * h)))
                / (60 * h);
    }
}
