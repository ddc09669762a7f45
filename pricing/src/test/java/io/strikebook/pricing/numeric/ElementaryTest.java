package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElementaryTest {
    private static final int SAMPLES = 1_500;

    @Test
    void expIsWithinOneUlpOfTheExactValue() {
        final Random random = new Random(1);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            final double range = i % 3 == 0 ? 700 : i % 3 == 1 ? 40 : 1;
            final double x = (random.nextDouble() * 2 - 1) * range;
            worst = Math.max(
                    worst,
                    ArbitraryPrecision.errorInUlps(Elementary.exp(x), ArbitraryPrecision.exp(new BigDecimal(x))));
        }
        System.out.println("exp: worst error " + worst + " ulp over " + SAMPLES + " samples");
        assertThat(worst).isLessThan(1);
    }

    @Test
    void logIsWithinOneUlpOfTheExactValue() {
        final Random random = new Random(2);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            final double x = i % 3 == 0
                    ? StrictMath.exp((random.nextDouble() * 2 - 1) * 600)
                    : i % 3 == 1 ? 0.5 + random.nextDouble() * 1.5 : 1 + (random.nextDouble() - 0.5) * 1e-3;
            worst = Math.max(worst, ArbitraryPrecision.errorInUlps(Elementary.log(x), ArbitraryPrecision.log(x)));
        }
        System.out.println("log: worst error " + worst + " ulp over " + SAMPLES + " samples");
        assertThat(worst).isLessThan(1);
    }

    @Test
    void agreesWithStrictMathOnADenseGrid() {
        double worstExp = 0;
        double worstLog = 0;
        for (int i = 1; i <= 1_000_000; i++) {
            final double x = (i - 500_000) * 1.4e-3;
            final double exact = StrictMath.exp(x);
            worstExp = Math.max(worstExp, Math.abs(Elementary.exp(x) - exact) / Math.ulp(exact));
            final double y = i * 1e-5;
            final double log = StrictMath.log(y);
            worstLog = Math.max(worstLog, Math.abs(Elementary.log(y) - log) / Math.ulp(log));
        }
        System.out.println("against StrictMath: exp " + worstExp + ", log " + worstLog + " ulp");
        assertThat(worstExp).isLessThanOrEqualTo(2);
        assertThat(worstLog).isLessThanOrEqualTo(2);
    }

    @Test
    void hasTheLimitsOfTheExactFunctions() {
        assertThat(Elementary.exp(0)).isEqualTo(1);
        assertThat(Elementary.exp(-0.0)).isEqualTo(1);
        assertThat(Elementary.exp(710)).isInfinite();
        assertThat(Elementary.exp(709.78)).isEqualTo(StrictMath.exp(709.78));
        assertThat(Elementary.exp(-746)).isZero();
        assertThat(Elementary.exp(-745)).isEqualTo(StrictMath.exp(-745));
        assertThat(Elementary.exp(-720)).isEqualTo(StrictMath.exp(-720));
        assertThat(Elementary.exp(Double.NaN)).isNaN();
        assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(Elementary.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.log(1)).isZero();
        assertThat(Elementary.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Elementary.log(-1)).isNaN();
        assertThat(Elementary.log(Double.NaN)).isNaN();
        assertThat(Elementary.log(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(Elementary.log(Double.MIN_VALUE)).isEqualTo(StrictMath.log(Double.MIN_VALUE));
        assertThat(Elementary.log(Double.MAX_VALUE)).isEqualTo(StrictMath.log(Double.MAX_VALUE));
    }

    @Test
    void powFollowsStrictMathWhereShocksNeedIt() {
        for (double days = 1; days <= 1_000; days += 0.37) {
            final double exact = StrictMath.pow(30 / days, 0.3);
            assertThat(Math.abs(Elementary.pow(30 / days, 0.3) - exact)).isLessThan(4 * Math.ulp(exact));
        }
    }
}
