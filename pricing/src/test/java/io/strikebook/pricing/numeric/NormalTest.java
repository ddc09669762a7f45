package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NormalTest {
    @Test
    void cdfKeepsItsRelativeAccuracyIntoTheTails() {
        double worst = 0;
        double worstAt = 0;
        for (final double y : ErrorFunctionTest.arguments(3, -26.5, 6.5)) {
            // the edges of the approximations lie at multiples of the square root of 2
            final double x = y * StrictMath.sqrt(2);
            final double error = ArbitraryPrecision.errorInUlps(Normal.cdf(x), ArbitraryPrecision.cdf(x));
            if (error > worst) {
                worst = error;
                worstAt = x;
            }
        }
        System.out.println("cdf: worst error " + worst + " ulp at " + worstAt);
        assertThat(worst).isLessThan(1.5);
    }

    @Test
    void cdfEndsAmongTheSmallestDoubles() {
        for (double x = -37.5; x > -38.6; x -= 0.003) {
            final BigDecimal exact = ArbitraryPrecision.cdf(x);
            assertThat(ArbitraryPrecision.errorInUlps(Normal.cdf(x), exact))
                    .as("cdf of %s", x)
                    .isLessThan(1.5);
        }
        assertThat(Normal.cdf(-38.6)).isZero();
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
