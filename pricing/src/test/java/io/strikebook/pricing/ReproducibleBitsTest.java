package io.strikebook.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;
import org.junit.jupiter.api.Test;

/** The same bits from the interpreter, from compiled code, and (by the pinned value) on any machine. */
class ReproducibleBitsTest {
    private static final long PINNED = 0x46d45313566a4228L;

    private final Black76 black76 = new Black76();

    @Test
    void bitsDoNotChangeWhenTheCompilerTakesOver() {
        final long cold = bits(40);
        for (int round = 0; round < 40; round++) {
            bits(997 + round);
        }
        assertThat(bits(40)).isEqualTo(cold);
        assertThat(Long.toHexString(cold)).isEqualTo(Long.toHexString(PINNED));
    }

    private long bits(final int steps) {
        long hash = 17;
        for (int i = 0; i < steps; i++) {
            final double u = (i + 0.5) / steps;
            hash = add(hash, Elementary.exp(u * 1_400 - 700));
            hash = add(hash, Elementary.log(u * 1e-3));
            hash = add(hash, Elementary.log(u * 1e3));
            hash = add(hash, Elementary.pow(u * 30, 0.13));
            hash = add(hash, Normal.cdf(u * 80 - 40));
            hash = add(hash, Normal.pdf(u * 16 - 8));
            black76.evaluate((i & 1) == 0, 90_000, 30_000 + 200_000 * u, u * u, 0.3 + u);
            hash = add(hash, black76.price());
            hash = add(hash, black76.delta());
            hash = add(hash, black76.gamma());
            hash = add(hash, black76.vega());
            hash = add(hash, black76.thetaPerDay());
        }
        return hash;
    }

    private static long add(final long hash, final double value) {
        return hash * 0x9E3779B97F4A7C15L + Double.doubleToRawLongBits(value);
    }
}
