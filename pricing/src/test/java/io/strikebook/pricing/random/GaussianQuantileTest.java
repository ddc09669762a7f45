package io.strikebook.pricing.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.pricing.numeric.ArbitraryPrecision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianQuantileTest {
    /** Distance from the exact quantile by one Newton step on the exact distribution, relative to the quantile. */
    @Test
    void isExactToFifteenDigits() {
        final Random random = new Random(8);
        double worst = 0;
        for (int i = 0; i < 1_500; i++) {
            final double p = i % 2 == 0 ? random.nextDouble() : StrictMath.exp(-random.nextDouble() * 600);
            final double x = GaussianQuantile.of(p);
            final double off = new BigDecimal(p)
                    .subtract(ArbitraryPrecision.cdf(x))
                    .divide(ArbitraryPrecision.pdf(x), MathContext.DECIMAL64)
                    .doubleValue();
            worst = Math.max(worst, Math.abs(off / x));
        }
        System.out.println("gaussian quantile: worst relative error " + worst);
        assertThat(worst).isLessThan(3e-15);
    }

    @Test
    void hasItsLimits() {
        assertThat(GaussianQuantile.of(0.5)).isZero();
        assertThat(GaussianQuantile.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(GaussianQuantile.of(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(GaussianQuantile.of(-0.1)).isNaN();
        assertThat(GaussianQuantile.of(1.1)).isNaN();
        assertThat(GaussianQuantile.of(Double.NaN)).isNaN();
    }
}
