package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.black.Black76;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ParityForwardTest {
    private static final int STRIKES = 21;

    @Property(tries = 200)
    void theForwardOfConsistentQuotesIsFoundThoughSomeAreWide(
            @ForAll final boolean inverse,
            @ForAll @Scale(4) @DoubleRange(min = 50, max = 200) final double forward,
            @ForAll @Scale(4) @DoubleRange(min = 0.2, max = 2) final double volatility) {
        final ParityForward parity = new ParityForward(STRIKES, inverse);
        final double unit = inverse ? forward : 1;
        for (int i = 0; i < STRIKES; i++) {
            final double strike = 50 + 7.5 * i;
            final double call = Black76.price(true, forward, strike, 0.1, volatility) / unit;
            final double put = Black76.price(false, forward, strike, 0.1, volatility) / unit;
            final double half = (i % 3 == 0 ? 0.05 : 0.0001) * Math.min(call, put);
            parity.add(strike, call - half, call + half, put - half, put + half);
        }
        assertThat(parity.estimate()).isCloseTo(forward, within(1e-4 * forward));
    }

    @Test
    void oneWrongQuoteDoesNotMoveTheForward() {
        final ParityForward parity = new ParityForward(STRIKES, false);
        for (int i = 0; i < 5; i++) {
            assertThat(parity.add(100 + i, 5 - i + 0.9, 5 - i + 1.1, 0.9, 1.1)).isTrue();
        }
        assertThat(parity.add(110, 50, 50.1, 1, 1.1)).isTrue();
        assertThat(parity.estimate()).isCloseTo(105, within(1e-9));
    }

    @Test
    void whatIsNoPriceIsLeftOut() {
        final ParityForward parity = new ParityForward(1, true);
        assertThat(parity.estimate()).isNaN();
        for (final double bad : new double[] {Double.NaN, -1, 0, Double.POSITIVE_INFINITY}) {
            assertThat(parity.add(bad, 0.1, 0.2, 0.1, 0.2)).isFalse();
            assertThat(parity.add(100, bad, 0.2, 0.1, 0.2)).isFalse();
            assertThat(parity.add(100, 0.1, bad, 0.1, 0.2)).isFalse();
            assertThat(parity.add(100, 0.1, 0.2, bad, 0.2)).isFalse();
            assertThat(parity.add(100, 0.1, 0.2, 0.1, bad)).isFalse();
        }
        assertThat(parity.add(100, 0.3, 0.2, 0.1, 0.2)).isFalse();
        assertThat(parity.add(100, 1.5, 1.6, 0.1, 0.2)).isFalse();
        assertThat(parity.add(100, 0.1, 0.2, 0.1, 0.2)).isTrue();
        assertThat(parity.add(100, 0.1, 0.2, 0.1, 0.2)).isFalse();
        assertThat(parity.count()).isEqualTo(1);
    }
}
