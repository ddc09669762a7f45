package io.strikebook.pricing.numeric;

import static io.strikebook.pricing.numeric.ArbitraryPrecision.errorInUlps;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Errors in ulp of the functions around the normal distribution, over all of their domain. */
class ErrorFunctionTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal ROOT_TWO = BigDecimal.TWO.sqrt(DIGITS);
    private static final BigDecimal ROOT_PI = ArbitraryPrecision.PI.sqrt(DIGITS);
    private static final int SAMPLES = 600;

    private double worst;

    @Test
    void millsRatioIsOneFormulaForAllArguments() {
        final Random random = new Random(5);
        for (int i = 0; i < SAMPLES; i++) {
            final double z = i % 3 == 0
                    ? random.nextDouble() * 37
                    : i % 3 == 1 ? random.nextDouble() * 4 - 0.5 : random.nextDouble() * 9;
            final BigDecimal exact = ArbitraryPrecision.cdf(-z).divide(ArbitraryPrecision.pdf(z), DIGITS);
            take(MillsRatio.at(z), exact);
        }
        assertWorst("Mills' ratio", 4.5);
        assertThat(MillsRatio.at(1e20) * 1e20).isBetween(1 - 1e-15, 1 + 1e-15);
    }

    @Test
    void differencesOfMillsRatiosKeepTheirRelativeAccuracy() {
        final Random random = new Random(6);
        for (int i = 0; i < SAMPLES; i++) {
            final double a = i % 2 == 0 ? random.nextDouble() * 20 : random.nextDouble() * 2 - 0.5;
            final double b = Math.abs(a) + StrictMath.pow(10, random.nextDouble() * 6 - 5);
            if (b > a) {
                final BigDecimal step = new BigDecimal(b).subtract(new BigDecimal(a));
                take(MillsRatio.slope(a, b), ratio(a).subtract(ratio(b)).divide(step, DIGITS));
            }
        }
        assertWorst("difference of Mills' ratios", 12);
        for (double a = -0.5; a < 30; a += 0.37) {
            final BigDecimal derivative = BigDecimal.ONE.subtract(new BigDecimal(a).multiply(ratio(a)));
            take(MillsRatio.slope(a, a), derivative);
        }
        assertWorst("derivative of Mills' ratio", 12);
    }

    private static BigDecimal ratio(final double z) {
        return ArbitraryPrecision.cdf(-z).divide(ArbitraryPrecision.pdf(z), DIGITS);
    }

    @Test
    void erfcKeepsItsRelativeAccuracyIntoTheTail() {
        for (final double x : arguments(7, -6, 26.5)) {
            take(ErrorFunction.erfc(x), complement(x));
        }
        assertWorst("erfc", 1.5);
    }

    @Test
    void erfcxKeepsItsRelativeAccuracyIntoTheTail() {
        for (final double x : arguments(10, -26, 26.5)) {
            final BigDecimal square = new BigDecimal(x).multiply(new BigDecimal(x));
            take(ErrorFunction.erfcx(x), complement(x).multiply(ArbitraryPrecision.exp(square), DIGITS));
        }
        assertWorst("erfcx", 1.5);
    }

    @Test
    void erfKeepsItsRelativeAccuracyAroundZero() {
        for (final double x : arguments(11, -6.5, 6.5)) {
            take(ErrorFunction.erf(x), BigDecimal.ONE.subtract(complement(x)));
        }
        assertWorst("erf", 1);
        for (final double x : new double[] {1e-300, -1e-200, 1e-50, -1e-20}) {
            take(ErrorFunction.erf(x), BigDecimal.TWO.divide(ROOT_PI, DIGITS).multiply(new BigDecimal(x)));
        }
        assertWorst("erf of the smallest", 1);
        assertThat(Double.doubleToRawLongBits(ErrorFunction.erf(-0.0))).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    /** Evenly spread and random ones over a range, more of them in the middle, near 0, and beside the edges of the approximations. */
    static List<Double> arguments(final long seed, final double least, final double most) {
        final Random random = new Random(seed);
        final List<Double> arguments = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            arguments.add(least + (i + 0.5) * (most - least) / SAMPLES);
            arguments.add(least + random.nextDouble() * (most - least));
            arguments.add(Math.max(least, Math.min(most, random.nextDouble() * 12 - 6)));
            arguments.add((random.nextDouble() - 0.5) * 2);
            arguments.add((random.nextDouble() - 0.5) * StrictMath.pow(10, -random.nextInt(12)));
        }
        for (final double edge : new double[] {0.46875, 4, 6}) {
            for (int step = -4; step <= 4; step++) {
                final double x = edge * (1 + step * 0x1p-52);
                arguments.add(x);
                arguments.add(Math.max(least, -x));
            }
        }
        return arguments;
    }

    /** erfc(x) = 2 N(-x sqrt 2), and the argument's rounding put right to first order. */
    private static BigDecimal complement(final double x) {
        final BigDecimal exact = new BigDecimal(x).multiply(ROOT_TWO, DIGITS);
        final double near = exact.doubleValue();
        final BigDecimal d = exact.subtract(new BigDecimal(near));
        final BigDecimal correction = ArbitraryPrecision.pdf(near)
                .multiply(d, DIGITS)
                .multiply(
                        BigDecimal.ONE.subtract(new BigDecimal(near).multiply(d).divide(BigDecimal.TWO, DIGITS)),
                        DIGITS);
        return ArbitraryPrecision.cdf(-near).subtract(correction).multiply(BigDecimal.TWO);
    }

    @Test
    void quantilesInvertTheDistribution() {
        final Random random = new Random(8);
        for (int i = 0; i < 4 * SAMPLES; i++) {
            takeQuantile((i + 0.5) / (4 * SAMPLES));
            takeQuantile(random.nextDouble());
            takeQuantile(StrictMath.exp(-744 * random.nextDouble()));
            takeQuantile(1 - StrictMath.exp(-36 * random.nextDouble()));
            takeQuantile(0.5 + (random.nextDouble() - 0.5) * StrictMath.pow(10, -random.nextInt(15)));
        }
        for (final double edge : new double[] {0.254, 0.5, 0.746, Double.MIN_NORMAL, 1}) {
            for (int step = -4; step <= 4; step++) {
                takeQuantile(edge + step * Math.ulp(edge));
            }
        }
        for (int i = 1; i < 30; i++) {
            takeQuantile(i * Double.MIN_VALUE);
        }
        assertWorst("quantile", 1.5);
        assertThat(Normal.quantile(0.975)).isBetween(1.9599639845400535, 1.9599639845400545);
        assertThat(Normal.quantile(0.5)).isZero();
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.quantile(-0.1)).isNaN();
        assertThat(Normal.quantile(1.1)).isNaN();
        assertThat(Normal.quantile(Double.NaN)).isNaN();
        assertThat(Normal.quantile(Double.MIN_VALUE)).isBetween(-38.5, -38.4);
    }

    private void takeQuantile(final double p) {
        if (p > 0 && p < 1 && p != 0.5) {
            final double x = Normal.quantile(p);
            // how far from p the exact probability of the answer is, as a distance in x; from the nearer end, where
            // nothing cancels
            final double sign = p < 0.5 ? 1 : -1;
            final BigDecimal nearer = p < 0.5 ? new BigDecimal(p) : BigDecimal.ONE.subtract(new BigDecimal(p));
            final BigDecimal miss = ArbitraryPrecision.cdf(sign * x).subtract(nearer);
            final BigDecimal distance = miss.divide(ArbitraryPrecision.pdf(x), DIGITS);
            take(sign * x, new BigDecimal(sign * x).subtract(distance));
        }
    }

    @Test
    void logarithmsOfWhatIsNearOne() {
        final Random random = new Random(9);
        for (int i = 0; i < SAMPLES; i++) {
            final double x = (random.nextDouble() - 0.4) * StrictMath.pow(10, -random.nextInt(16));
            take(Elementary.log1p(x), logOf(BigDecimal.ONE.add(new BigDecimal(x))));
        }
        assertWorst("log1p", 2);
        for (int i = 0; i < SAMPLES; i++) {
            final double a = random.nextDouble() * 1e5;
            final double b = i % 2 == 0 ? a * (1 + random.nextDouble() * 1e-6) : random.nextDouble() * 1e5;
            take(Elementary.logOfRatio(a, b), logOf(new BigDecimal(a).divide(new BigDecimal(b), DIGITS)));
        }
        assertWorst("logOfRatio", 2);
        for (int i = 0; i < SAMPLES; i++) {
            final double x = (random.nextDouble() - 0.5) * StrictMath.pow(10, 1 - random.nextInt(16));
            take(Elementary.expm1(x), ArbitraryPrecision.exp(new BigDecimal(x)).subtract(BigDecimal.ONE));
        }
        assertWorst("expm1", 2);
        assertThat(Elementary.log1p(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Elementary.log1p(-2)).isNaN();
        assertThat(Elementary.log1p(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Elementary.expm1(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Elementary.expm1(1000)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Elementary.logOfRatio(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** Newton on exp from the nearest double. */
    private static BigDecimal logOf(final BigDecimal x) {
        final double near = x.doubleValue();
        final BigDecimal relative = x.subtract(new BigDecimal(near)).divide(new BigDecimal(near), DIGITS);
        final BigDecimal start = near == 1 ? BigDecimal.ZERO : ArbitraryPrecision.log(near);
        return start.add(relative).subtract(relative.multiply(relative).divide(BigDecimal.TWO, DIGITS));
    }

    @Test
    void limits() {
        assertThat(ErrorFunction.erfc(0)).isEqualTo(1);
        assertThat(ErrorFunction.erfc(40)).isZero();
        assertThat(ErrorFunction.erfc(-40)).isEqualTo(2);
        assertThat(ErrorFunction.erfc(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(ErrorFunction.erfcx(-40)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ErrorFunction.erfcx(1e10) * 1e10).isBetween(0.564189583, 0.564189584);
    }

    private void take(final double computed, final BigDecimal exact) {
        if (exact.signum() != 0) {
            worst = Math.max(worst, errorInUlps(computed, exact));
        }
    }

    private void assertWorst(final String name, final double most) {
        System.out.println(name + ": worst error " + worst + " ulp");
        assertThat(worst).as(name).isLessThan(most);
        worst = 0;
    }
}
