package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrigonometryTest {
    private static final BigDecimal TWO_PI = new BigDecimal(
                    "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798")
            .multiply(BigDecimal.valueOf(2));

    private final Trigonometry trigonometry = new Trigonometry();

    @Test
    void sineAndCosineAreWithinOneUlpOfTheExactValue() {
        final Random random = new Random(4);
        double worst = 0;
        for (int i = 0; i < 2_000; i++) {
            final double range = i % 4 == 0 ? 0x1p20 : i % 4 == 1 ? 1_000 : i % 4 == 2 ? 7 : 0.8;
            worst = Math.max(worst, worstAt((random.nextDouble() * 2 - 1) * range));
        }
        System.out.println("sine, cosine: worst error " + worst + " ulp over 2,000 samples");
        assertThat(worst).isLessThan(1);
    }

    @Test
    void keepsItsRelativeAccuracyNextToTheZeros() {
        double worst = 0;
        for (int k = 1; k <= 600_000; k += k < 50 ? 1 : 1 + k / 3) {
            final double zero = k * 1.5707963267948966;
            for (final double x : new double[] {Math.nextDown(zero), zero, Math.nextUp(zero)}) {
                worst = Math.max(worst, worstAt(x));
            }
        }
        assertThat(worst).isLessThan(1);
    }

    private double worstAt(final double x) {
        trigonometry.evaluate(x);
        final BigDecimal reduced = new BigDecimal(x).remainder(TWO_PI);
        return Math.max(
                ArbitraryPrecision.errorInUlps(trigonometry.sine(), taylor(reduced, 1)),
                ArbitraryPrecision.errorInUlps(trigonometry.cosine(), taylor(reduced, 0)));
    }

    /** Sum of (-1)^n x^(2n + first) / (2n + first)!. */
    private static BigDecimal taylor(final BigDecimal x, final int first) {
        BigDecimal term = first == 0 ? BigDecimal.ONE : x;
        BigDecimal sum = term;
        final BigDecimal square = x.multiply(x, ArbitraryPrecision.PRECISION).negate();
        for (int n = first + 1; n < 90; n += 2) {
            term = term.multiply(square, ArbitraryPrecision.PRECISION)
                    .divide(BigDecimal.valueOf((long) n * (n + 1)), ArbitraryPrecision.PRECISION);
            sum = sum.add(term, ArbitraryPrecision.PRECISION);
        }
        return sum;
    }

    /** The library's angle, improved by one step of Newton's method in arbitrary precision. */
    @Test
    void anglesAreWithinTwoUlp() {
        final Random random = new Random(5);
        double worst = 0;
        for (int i = 0; i < 1_500; i++) {
            final double scale = i % 3 == 0 ? 1e-6 : i % 3 == 1 ? 1 : 30;
            final double x = random.nextGaussian() * scale;
            final double y = random.nextGaussian();
            final BigDecimal guess = new BigDecimal(StrictMath.atan2(y, x));
            final BigDecimal sine = taylor(guess, 1);
            final BigDecimal cosine = taylor(guess, 0);
            final BigDecimal across = new BigDecimal(x);
            final BigDecimal up = new BigDecimal(y);
            final BigDecimal off = up.multiply(cosine).subtract(across.multiply(sine));
            final BigDecimal along = across.multiply(cosine).add(up.multiply(sine));
            final BigDecimal exact = guess.add(off.divide(along, 60, RoundingMode.HALF_EVEN));
            worst = Math.max(worst, ArbitraryPrecision.errorInUlps(Trigonometry.angle(y, x), exact));
        }
        System.out.println("angle: worst error " + worst + " ulp over 1,500 samples");
        assertThat(worst).isLessThan(2);
    }

    @Test
    void hasTheLimitsOfTheExactFunctions() {
        assertThat(trigonometry.evaluate(0).sine()).isZero();
        assertThat(trigonometry.cosine()).isEqualTo(1);
        for (final double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0x1p21, -1e300}) {
            assertThat(trigonometry.evaluate(bad).sine()).isNaN();
            assertThat(trigonometry.cosine()).isNaN();
        }
        assertThat(Trigonometry.angle(0, 1)).isZero();
        assertThat(Trigonometry.angle(0, -1)).isEqualTo(Math.PI);
        assertThat(Trigonometry.angle(1, 0)).isEqualTo(Math.PI / 2);
        assertThat(Trigonometry.angle(-1, 0)).isEqualTo(-Math.PI / 2);
        assertThat(Trigonometry.angle(0, 0)).isZero();
        assertThat(Trigonometry.angle(Double.NaN, 1)).isNaN();
        assertThat(Trigonometry.angle(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isNaN();
    }
}
