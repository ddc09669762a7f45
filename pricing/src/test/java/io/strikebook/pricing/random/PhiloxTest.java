package io.strikebook.pricing.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PhiloxTest {
    /** The vectors "philox4x32 10" of Random123's file kat_vectors. */
    @Test
    void givesTheKnownAnswers() {
        assertAnswer(0, 0, 0, 0, 0L, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertAnswer(-1, -1, -1, -1, -1L, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertAnswer(
                0x243f6a88,
                0x85a308d3,
                0x13198a2e,
                0x03707344,
                0x299f31d0_a4093822L,
                0xd16cfe09,
                0x94fdcceb,
                0x5001e420,
                0x24126ea1);
    }

    private static void assertAnswer(
            final int c0,
            final int c1,
            final int c2,
            final int c3,
            final long key,
            final int a0,
            final int a1,
            final int a2,
            final int a3) {
        final long[] bits = new long[2];
        Philox.block(c0, c1, c2, c3, key, bits);
        assertThat(new int[] {(int) bits[0], (int) (bits[0] >>> 32), (int) bits[1], (int) (bits[1] >>> 32)})
                .containsExactly(a0, a1, a2, a3);
    }

    @Test
    void anyPartOfThePointsIsThePartOfTheWhole() {
        for (final UniformSource source : new UniformSource[] {new Philox(5, 0), SobolSequence.scrambled(5, 3)}) {
            final double[][] whole = new double[7][100];
            source.fill(1_000, 100, whole);
            final double[][] part = new double[7][10];
            source.fill(1_050, 10, part);
            for (int dimension = 0; dimension < 7; dimension++) {
                for (int i = 0; i < 10; i++) {
                    assertThat(part[dimension][i]).isEqualTo(whole[dimension][50 + i]);
                }
            }
        }
    }

    @Test
    void streamsSeedsAndDimensionsAreUncorrelatedAndUniform() {
        final int count = 40_000;
        final double[][] a = new double[4][count];
        final double[][] b = new double[4][count];
        new Philox(77, 0).fill(0, count, a);
        new Philox(77, 1).fill(0, count, b);
        final double[][] columns = {a[0], a[1], a[2], a[3], b[0], b[1]};
        for (int i = 0; i < columns.length; i++) {
            for (int j = i; j < columns.length; j++) {
                double sum = 0;
                for (int n = 0; n < count; n++) {
                    sum += (columns[i][n] - 0.5) * (columns[j][n] - 0.5);
                }
                assertThat(sum / count).isCloseTo(i == j ? 1.0 / 12 : 0, within(4 / (12 * Math.sqrt(count))));
            }
        }
    }
}
