package io.strikebook.pricing.black;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.numeric.ArbitraryPrecision;
import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class Black76Test {
    private static final double YEARS_OF_EXAMPLE = 37.2 / 365;
    private static final double DISCOUNT_OF_EXAMPLE = StrictMath.exp(-0.21 * YEARS_OF_EXAMPLE);

    private final Black76 black76 = new Black76();

    /** The worked example of Derive's portfolio margin, which publishes time in tenths of days. */
    @Test
    void reproducesDerivesWorkedPrices() {
        assertExample(false, 2695.78, 2700, 0.76, 257.055);
        assertExample(false, 3181.02, 2700, 1.486, 335.477);
        assertExample(true, 2695.78, 2500, 0.76, 353.047);
        assertExample(true, 3181.02, 2500, 1.486, 918.811);
    }

    private static void assertExample(
            final boolean call, final double forward, final double strike, final double iv, final double published) {
        final double price = DISCOUNT_OF_EXAMPLE * Black76.price(call, forward, strike, YEARS_OF_EXAMPLE, iv);
        assertThat(price).isCloseTo(published, within(0.1));
    }

    @Test
    void atTheMoneyPriceFollowsTheErrorFunction() {
        final double expected = 100 * (2 * ArbitraryPrecision.cdf(0.1).doubleValue() - 1);
        assertThat(Black76.price(true, 100, 100, 1, 0.2)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void withoutTimeOrVolatilityOnlyTheIntrinsicValueRemains() {
        for (final double[] limit : new double[][] {{0, 0.5}, {1, 0}, {-1, 0.5}}) {
            assertThat(black76.evaluate(true, 110, 100, limit[0], limit[1]).price())
                    .isEqualTo(10);
            assertThat(black76.delta()).isEqualTo(1);
            assertThat(black76.gamma()).isZero();
            assertThat(black76.vega()).isZero();
            assertThat(black76.thetaPerDay()).isZero();
            assertThat(black76.evaluate(false, 110, 100, limit[0], limit[1]).price())
                    .isZero();
            assertThat(black76.delta()).isZero();
            assertThat(black76.evaluate(false, 90, 100, limit[0], limit[1]).delta())
                    .isEqualTo(-1);
            assertThat(black76.evaluate(true, 100, 100, limit[0], limit[1]).delta())
                    .isEqualTo(0.5);
        }
        assertThat(Black76.price(true, 110, 100, 1e-12, 0.5)).isCloseTo(10, within(1e-12));
        assertThat(Black76.price(true, 100, 100, 1, 1e3)).isCloseTo(100, within(1e-9));
    }

    @Property
    void callAndPutDifferByForwardMinusStrike(
            @ForAll @Scale(6) @DoubleRange(min = 10, max = 200_000) final double forward,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 10) final double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 3) final double years,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 4) final double volatility) {
        final double strike = forward * moneyness;
        final double call = Black76.price(true, forward, strike, years, volatility);
        final double put = Black76.price(false, forward, strike, years, volatility);
        assertThat(call - put).isCloseTo(forward - strike, within(1e-14 * (forward + strike)));
        assertThat(call).isBetween(Math.max(forward - strike, 0), forward * (1 + 1e-15));
        assertThat(put).isBetween(Math.max(strike - forward, 0), strike * (1 + 1e-15));
    }

    @Property
    void sensitivitiesAgreeWithBumpedPrices(
            @ForAll final boolean call,
            @ForAll @Scale(6) @DoubleRange(min = 0.5, max = 2) final double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0.02, max = 2) final double years,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 2) final double volatility) {
        final double forward = 1;
        black76.evaluate(call, forward, moneyness, years, volatility);
        final double h = 1e-4;
        final double up = Black76.price(call, forward + h, moneyness, years, volatility);
        final double down = Black76.price(call, forward - h, moneyness, years, volatility);
        final double volUp = Black76.price(call, forward, moneyness, years, volatility + h);
        final double volDown = Black76.price(call, forward, moneyness, years, volatility - h);
        final double later = Black76.price(call, forward, moneyness, years - h * years, volatility);
        final double earlier = Black76.price(call, forward, moneyness, years + h * years, volatility);
        assertThat(black76.price()).isEqualTo(Black76.price(call, forward, moneyness, years, volatility));
        assertThat(black76.delta()).isCloseTo((up - down) / (2 * h), within(2e-5));
        assertThat(black76.gamma()).isCloseTo((up - 2 * black76.price() + down) / (h * h), within(5e-3));
        assertThat(black76.vega()).isCloseTo((volUp - volDown) / (2 * h), within(1e-4));
        assertThat(black76.thetaPerDay() * 365).isCloseTo((later - earlier) / (2 * h * years), within(1e-4));
    }

    @Property
    void priceRisesWithVolatility(
            @ForAll @Scale(6) @DoubleRange(min = 0.2, max = 5) final double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 2) final double years,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 2) final double volatility) {
        final double low = Black76.price(true, 1, moneyness, years, volatility);
        final double high = Black76.price(true, 1, moneyness, years, volatility * 1.01);
        assertThat(high).isGreaterThanOrEqualTo(low - 1e-15);
    }

    @Property(tries = 2000, seed = "31")
    void whatIsInTheMoneyIsTheOtherOnePlusTheDifferenceToTheLastBit(
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 100) final double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 3) final double years,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 4) final double volatility) {
        final double strike = 100 * moneyness;
        final double call = Black76.price(true, 100, strike, years, volatility);
        final double put = Black76.price(false, 100, strike, years, volatility);
        assertThat(moneyness < 1 ? call : put).isEqualTo((moneyness < 1 ? put : call) + Math.abs(100 - strike));
        final double callDelta =
                black76.evaluate(true, 100, strike, years, volatility).delta();
        assertThat(black76.price()).isEqualTo(call);
        assertThat(callDelta
                        - black76.evaluate(false, 100, strike, years, volatility)
                                .delta())
                .isBetween(1 - 0x1p-53, 1 + 0x1p-52);
        assertThat(Black76.price(true, 100 * 1024, strike * 1024, years, volatility))
                .isEqualTo(call * 1024);
    }

    /** Against distribution functions in 60 digits, with s = k / h and t exact: powers of two. */
    @Test
    void farFromTheMoneyThePriceKeepsItsRelativeAccuracy() {
        double worst = 0;
        for (double k = 0x1p-12; k <= 4; k *= 2) {
            for (double s = 0x1p-16; s <= 4; s *= 2) {
                final double e1 = 0.5 * s - k / s;
                final double e2 = -(0.5 * s + k / s);
                if (e1 > -36) {
                    final BigDecimal other = ArbitraryPrecision.pdf(e1)
                            .multiply(ArbitraryPrecision.cdf(e2))
                            .divide(ArbitraryPrecision.pdf(e2), new MathContext(60));
                    final BigDecimal exact = ArbitraryPrecision.cdf(e1).subtract(other);
                    worst = Math.max(worst, ArbitraryPrecision.relativeError(Black76.outOfTheMoney(k, s), exact));
                }
            }
        }
        System.out.println("price out of the money: worst relative error " + worst);
        assertThat(worst).isLessThan(2e-15);
    }

    /** Rounding aside: a call's price falls with the strike by at most as much, and is convex in it; the price scales with its inputs. */
    @Property(tries = 2000, seed = "32")
    void aCallFallsWithTheStrikeAndIsConvexInIt(
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 5) final double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 1e-4, max = 3) final double years,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 3) final double volatility) {
        final double strike = 100 * moneyness;
        final double step = strike * 0.01;
        final double low = Black76.price(true, 100, strike - step, years, volatility);
        final double middle = Black76.price(true, 100, strike, years, volatility);
        final double high = Black76.price(true, 100, strike + step, years, volatility);
        final double rounding = 1e-13;
        assertThat(middle - high).isBetween(-rounding, step + rounding);
        assertThat(low - 2 * middle + high).isGreaterThanOrEqualTo(-2 * rounding);
        assertThat(Black76.price(true, 300, 3 * strike, years, volatility)).isCloseTo(3 * middle, within(4 * rounding));
    }

    @Test
    void limitsAndWhatCannotBe() {
        assertThat(Black76.price(true, 110, 0, 1, 0.5)).isEqualTo(110);
        assertThat(Black76.price(false, 110, 0, 1, 0.5)).isZero();
        assertThat(black76.evaluate(true, 110, 0, 1, 0.5).delta()).isEqualTo(1);
        assertThat(Black76.price(true, 110, 0, 1, Double.POSITIVE_INFINITY)).isEqualTo(110);
        assertThat(Black76.price(true, 110, 150, 1, Double.POSITIVE_INFINITY)).isEqualTo(110);
        assertThat(Black76.price(false, 110, 150, Double.POSITIVE_INFINITY, 0.5))
                .isEqualTo(150);
        assertThat(black76.evaluate(true, 110, 150, 1, Double.POSITIVE_INFINITY).delta())
                .isEqualTo(1);
        assertThat(black76.vega() + black76.gamma() + black76.vanna() + black76.volga() + black76.charmPerYear())
                .isZero();
        assertThat(black76.evaluate(true, 100, 250, 1e-3, 0.5).gamma()).isZero();
        assertThat(Black76.price(true, 1e-300, 1e300, 1, 0.5)).isZero();
        assertThat(Black76.price(false, 1e-300, 1e300, 1, 0.5)).isEqualTo(1e300);
        final double nan = Double.NaN;
        final double infinite = Double.POSITIVE_INFINITY;
        final double[][] impossible = {
            {nan, 100, 1, 0.5},
            {100, nan, 1, 0.5},
            {100, 100, nan, 0.5},
            {100, 100, 1, nan},
            {0, 100, 1, 0.5},
            {-1, 100, 1, 0.5},
            {100, -1, 1, 0.5},
            {100, 100, 1, -0.5},
            {infinite, 100, 1, 0.5},
            {100, infinite, 1, 0.5},
        };
        for (final double[] bad : impossible) {
            assertThat(Black76.price(true, bad[0], bad[1], bad[2], bad[3]))
                    .as("%s", bad)
                    .isNaN();
            black76.evaluate(true, bad[0], bad[1], bad[2], bad[3]);
            assertThat(black76.price() + black76.delta() + black76.gamma())
                    .as("%s", bad)
                    .isNaN();
            assertThat(black76.vega() + black76.thetaPerDay() + black76.rho())
                    .as("%s", bad)
                    .isNaN();
            assertThat(black76.vanna()).isNaN();
            assertThat(black76.volga()).isNaN();
            assertThat(black76.charmPerYear()).isNaN();
        }
    }
}
