package io.strikebook.pricing.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SobolSequenceTest {
    private static final int POINTS = 1 << 10;

    /** Points 1 to 7 of the first five dimensions as printed with Joe and Kuo's program, in its Gray code order. */
    @Test
    void startsAsPublished() {
        final double[][] expected = {
            {0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125},
            {0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625},
            {0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375},
            {0, 0.5, 0.25, 0.75, 0.875, 0.375, 0.625, 0.125},
            {0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125},
        };
        final double[][] points = new double[5][8];
        SobolSequence.plain().fill(0, 8, points);
        for (int dimension = 0; dimension < 5; dimension++) {
            for (int i = 0; i < 8; i++) {
                assertThat(points[dimension][i]).isCloseTo(expected[dimension][i], within(0x1p-32));
            }
        }
    }

    /** Of 2^10 points, each of 2^10 intervals holds one, in each of the 1,024 dimensions, before and after scrambling. */
    @Test
    void everyDimensionIsStratifiedAlsoWhenScrambled() {
        for (final SobolSequence sequence :
                new SobolSequence[] {SobolSequence.plain(), SobolSequence.scrambled(1, 0), SobolSequence.scrambled(1, 1)
                }) {
            final double[][] points = new double[SobolSequence.maxDimensions()][POINTS];
            sequence.fill(0, POINTS, points);
            for (final double[] dimension : points) {
                final BitSet seen = new BitSet(POINTS);
                for (final double x : dimension) {
                    seen.set((int) (x * POINTS));
                }
                assertThat(seen.cardinality()).isEqualTo(POINTS);
            }
        }
    }

    /** The first two dimensions are a (0, 10, 2)-net: every elementary box of area 2^-10 holds one point, whatever its shape. */
    @Test
    void boxesOfAnyShapeHoldOnePointEach() {
        final double[][] points = new double[2][POINTS];
        SobolSequence.scrambled(9, 4).fill(0, POINTS, points);
        for (int wide = 0; wide <= 10; wide++) {
            final BitSet seen = new BitSet(POINTS);
            for (int i = 0; i < POINTS; i++) {
                final int x = (int) (points[0][i] * (1 << wide));
                final int y = (int) (points[1][i] * (1 << 10 - wide));
                seen.set(x << 10 - wide | y);
            }
            assertThat(seen.cardinality()).isEqualTo(POINTS);
        }
    }

    @Test
    void scramblingsAreUnbiasedAndIndependent() {
        final int scramblings = 2_000;
        double sum = 0;
        double product = 0;
        double neighbours = 0;
        double previous = 0;
        for (int i = 0; i < scramblings; i++) {
            final double[][] point = new double[2][1];
            SobolSequence.scrambled(3, i).fill(5, 1, point);
            sum += point[0][0] - 0.5;
            product += (point[0][0] - 0.5) * (point[1][0] - 0.5);
            neighbours += (point[0][0] - 0.5) * previous;
            previous = point[0][0] - 0.5;
        }
        assertThat(sum / scramblings).isCloseTo(0, within(4 * 0.2887 / Math.sqrt(scramblings)));
        assertThat(product / scramblings).isCloseTo(0, within(4 / (12 * Math.sqrt(scramblings))));
        assertThat(neighbours / scramblings).isCloseTo(0, within(4 / (12 * Math.sqrt(scramblings))));
    }

    @Test
    void refusesWhatItDoesNotHave() {
        final SobolSequence sequence = SobolSequence.plain();
        assertThatThrownBy(() -> sequence.fill(0, 1, new double[SobolSequence.maxDimensions() + 1][1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sequence.fill(SobolSequence.MAX_POINTS, 1, new double[1][1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
