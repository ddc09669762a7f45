package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedNormalTest {
    @Test
    void isTheProductWhereverThatIsANumber() {
        final Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            final double d = (random.nextDouble() * 2 - 1) * (i % 2 == 0 ? 3 : 60);
            final double exponent = (d < 0 ? 0.5 * d * d : 0) + (random.nextDouble() * 2 - 1) * 10;
            final BigDecimal exact =
                    ArbitraryPrecision.exp(new BigDecimal(exponent)).multiply(ArbitraryPrecision.cdf(d));
            assertThat(ArbitraryPrecision.relativeError(WeightedNormal.of(exponent, d), exact))
                    .isLessThan(4e-16 * (10 + Math.abs(exponent) + d * d));
        }
    }

    @Test
    void joinsWhereTheFormulasMeet() {
        final double edge = MillsRatio.LEAST;
        assertThat(WeightedNormal.of(3, Math.nextUp(edge)))
                .isCloseTo(WeightedNormal.of(3, edge), within(1e-14 * WeightedNormal.of(3, edge)));
    }
}
