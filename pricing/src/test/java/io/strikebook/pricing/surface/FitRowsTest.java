package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The derivatives that steps of a fit go by, against differences of the sums themselves. */
class FitRowsTest {
    private static final double STEP = 1e-6;
    private static final int SHAPES = 300;

    private static final double THETA = 0.09;

    private final Random random = new Random(3);
    private final SviSlice slice = new SviSlice();
    private final CalendarRows rows = new CalendarRows();
    private final double[] step = new double[NormalEquations.SIZE];

    private SliceShape shape(final double rootTheta) {
        final SliceShape shape = new SliceShape();
        do {
            shape.set(
                    0.5 + random.nextDouble(),
                    0.05 + 2 * random.nextDouble(),
                    0.05 + 2 * random.nextDouble(),
                    2 * random.nextGaussian(),
                    0.1 + 3 * random.nextDouble(),
                    rootTheta);
        } while (!shape.isPositive());
        return shape;
    }

    private SliceShape moved(final SliceShape from, final int unknown, final double by, final double rootTheta) {
        Arrays.fill(step, 0);
        step[unknown] = by;
        final SliceShape to = new SliceShape();
        to.advance(from, step, rootTheta);
        return to;
    }

    @Test
    void rowsOfQuotesAndHabitsHaveTheDerivativesOfTheirSum() {
        final SliceQuotes quotes = new SliceQuotes(10);
        for (int i = 0; i < 10; i++) {
            final double middle = 0.3 + 0.05 * random.nextGaussian();
            quotes.add(0.3 * random.nextGaussian(), middle * 0.97, middle * 1.03);
        }
        final SliceProblem problem = new SliceProblem(10);
        problem.load(quotes, THETA, 1e-3);
        problem.prior.setUsual(problem.rootTheta);
        problem.priorWeight = 2;
        problem.levelWeight = 3;
        final NormalEquations sums = new NormalEquations();
        final NormalEquations there = new NormalEquations();
        int checked = 0;
        for (int n = 0; n < SHAPES; n++) {
            final SliceShape shape = shape(problem.rootTheta);
            shape.write(slice, THETA);
            if (ArbitrageCheck.butterfly(slice) < 0.05) {
                continue;
            }
            checked++;
            problem.evaluate(shape, sums);
            for (int unknown = 0; unknown < NormalEquations.SIZE; unknown++) {
                problem.evaluate(moved(shape, unknown, STEP, problem.rootTheta), there);
                final double up = there.cost();
                problem.evaluate(moved(shape, unknown, -STEP, problem.rootTheta), there);
                final double slope = (up - there.cost()) / (2 * STEP);
                assertThat(2 * sums.right[unknown]).isCloseTo(slope, within(1e-5 * Math.abs(slope) + 1e-4));
            }
        }
        assertThat(checked).isGreaterThan(SHAPES / 10);
    }

    @Test
    void rowsOfButterfliesHaveTheDerivativesOfDurrlemansFunction() {
        final SliceProblem problem = new SliceProblem(0);
        problem.rootTheta = Math.sqrt(THETA);
        final NormalEquations sums = new NormalEquations();
        for (int n = 0; n < SHAPES; n++) {
            final SliceShape shape = shape(problem.rootTheta);
            final double at = 3 * random.nextGaussian();
            final double g = durrleman(shape, at);
            sums.clear();
            problem.addButterfly(shape, at, shape.radiusAt(at), g, sums);
            for (int unknown = 0; unknown < NormalEquations.SIZE; unknown++) {
                final double up = durrleman(moved(shape, unknown, STEP, problem.rootTheta), at);
                final double down = durrleman(moved(shape, unknown, -STEP, problem.rootTheta), at);
                final double slope = (up - down) / (2 * STEP);
                final double byRow = sums.right[unknown] * (g - SliceProblem.BUTTERFLY_GAP) / sums.cost();
                assertThat(byRow).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
            }
        }
    }

    private double durrleman(final SliceShape shape, final double at) {
        shape.write(slice, THETA);
        return slice.durrleman(at * Math.sqrt(THETA));
    }

    @Test
    void rowsBetweenSlicesHaveTheDerivativesOfTheirGap() {
        final ChainEquations sums = new ChainEquations(2);
        final ChainEquations there = new ChainEquations(2);
        int violated = 0;
        for (int n = 0; n < SHAPES; n++) {
            final SliceShape[] shapes = {shape(0.2), shape(0.3)};
            final double at = 3 * random.nextGaussian();
            final double gap = gap(shapes, at, sums);
            if (gap >= 0) {
                continue;
            }
            violated++;
            for (int unknown = 0; unknown < 2 * NormalEquations.SIZE; unknown++) {
                final int slice = unknown / NormalEquations.SIZE;
                final SliceShape kept = shapes[slice];
                shapes[slice] = moved(kept, unknown % NormalEquations.SIZE, STEP, 0.3);
                final double up = gap(shapes, at, there);
                shapes[slice] = moved(kept, unknown % NormalEquations.SIZE, -STEP, 0.3);
                final double slope = (up - gap(shapes, at, there)) / (2 * STEP);
                shapes[slice] = kept;
                assertThat(sums.own[slice].right[unknown % NormalEquations.SIZE] / gap)
                        .isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
            }
        }
        assertThat(violated).isGreaterThan(SHAPES / 10);
    }

    private double gap(final SliceShape[] shapes, final double at, final ChainEquations sums) {
        sums.own[0].clear();
        sums.own[1].clear();
        sums.clearPairs(0, 2);
        return rows.addPoint(shapes[0], shapes[1], 1, at, 1, 2.0 / 3, 1, sums);
    }

    /** Slices joined by rows: the blocks' solution is that of the whole matrix, whose residual vanishes. */
    @Test
    void theStepSolvesTheWholeSystem() {
        final ChainEquations sums = new ChainEquations(3);
        final double[][] whole = new double[15][15];
        final double[] right = new double[15];
        for (final NormalEquations own : sums.own) {
            own.clear();
        }
        sums.clearPairs(0, 3);
        for (int n = 0; n < 60; n++) {
            final int later = 1 + n % 2;
            final double[] one = random.doubles(5, -1, 1).toArray();
            final double[] other = random.doubles(5, -1, 1).toArray();
            final double residual = random.nextGaussian();
            sums.addPair(later, 2, residual, one, other);
            final double[] row = new double[15];
            System.arraycopy(one, 0, row, 5 * later - 5, 5);
            System.arraycopy(other, 0, row, 5 * later, 5);
            for (int i = 0; i < 15; i++) {
                right[i] += 2 * row[i] * residual;
                for (int j = 0; j < 15; j++) {
                    whole[i][j] += 2 * row[i] * row[j];
                }
            }
        }
        assertThat(sums.solve(0, 3, 0)).isTrue();
        for (int i = 0; i < 15; i++) {
            double left = right[i];
            for (int j = 0; j < 15; j++) {
                left += whole[i][j] * sums.step[j / 5][j % 5];
            }
            assertThat(left).isCloseTo(0, within(1e-9));
        }
    }
}
