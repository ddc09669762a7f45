package io.strikebook.pricing.numeric;

import java.math.BigDecimal;
import java.math.MathContext;

/** Slow, obvious twins in arbitrary precision. */
public final class ArbitraryPrecision {
    public static final MathContext PRECISION = new MathContext(90);

    public static final BigDecimal PI = new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private ArbitraryPrecision() {}

    public static BigDecimal exp(final BigDecimal x) {
        final int halvings = 16;
        final BigDecimal small = x.divide(BigDecimal.valueOf(1L << halvings), PRECISION);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; n < 40; n++) {
            term = term.multiply(small, PRECISION).divide(BigDecimal.valueOf(n), PRECISION);
            sum = sum.add(term, PRECISION);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, PRECISION);
        }
        return sum;
    }

    /** Newton on exp, from the library's value. */
    public static BigDecimal log(final double x) {
        final BigDecimal exact = new BigDecimal(x);
        BigDecimal y = new BigDecimal(StrictMath.log(x));
        for (int i = 0; i < 3; i++) {
            final BigDecimal e = exp(y);
            y = y.add(TWO.multiply(exact.subtract(e)).divide(exact.add(e), PRECISION), PRECISION);
        }
        return y;
    }

    public static BigDecimal pdf(final double x) {
        final BigDecimal square = new BigDecimal(x).pow(2);
        return exp(square.multiply(HALF).negate()).divide(TWO.multiply(PI).sqrt(PRECISION), PRECISION);
    }

    public static BigDecimal cdf(final double x) {
        if (x < -7) {
            return tail(new BigDecimal(-x), 400).multiply(pdf(x), PRECISION);
        }
        if (x > 7) {
            return BigDecimal.ONE.subtract(cdf(-x));
        }
        final BigDecimal exact = new BigDecimal(x);
        final BigDecimal square = exact.multiply(exact, PRECISION);
        BigDecimal term = exact;
        BigDecimal sum = exact;
        for (int n = 1; n < 300; n++) {
            term = term.multiply(square, PRECISION).divide(BigDecimal.valueOf(2L * n + 1), PRECISION);
            sum = sum.add(term, PRECISION);
        }
        return HALF.add(sum.multiply(pdf(x), PRECISION), PRECISION);
    }

    /** Mills' ratio as a continued fraction. */
    private static BigDecimal tail(final BigDecimal x, final int depth) {
        BigDecimal fraction = x;
        for (int n = depth; n > 0; n--) {
            fraction = x.add(BigDecimal.valueOf(n).divide(fraction, PRECISION), PRECISION);
        }
        return BigDecimal.ONE.divide(fraction, PRECISION);
    }

    /** Distance from the exact value in units in the last place of the computed one. */
    public static double errorInUlps(final double computed, final BigDecimal exact) {
        final BigDecimal difference = new BigDecimal(computed).subtract(exact);
        return difference
                .divide(new BigDecimal(Math.ulp(computed)), MathContext.DECIMAL64)
                .abs()
                .doubleValue();
    }

    public static double relativeError(final double computed, final BigDecimal exact) {
        return new BigDecimal(computed)
                .subtract(exact)
                .divide(exact, MathContext.DECIMAL64)
                .abs()
                .doubleValue();
    }
}
