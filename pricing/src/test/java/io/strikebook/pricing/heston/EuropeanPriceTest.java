package io.strikebook.pricing.heston;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.strikebook.pricing.black.Black76;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EuropeanPriceTest {
    private static final HestonParameters LEWIS = new HestonParameters(0.04, 0.25, 4, 1, -0.5);

    /** Parameters, years, and calls on a forward of 100 at strikes 60, 95, 100, 140. */
    private static final double[][] HARD = {
        {
            0.04,
            0.04,
            0.5,
            1,
            -0.9,
            10,
            44.329975070174342043,
            16.476822123109598902,
            13.08467013699236148,
            0.29577443579803072369
        },
        {
            0.04,
            0.04,
            0.3,
            0.9,
            -0.5,
            15,
            45.286863969981473734,
            19.490324666442849165,
            16.649222920358642161,
            5.1381904937848263507
        },
        {
            0.09,
            0.09,
            1,
            1,
            -0.3,
            5,
            45.996853976312664881,
            24.099989513499805878,
            21.795287742473547639,
            9.9830678237984538151
        },
        {
            0.6,
            0.5,
            3,
            2.5,
            -0.3,
            0.02,
            40.000121905192801336,
            7.2358875073954530981,
            4.3135288221266929345,
            0.0023917762763854352156
        },
        {
            0.5,
            0.3,
            2,
            0.01,
            0.4,
            0.25,
            40.73864534578811732,
            15.739633541947071673,
            13.427754795070358573,
            3.3420571084514473079
        },
        {
            0.25,
            0.25,
            8,
            1.5,
            0.7,
            2,
            46.588386084828512899,
            29.845392320427561332,
            28.146344962680978939,
            18.371079082933929376
        },
    };

    private final CosineSeries series = new CosineSeries(200);
    private final FourierQuadrature quadrature = new FourierQuadrature();

    /** A. Lewis, "Exact Heston prices", wilmott.com; the same digits in L. Andersen and M. Lake's paper of 2018. */
    @Test
    void reproducesLewisPublishedDigits() {
        final double discount = StrictMath.exp(-0.01);
        final double forward = 100 * StrictMath.exp(0.01 - 0.02);
        final double[] strikes = {80, 90, 100, 110, 120};
        final double[] calls = {
            26.774758743998854221,
            20.933349000596710388,
            16.070154917028834278,
            12.132211516709844868,
            9.024913483457835637
        };
        final double[] puts = {
            7.958878113256768285,
            12.017966707346304988,
            17.055270961270109413,
            23.017825898442800539,
            29.811026202682471843
        };
        final double[] prices = new double[5];
        series.price(LEWIS, forward, 1, true, strikes, 5, prices);
        for (int i = 0; i < 5; i++) {
            assertThat(discount * prices[i]).isCloseTo(calls[i], within(1e-13));
            assertThat(discount * quadrature.price(LEWIS, forward, 1, true, strikes[i]))
                    .isCloseTo(calls[i], within(1e-13));
        }
        series.price(LEWIS, forward, 1, false, strikes, 5, prices);
        for (int i = 0; i < 5; i++) {
            assertThat(discount * prices[i]).isCloseTo(puts[i], within(1e-13));
            assertThat(discount * quadrature.price(LEWIS, forward, 1, false, strikes[i]))
                    .isCloseTo(puts[i], within(1e-13));
        }
    }

    /** Calls on a forward of 100 at strikes 60, 95, 100, 140, computed with 30 digits; Feller's condition violated in the first three. */
    @Test
    void holdsItsDigitsWhereParametersAreHard() {
        final double[] strikes = {60, 95, 100, 140};
        final double[] prices = new double[4];
        for (final double[] c : HARD) {
            final HestonParameters parameters = new HestonParameters(c[0], c[1], c[2], c[3], c[4]);
            series.price(parameters, 100, c[5], true, strikes, 4, prices);
            for (int i = 0; i < 4; i++) {
                assertThat(prices[i]).isCloseTo(c[6 + i], within(1e-13 * Math.max(100, strikes[i])));
                assertThat(quadrature.price(parameters, 100, c[5], true, strikes[i]))
                        .isCloseTo(c[6 + i], within(1e-13 * Math.max(100, strikes[i])));
            }
        }
    }

    @Test
    void seriesAndQuadratureAgreeOnRandomParameters() {
        final Random random = new Random(11);
        final double[] strike = new double[1];
        final double[] price = new double[1];
        double worst = 0;
        int violated = 0;
        int maxTerms = 0;
        for (int i = 0; i < 400; i++) {
            final HestonParameters parameters = new HestonParameters(
                    0.02 + random.nextDouble(),
                    0.02 + random.nextDouble(),
                    0.2 + 6 * random.nextDouble(),
                    0.05 + 2.5 * random.nextDouble(),
                    -0.95 + 1.7 * random.nextDouble());
            final double years = StrictMath.exp(StrictMath.log(0.01) + random.nextDouble() * 6.5);
            strike[0] = StrictMath.exp((random.nextDouble() - 0.5) * 2 * Math.min(1, 3 * Math.sqrt(years)));
            final boolean call = random.nextBoolean();
            series.price(parameters, 1, years, call, strike, 1, price);
            final double error = Math.abs(price[0] - quadrature.price(parameters, 1, years, call, strike[0]));
            violated += parameters.satisfiesFeller() ? 0 : 1;
            maxTerms = Math.max(maxTerms, series.terms());
            worst = Math.max(worst, error / Math.max(1, strike[0]));
        }
        System.out.println("series against quadrature: worst " + worst + ", Feller violated in " + violated
                + " of 400, at most " + maxTerms + " terms");
        assertThat(worst).isLessThan(1e-13);
    }

    @Test
    void withoutVolatilityOfVarianceItIsBlacksModel() {
        final double[] strikes = {50, 90, 100, 130, 300};
        final double[] prices = new double[5];
        for (final double sigma : new double[] {0, 1e-9, 1e-6}) {
            final HestonParameters parameters = new HestonParameters(0.36, 0.36, 1.5, sigma, -0.4);
            series.price(parameters, 100, 0.7, true, strikes, 5, prices);
            for (int i = 0; i < 5; i++) {
                final double black = Black76.price(true, 100, strikes[i], 0.7, 0.6);
                assertThat(prices[i]).isCloseTo(black, within(1e-11 + 40 * sigma));
                assertThat(quadrature.price(parameters, 100, 0.7, true, strikes[i]))
                        .isCloseTo(black, within(1e-11 + 40 * sigma));
            }
        }
        final HestonParameters still = new HestonParameters(0.36, 0.1, 0, 0, 0);
        series.price(still, 100, 0.7, true, strikes, 5, prices);
        assertThat(prices[2]).isCloseTo(Black76.price(true, 100, 100, 0.7, 0.6), within(1e-11));
    }

    @Test
    void pricesFallAndBendWithTheStrikeAndKeepToTheirBounds() {
        final int count = 200;
        final double[] strikes = new double[count];
        final double[] calls = new double[count];
        final double[] puts = new double[count];
        for (int i = 0; i < count; i++) {
            strikes[i] = 1 + 2.5 * i;
        }
        for (final double years : new double[] {1e-4, 0.02, 0.5, 3}) {
            series.price(LEWIS, 100, years, true, strikes, count, calls);
            series.price(LEWIS, 100, years, false, strikes, count, puts);
            for (int i = 0; i < count; i++) {
                assertThat(calls[i]).isBetween(Math.max(100 - strikes[i], 0), 100.0);
                assertThat(calls[i] - puts[i]).isCloseTo(100 - strikes[i], within(1e-12));
                if (i > 0 && i < count - 1) {
                    assertThat(calls[i + 1]).isLessThanOrEqualTo(calls[i] + 1e-12);
                    assertThat(calls[i - 1] - 2 * calls[i] + calls[i + 1]).isGreaterThan(-1e-11);
                }
            }
        }
    }

    @Test
    void hasItsLimitsAndRefusesWhatIsNoInput() {
        final double[] strikes = {90, 100, 110};
        final double[] prices = new double[3];
        series.price(LEWIS, 100, 0, true, strikes, 3, prices);
        assertThat(prices).containsExactly(10, 0, 0);
        series.price(LEWIS, 100, -1, false, strikes, 3, prices);
        assertThat(prices).containsExactly(0, 0, 10);
        series.price(new HestonParameters(0, 0, 1, 1, 0), 100, 1, false, strikes, 3, prices);
        assertThat(prices).containsExactly(0, 0, 10);
        final double[] bad = {-1};
        assertThatThrownBy(() -> series.price(LEWIS, 100, 1, true, bad, 1, prices))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> series.price(LEWIS, Double.NaN, 1, true, strikes, 1, prices))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> series.price(LEWIS, 100, Double.NaN, true, strikes, 1, prices))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HestonParameters(0.04, 0.04, 1, Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HestonParameters(0.04, 0.04, 1, 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A variance that stays at 0 most of the time; the digits again computed with 30 of them. */
    @Test
    void theSeriesRefusesWhatNeedsTooManyTermsAndTheQuadratureStillAnswers() {
        final HestonParameters extreme = new HestonParameters(0.01, 0.02, 2, 3, -0.95);
        final double[] strikes = {60, 95, 100};
        final double[] digits = {40.12506795654263303, 5.6117669350325492542, 0.93002715758586897819};
        assertThatThrownBy(() -> series.price(extreme, 100, 0.5, true, strikes, 3, new double[3]))
                .isInstanceOf(ArithmeticException.class);
        for (int i = 0; i < 3; i++) {
            assertThat(quadrature.price(extreme, 100, 0.5, true, strikes[i])).isCloseTo(digits[i], within(1e-11));
        }
    }

    @Test
    void allocatesNothing() {
        final double[] strikes = {80, 90, 100, 110, 120};
        final double[] prices = new double[5];
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 2_000; i++) {
            series.price(LEWIS, 100, 1, true, strikes, 5, prices);
        }
        final long id = Thread.currentThread().threadId();
        final long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 1_000; i++) {
            series.price(LEWIS, 100, 1, true, strikes, 5, prices);
        }
        assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(1_000);
    }
}
