package io.strikebook.pricing.heston;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.montecarlo.BlackScholesPaths;
import io.strikebook.pricing.montecarlo.Control;
import io.strikebook.pricing.montecarlo.Estimate;
import io.strikebook.pricing.montecarlo.EuropeanPayoff;
import io.strikebook.pricing.montecarlo.MonteCarlo;
import org.junit.jupiter.api.Test;

class HestonPathsTest {
    private static final HestonParameters[] MODELS = {
        new HestonParameters(0.04, 0.25, 4, 1, -0.5),
        new HestonParameters(0.36, 0.3, 2, 1.5, -0.3),
        new HestonParameters(0.3, 0.3, 1, 0.6, 0.4),
        new HestonParameters(0.09, 0.09, 0, 0.5, -0.7),
    };

    @Test
    void forwardsAreMetExactlyEvenWithOneStep() {
        final double forward = 100 * StrictMath.exp(0.03);
        int outside = 0;
        int runs = 0;
        for (final HestonParameters model : MODELS) {
            for (int seed = 0; seed < 100; seed++) {
                final HestonPaths paths = new HestonPaths(model, 100, 0.03, new double[] {1}, 1 + seed % 4);
                final Estimate estimate =
                        MonteCarlo.random(seed + 1_000L * runs, 4_096).run(paths, EuropeanPayoff.asset(1));
                outside += Math.abs(estimate.value() - forward) > 2 * estimate.standardError() ? 1 : 0;
                runs++;
            }
        }
        System.out.println("Heston forwards: " + outside + " of " + runs + " outside 2 standard errors");
        assertThat(outside / (double) runs).isCloseTo(0.0455, within(4 * 0.0104));
    }

    @Test
    void optionsAgreeWithTheCosineSeries() {
        final CosineSeries series = new CosineSeries(3);
        final double[] strikes = {70, 100, 140};
        final double[] exact = new double[3];
        final Control asset = new Control(EuropeanPayoff.asset(1), 100);
        for (final HestonParameters model : MODELS) {
            series.price(model, 100, 1, true, strikes, 3, exact);
            final HestonPaths paths = new HestonPaths(model, 100, 0, BlackScholesPaths.evenTimes(4, 1), 8);
            for (int i = 0; i < 3; i++) {
                final Estimate estimate = MonteCarlo.random(9, 1 << 16)
                        .antithetic()
                        .threads(2)
                        .run(paths, EuropeanPayoff.vanilla(true, strikes[i], 1), asset);
                System.out.println(model + ", strike " + strikes[i] + ": " + estimate + ", exact " + exact[i]);
                assertThat(estimate.value()).isCloseTo(exact[i], within(3 * estimate.standardError() + 0.02));
            }
        }
    }

    @Test
    void refusesWhatIsNoInput() {
        final double[] times = {1};
        assertThatThrownBy(() -> new HestonPaths(MODELS[0], 100, 0, times, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HestonPaths(MODELS[0], -1, 0, times, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HestonPaths(MODELS[0], 100, 0, new double[] {0}, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HestonPaths(new HestonParameters(1, 1, 1, 0, 0), 100, 0, times, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HestonPaths(MODELS[0], 100, 0, times, 1).stepVariance(0, 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
