package io.strikebook.pricing.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.exotic.GeometricAsian;
import io.strikebook.pricing.exotic.Underlying;
import org.junit.jupiter.api.Test;

class AsianTest {
    private static final int FIXINGS = 128;
    private static final double STRIKE = 2;

    /**
     * Arithmetic averages over all time, the seven cases of V. Linetsky, "Spectral expansions for Asian (average price) options",
     * Operations Research 52 (2004), table 3: strike 2; spot, rate, volatility, years, value. Fixings in the middle of equal intervals
     * stand for the integral, with an error of the order of their number to the power -2.
     */
    @Test
    void meetsLinetskysValues() {
        final double[][] cases = {
            {2, 0.02, 0.1, 1, 0.0559860415},
            {2, 0.18, 0.3, 1, 0.2183875466},
            {2, 0.0125, 0.25, 2, 0.1722687410},
            {1.9, 0.05, 0.5, 1, 0.1931737903},
            {2, 0.05, 0.5, 1, 0.2464156905},
            {2.1, 0.05, 0.5, 1, 0.3062203648},
            {2, 0.05, 0.5, 2, 0.3500952190},
        };
        for (final double[] c : cases) {
            final Underlying of = new Underlying(c[0], c[1], 0, c[2]);
            final double[] middles = new double[FIXINGS];
            for (int i = 0; i < FIXINGS; i++) {
                middles[i] = c[3] * (i + 0.5) / FIXINGS;
            }
            final Control control = new Control(
                    AsianPayoff.geometric(true, STRIKE, of.discount(middles[FIXINGS - 1])),
                    GeometricAsian.discrete(true, of, STRIKE, middles));
            final Estimate estimate = MonteCarlo.sobol(12, 1 << 16, 16)
                    .threads(2)
                    .run(
                            BlackScholesPaths.of(of, middles).bridged(),
                            AsianPayoff.arithmetic(true, STRIKE, of.discount(c[3])),
                            control);
            System.out.println("Linetsky " + c[4] + ": " + estimate);
            assertThat(estimate.value()).isCloseTo(c[4], within(3 * estimate.standardError() + 5e-6));
            assertThat(estimate.standardError()).isLessThan(1e-4);
        }
    }
}
