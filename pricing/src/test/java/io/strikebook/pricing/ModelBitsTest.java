package io.strikebook.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.pricing.american.AmericanPricer;
import io.strikebook.pricing.american.AmericanScheme;
import io.strikebook.pricing.exotic.DoubleBarrier;
import io.strikebook.pricing.exotic.GeometricAsian;
import io.strikebook.pricing.exotic.Lookback;
import io.strikebook.pricing.exotic.SingleBarrier;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.heston.CosineSeries;
import io.strikebook.pricing.heston.FourierQuadrature;
import io.strikebook.pricing.heston.HestonParameters;
import io.strikebook.pricing.heston.HestonPaths;
import io.strikebook.pricing.montecarlo.AsianPayoff;
import io.strikebook.pricing.montecarlo.BarrierPayoff;
import io.strikebook.pricing.montecarlo.BlackScholesPaths;
import io.strikebook.pricing.montecarlo.Control;
import io.strikebook.pricing.montecarlo.Estimate;
import io.strikebook.pricing.montecarlo.EuropeanPayoff;
import io.strikebook.pricing.montecarlo.LookbackPayoff;
import io.strikebook.pricing.montecarlo.MonteCarlo;
import org.junit.jupiter.api.Test;

/** Models and simulations: the same bits from the interpreter, from compiled code, and (by the pinned value) on any machine. */
class ModelBitsTest {
    private static final long PINNED = 0x79b4832f3918366eL;
    private static final int STRIKES = 16;

    private final CosineSeries series = new CosineSeries(STRIKES);
    private final FourierQuadrature quadrature = new FourierQuadrature();
    private final AmericanPricer american = new AmericanPricer(AmericanScheme.FAST);
    private final double[] strikes = new double[STRIKES];
    private final double[] prices = new double[STRIKES];

    @Test
    void bitsDoNotChangeWhenTheCompilerTakesOver() {
        final long cold = bits(0);
        for (int round = 1; round < 25; round++) {
            bits(round);
        }
        assertThat(bits(0)).isEqualTo(cold);
        assertThat(Long.toHexString(cold)).isEqualTo(Long.toHexString(PINNED));
    }

    private long bits(final int round) {
        long hash = closedForms(17, round);
        final HestonParameters heston = new HestonParameters(0.2 + 0.01 * round, 0.3, 2, 1.2, -0.4);
        for (int i = 0; i < STRIKES; i++) {
            strikes[i] = 60 + 5 * i;
        }
        series.price(heston, 100, 0.3, true, strikes, STRIKES, prices);
        for (int i = 0; i < STRIKES; i++) {
            hash = add(hash, prices[i]);
            hash = add(hash, american.price((i & 1) == 0, coin(round), strikes[i], 0.5));
        }
        hash = add(hash, quadrature.price(heston, 100, 0.3, true, 110));
        return simulations(hash, round, heston);
    }

    private static Underlying coin(final int round) {
        return new Underlying(100, 0.05, 0.02, 0.5 + 0.01 * round);
    }

    private static long closedForms(final long start, final int round) {
        final Underlying coin = coin(round);
        long hash = add(start, SingleBarrier.price(true, false, coin, 100, 130, 1, 0.7));
        hash = add(hash, DoubleBarrier.price(false, false, coin, 100, 60, 150, 0.7));
        hash = add(hash, Lookback.floating(true, coin, 90, 0.7));
        return add(hash, GeometricAsian.continuous(true, coin, 100, 0.7));
    }

    private static long simulations(final long start, final int round, final HestonParameters heston) {
        final double[] times = BlackScholesPaths.evenTimes(8, 0.7);
        final BlackScholesPaths walk = BlackScholesPaths.of(coin(round), times);
        final EuropeanPayoff call = EuropeanPayoff.vanilla(true, 105, 1);
        final Control asset = new Control(EuropeanPayoff.asset(1), 100);
        final MonteCarlo random = MonteCarlo.random(round, 600);
        long hash = add(start, random.run(walk, AsianPayoff.arithmetic(true, 100, 1), asset));
        hash = add(hash, random.antithetic().run(walk, BarrierPayoff.continuous(call, false, 70, 160)));
        hash = add(hash, random.run(walk, LookbackPayoff.fixed(true, 110, 1).continuous(8)));
        hash = add(hash, random.run(new HestonPaths(heston, 100, 0, times, 2), call));
        return add(hash, MonteCarlo.sobol(round, 600, 4).run(walk.bridged(), AsianPayoff.geometric(false, 100, 1)));
    }

    private static long add(final long hash, final Estimate estimate) {
        return add(add(hash, estimate.value()), estimate.standardError());
    }

    private static long add(final long hash, final double value) {
        return hash * 0x9E3779B97F4A7C15L + Double.doubleToRawLongBits(value);
    }
}
