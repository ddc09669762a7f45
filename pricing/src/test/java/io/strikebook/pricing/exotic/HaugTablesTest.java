package io.strikebook.pricing.exotic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * To one unit of the last digit printed in E. G. Haug, "The Complete Guide to Option Pricing Formulas", second edition (2007),
 * chapter 4: some are cut, not rounded.
 */
class HaugTablesTest {
    private static final double PRINTED = 1e-4;

    /** Table 4-13: spot 100, rebate 3, half a year, r 8 %, b 4 %; volatility 25 % and 30 %. */
    @Test
    void singleBarriers() {
        assertBarrier(true, false, 95, 90, 9.0246, 8.8334);
        assertBarrier(true, false, 95, 100, 6.7924, 7.0285);
        assertBarrier(true, false, 95, 110, 4.8759, 5.4137);
        assertBarrier(true, false, 100, 90, 3.0000, 3.0000);
        assertBarrier(true, false, 105, 90, 2.6789, 2.6341);
        assertBarrier(true, false, 105, 100, 2.3580, 2.4389);
        assertBarrier(true, false, 105, 110, 2.3453, 2.4315);
        assertBarrier(true, true, 95, 90, 7.7627, 9.0093);
        assertBarrier(true, true, 95, 100, 4.0109, 5.1370);
        assertBarrier(true, true, 95, 110, 2.0576, 2.8517);
        assertBarrier(true, true, 100, 90, 13.8333, 14.8816);
        assertBarrier(true, true, 105, 90, 14.1112, 15.2098);
        assertBarrier(true, true, 105, 100, 8.4482, 9.7278);
        assertBarrier(true, true, 105, 110, 4.5910, 5.8350);
        assertBarrier(false, false, 95, 90, 2.2798, 2.4170);
        assertBarrier(false, false, 95, 100, 2.2947, 2.4258);
        assertBarrier(false, false, 95, 110, 2.6252, 2.6246);
        assertBarrier(false, false, 105, 90, 3.7760, 4.2293);
        assertBarrier(false, false, 105, 100, 5.4932, 5.8032);
        assertBarrier(false, false, 105, 110, 7.5187, 7.5649);
        assertBarrier(false, true, 95, 90, 2.9586, 3.8769);
        assertBarrier(false, true, 95, 100, 6.5677, 7.7989);
        assertBarrier(false, true, 95, 110, 11.9752, 13.3078);
        assertBarrier(false, true, 105, 90, 1.4653, 2.0658);
        assertBarrier(false, true, 105, 100, 3.3721, 4.4226);
        assertBarrier(false, true, 105, 110, 7.0846, 8.3686);
    }

    private static void assertBarrier(
            final boolean call,
            final boolean knockIn,
            final double barrier,
            final double strike,
            final double at25,
            final double at30) {
        assertThat(SingleBarrier.price(call, knockIn, new Underlying(100, 0.08, 0.04, 0.25), strike, barrier, 3, 0.5))
                .isCloseTo(at25, within(PRINTED));
        assertThat(SingleBarrier.price(call, knockIn, new Underlying(100, 0.08, 0.04, 0.30), strike, barrier, 3, 0.5))
                .isCloseTo(at30, within(PRINTED));
    }

    /** Table 4-14, flat barriers: call up-and-out-down-and-out, spot and strike 100, r = b = 10 %. */
    @Test
    void doubleBarriers() {
        assertCorridor(50, 150, 0.25, 4.3515, 6.1644, 7.0373);
        assertCorridor(60, 140, 0.25, 4.3505, 5.8500, 5.7726);
        assertCorridor(70, 130, 0.25, 4.3139, 4.8293, 3.7765);
        assertCorridor(80, 120, 0.25, 3.7516, 2.6387, 1.4903);
        assertCorridor(90, 110, 0.25, 1.2055, 0.3098, 0.0477);
        assertCorridor(50, 150, 0.5, 6.9853, 7.9336, 6.5088);
        assertCorridor(60, 140, 0.5, 6.8082, 6.3383, 4.3841);
        assertCorridor(70, 130, 0.5, 5.9697, 4.0004, 2.2563);
        assertCorridor(80, 120, 0.5, 3.5805, 1.5098, 0.5635);
        assertCorridor(90, 110, 0.5, 0.5537, 0.0441, 0.0011);
    }

    private static void assertCorridor(
            final double lower,
            final double upper,
            final double years,
            final double at15,
            final double at25,
            final double at35) {
        final double[] volatilities = {0.15, 0.25, 0.35};
        final double[] printed = {at15, at25, at35};
        for (int i = 0; i < 3; i++) {
            final Underlying underlying = new Underlying(100, 0.1, 0, volatilities[i]);
            assertThat(DoubleBarrier.price(true, false, underlying, 100, lower, upper, years))
                    .isCloseTo(printed[i], within(PRINTED));
        }
    }

    /** The worked floating-strike example, and table 4-9 of fixed strikes: spot and extreme 100, r = b = 10 %. */
    @Test
    void lookbacks() {
        assertThat(Lookback.floating(true, new Underlying(120, 0.1, 0.06, 0.3), 100, 0.5))
                .isCloseTo(25.3533, within(PRINTED));
        assertFixed(true, 95, 0.5, 13.2687, 18.9263, 24.9857);
        assertFixed(true, 100, 0.5, 8.5126, 14.1702, 20.2296);
        assertFixed(true, 105, 0.5, 4.3908, 9.8905, 15.8512);
        assertFixed(true, 95, 1, 18.3241, 26.0731, 34.7116);
        assertFixed(true, 100, 1, 13.8000, 21.5489, 30.1874);
        assertFixed(true, 105, 1, 9.5445, 17.2965, 25.9002);
        assertFixed(false, 95, 0.5, 0.6899, 4.4448, 8.9213);
        assertFixed(false, 100, 0.5, 3.3917, 8.3177, 13.1579);
        assertFixed(false, 105, 0.5, 8.1478, 13.0739, 17.9140);
        assertFixed(false, 95, 1, 1.0534, 6.2813, 12.2376);
        assertFixed(false, 100, 1, 3.8079, 10.1294, 16.3889);
    }

    private static void assertFixed(
            final boolean call,
            final double strike,
            final double years,
            final double at10,
            final double at20,
            final double at30) {
        final double[] volatilities = {0.1, 0.2, 0.3};
        final double[] printed = {at10, at20, at30};
        for (int i = 0; i < 3; i++) {
            final Underlying underlying = new Underlying(100, 0.1, 0, volatilities[i]);
            assertThat(Lookback.fixed(call, underlying, strike, 100, years)).isCloseTo(printed[i], within(PRINTED));
        }
    }

    @Test
    void digitalsAndTheGeometricAverage() {
        final double cash = 10 * Digital.cash(false, new Underlying(100, 0.06, 0.06, 0.35), 80, 0.75);
        assertThat(cash).isCloseTo(2.6710, within(PRINTED));
        assertThat(Digital.asset(false, new Underlying(70, 0.07, 0.05, 0.27), 65, 0.5))
                .isCloseTo(20.2069, within(PRINTED));
        assertThat(GeometricAsian.continuous(false, new Underlying(80, 0.05, -0.03, 0.2), 85, 0.25))
                .isCloseTo(4.6922, within(PRINTED));
    }
}
