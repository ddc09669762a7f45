package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalTest {
    @Test
    void cdfKeepsItsRelativeAccuracyIntoTheTails() {
        final Random random = new Random(3);
        double worst = 0;
        double worstAt = 0;
        for (int i = 0; i < 1_500; i++) {
            final double x = i % 3 == 0 ? -37 + random.nextDouble() * 36 : (random.nextDouble() - 0.5) * 16;
            final double error = ArbitraryPrecision.relativeError(Normal.cdf(x), ArbitraryPrecision.cdf(x));
            if (error > worst) {
                worst = error;
                worstAt = x;
            }
        }
        System.out.println("cdf: worst relative error " + worst + " at " + worstAt);
        assertThat(worst).isLessThan(1e-14);
    }

    @Test
    void cdfIsAccurateWhereTheApproximationsMeet() {
        for (final double y : new double[] {0.46875, 4}) {
            final double edge = y * StrictMath.sqrt(2);
            for (int step = -4; step <= 4; step++) {
                final double x = -edge * (1 + step * 0x1p-52);
                assertThat(ArbitraryPrecision.relativeError(Normal.cdf(x), ArbitraryPrecision.cdf(x)))
                        .isLessThan(1e-14);
            }
        }
    }

    @Test
    void pdfKeepsItsRelativeAccuracy() {
        double worst = 0;
        for (double x = -37; x < 37; x += 0.173) {
            worst = Math.max(worst, ArbitraryPrecision.relativeError(Normal.pdf(x), ArbitraryPrecision.pdf(x)));
        }
        System.out.println("pdf: worst relative error " + worst);
        assertThat(worst).isLessThan(1e-15);
    }

    @Test
    void cdfIsSymmetricAndHasItsLimits() {
        assertThat(Normal.cdf(0)).isEqualTo(0.5);
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Normal.cdf(-60)).isZero();
        assertThat(Normal.cdf(60)).isEqualTo(1);
        assertThat(Normal.cdf(Double.NaN)).isNaN();
        assertThat(Normal.pdf(Double.POSITIVE_INFINITY)).isZero();
        for (double x = 0; x < 8; x += 0.01) {
            assertThat(Normal.cdf(x) + Normal.cdf(-x)).isEqualTo(1);
        }
    }
}
