package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ComplexTest {
    private final Random random = new Random(6);
    private final Complex z = new Complex();
    private final Complex w = new Complex();

    @Test
    void inversesUndoEachOther() {
        for (int i = 0; i < 1_000; i++) {
            final double a = random.nextGaussian() * 3;
            final double b = random.nextGaussian() * 3;
            w.set(random.nextGaussian(), random.nextGaussian());
            assertIs(z.set(a, b).multiply(w).divide(w), a, b);
            assertIs(z.set(a, b).add(w).subtract(w), a, b);
            z.set(a, b).squareRoot();
            assertThat(z.real()).isGreaterThanOrEqualTo(0);
            assertIs(z.multiply(w.set(z)), a, b);
            assertIs(z.set(a, b).logOfOnePlus().exp(), 1 + a, b);
        }
    }

    @Test
    void logarithmKeepsItsDigitsNearOne() {
        for (final double tiny : new double[] {1e-9, 1e-14, 1e-20}) {
            z.set(tiny, -2 * tiny).logOfOnePlus();
            assertThat(z.real()).isCloseTo(tiny + 1.5 * tiny * tiny, within(1e-15 * tiny));
            assertThat(z.imaginary()).isCloseTo(-2 * tiny + 2 * tiny * tiny, within(1e-15 * tiny));
        }
    }

    @Test
    void rootsOfRealNumbers() {
        assertIs(z.set(-4, 0).squareRoot(), 0, 2);
        assertIs(z.set(-4, -0.0).squareRoot(), 0, 2);
        assertIs(z.set(9, 0).squareRoot(), 3, 0);
        assertIs(z.set(0, 0).squareRoot(), 0, 0);
    }

    private static void assertIs(final Complex actual, final double real, final double imaginary) {
        final double size = Math.max(1, Math.hypot(real, imaginary));
        assertThat(actual.real()).isCloseTo(real, within(1e-14 * size));
        assertThat(actual.imaginary()).isCloseTo(imaginary, within(1e-14 * size));
    }
}
