package io.strikebook.pricing.black;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import com.sun.management.ThreadMXBean;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImpliedVolatilityTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /**
     * Rounding of a price by one part in 2^53 moves the deviation by 1 / slope such parts, slope being d log price / d log deviation.
     * Beside that, no more than a few ulp may be missing, however far out, however near the bounds.
     */
    @Test
    void aRoundTripLosesNothingOverTheWholeDomain() {
        final Random random = new Random(11);
        double worst = 0;
        int checked = 0;
        for (int i = 0; i < 400_000; i++) {
            final double k = i % 7 == 0 ? 0 : StrictMath.pow(10, random.nextDouble() * 11.8 - 9);
            final double s = deviation(random, i, k);
            final double far = StrictMath.exp(k);
            final boolean call = random.nextBoolean();
            final double price = Black76.price(call, call ? 1 : far, call ? far : 1, 1, s);
            if (!(price > 1e-300 && price < 1)) {
                continue;
            }
            checked++;
            final double solved = ImpliedVolatility.deviation(call, call ? 1 : far, call ? far : 1, price);
            final double logRatio = Elementary.logOfRatio(far, 1);
            final double slope = s * Normal.pdf(0.5 * s - logRatio / s) / price;
            final double error = Math.abs(solved / s - 1) / (0x1p-52 * (1 + 1 / slope));
            assertThat(error).as("k %s s %s solved %s", k, s, solved).isLessThan(6);
            worst = Math.max(worst, error);
        }
        System.out.println(
                "implied volatility: worst error " + worst + " ulp, beside the price's rounding, of " + checked);
        assertThat(checked).isGreaterThan(200_000);
    }

    private static double deviation(final Random random, final int i, final double k) {
        if (i % 3 == 0 && k > 0) {
            return k / StrictMath.pow(10, random.nextDouble() * 5.6 - 4);
        }
        if (i % 3 == 1 && k > 0) {
            final double w = (random.nextDouble() * 46 - 38) / StrictMath.sqrt(2 * k);
            return StrictMath.sqrt(2 * k)
                    * (w > 0 ? w + StrictMath.sqrt(w * w + 1) : 1 / (StrictMath.sqrt(w * w + 1) - w));
        }
        return StrictMath.pow(10, random.nextDouble() * 8 - 6.5);
    }

    /** The hard case of J. Choi et al., "Black-Scholes formula by its inverse" (arXiv 2302.08758): S = 1, K = 1.5, 4 % volatility. */
    @Test
    void theHardCaseOfTheLiterature() {
        final double price = Black76.price(true, 1, 1.5, 1, 0.04);
        assertThat(ImpliedVolatility.of(true, 1, 1.5, 1, price)).isCloseTo(0.04, within(1e-17));
    }

    @Test
    void optionsInTheMoneyAreAsGoodAsTheirPrice() {
        final Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            final double strike = 50_000 * StrictMath.exp(random.nextGaussian() * 0.4);
            final double years = random.nextDouble() + 0.01;
            final double volatility = 0.2 + random.nextDouble();
            final boolean call = random.nextBoolean();
            final double price = Black76.price(call, 50_000, strike, years, volatility);
            if (price - Math.abs(50_000 - strike) < 1e-3) {
                continue;
            }
            final double vega = new Black76()
                    .evaluate(call, 50_000, strike, years, volatility)
                    .vega();
            assertThat(ImpliedVolatility.of(call, 50_000, strike, years, price))
                    .isCloseTo(volatility, within(4e-16 * volatility * 4 + 2 * Math.ulp(price) / vega));
        }
    }

    @Test
    void agreesWithStrata() {
        final Random random = new Random(13);
        for (int i = 0; i < 2_000; i++) {
            final double strike = 100 * StrictMath.exp(random.nextGaussian() * 0.3);
            final double price = Black76.price(strike > 100, 100, strike, 0.5, 0.2 + random.nextDouble());
            if (price > 1e-6) {
                final double theirs = BlackFormulaRepository.impliedVolatility(price, 100, strike, 0.5, strike > 100);
                assertThat(ImpliedVolatility.of(strike > 100, 100, strike, 0.5, price))
                        .isCloseTo(theirs, within(1e-8));
            }
        }
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(ImpliedVolatility.of(true, 110, 100, 1, 10)).isZero();
        assertThat(ImpliedVolatility.of(false, 110, 100, 1, 0)).isZero();
        assertThat(ImpliedVolatility.of(true, 110, 100, 1, 110)).isEqualTo(INFINITE);
        assertThat(ImpliedVolatility.of(false, 110, 100, 1, 100)).isEqualTo(INFINITE);
        final double[][] impossible = {
            {110, 100, 1, 9.99},
            {110, 100, 1, 111},
            {110, 100, 1, -1},
            {110, 100, 0, 12},
            {110, 100, -1, 12},
            {0, 100, 1, 1},
            {-1, 100, 1, 1},
            {110, 0, 1, 12},
            {110, -5, 1, 12},
            {NAN, 100, 1, 12},
            {110, NAN, 1, 12},
            {110, 100, NAN, 12},
            {110, 100, 1, NAN},
            {INFINITE, 100, 1, 12},
            {110, INFINITE, 1, 12},
            {110, 100, INFINITE, 12},
            {110, 100, 1, INFINITE},
        };
        for (final double[] bad : impossible) {
            assertThat(ImpliedVolatility.of(true, bad[0], bad[1], bad[2], bad[3]))
                    .as("%s", bad)
                    .isNaN();
        }
    }

    @Test
    void theLeastAndTheLargestPrices() {
        for (double price = Double.MIN_VALUE; price < 1e-290; price *= 3.7) {
            for (final double strike : new double[] {1, 1.0000001, 1.1, 2, 100, 1e10, 1e100, 1e300}) {
                assertThat(ImpliedVolatility.of(true, 1, strike, 1, price))
                        .as("%s at %s", price, strike)
                        .isPositive()
                        .isLessThan(40);
            }
        }
        // forwards of 1e300: the price is an ordinary number where its ratio to the forward is none any more
        for (double volatility = 0.03; volatility < 0.04; volatility *= 1.003) {
            final double price = 1e300 * Black76.price(true, 1, 3, 1, volatility);
            if (price > 1e-5) {
                final double exact = Black76.outOfTheMoney(Elementary.log(3), volatility);
                assertThat(exact).isLessThan(1e-150);
                assertThat(ImpliedVolatility.of(true, 1e300, 3e300, 1, price)).isCloseTo(volatility, within(1e-12));
            }
        }
        for (final double strike : new double[] {1, 1.0000001, 1.1, 2, 100, 1e10, 1e100, 1e300}) {
            assertThat(ImpliedVolatility.of(true, 1, strike, 1, Math.nextDown(1.0)))
                    .as("%s", strike)
                    .isBetween(8.0, 60.0);
        }
        assertThat(ImpliedVolatility.of(true, 1e300, 1.1e300, 1, 1e299)).isBetween(0.1, 1.0);
        assertThat(ImpliedVolatility.of(true, 1e-300, 1.1e-300, 1, 1e-301)).isBetween(0.1, 1.0);
    }

    @Test
    void nothingIsAllocated() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += ImpliedVolatility.of(true, 100, 80 + i % 50, 0.5, 25);
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            sum += ImpliedVolatility.of(true, 100, 80 + i % 50, 0.5, 25);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
        assertThat(sum).isPositive();
    }
}
