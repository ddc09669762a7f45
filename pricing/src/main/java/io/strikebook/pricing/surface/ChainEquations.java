package io.strikebook.pricing.surface;

import java.util.Arrays;

/**
 * The sums of squares of all slices, and of rows that join neighbours: a matrix of blocks on the diagonal and beside it, solved block by
 * block with Cholesky's factors. Damping adds to each unknown in proportion to its own curvature (Levenberg and Marquardt).
 */
final class ChainEquations {
    private static final int SIZE = NormalEquations.SIZE;
    private static final double LEAST_PIVOT = 1e-14;

    final NormalEquations[] own;
    /** The newest solution, one row for each slice. */
    final double[][] step;
    /** Rows of a slice's unknowns, columns of the slice before. */
    private final double[][] beside;

    private final double[][] factor;
    private final double[][] coupled;

    ChainEquations(final int capacity) {
        own = new NormalEquations[capacity];
        for (int i = 0; i < capacity; i++) {
            own[i] = new NormalEquations();
        }
        step = new double[capacity][SIZE];
        beside = new double[capacity][SIZE * SIZE];
        factor = new double[capacity][SIZE * SIZE];
        coupled = new double[capacity][SIZE * SIZE];
    }

    /** Makes neighbours independent. */
    void clearPairs(final int first, final int end) {
        for (int i = first; i < end; i++) {
            Arrays.fill(beside[i], 0);
        }
    }

    /** Adds {@code weight (residual + earlier . step + later . step)²} for a slice and the one before it. */
    void addPair(
            final int slice, final double weight, final double residual, final double[] earlier, final double[] later) {
        final double[] block = beside[slice];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                block[i * SIZE + j] += weight * later[i] * earlier[j];
            }
        }
        own[slice - 1].addRow(weight, residual, earlier[0], earlier[1], earlier[2], earlier[3], earlier[4]);
        own[slice].addSquare(weight, residual, later[0], later[1], later[2], later[3], later[4]);
    }

    /** The value of the sums of some slices and their pairs. */
    double cost(final int first, final int end) {
        double sum = 0;
        for (int i = first; i < end; i++) {
            sum += own[i].cost();
        }
        return sum;
    }

    /** Writes the steps that lessen the damped sum most, for a range of slices; false if rounding leaves none. */
    boolean solve(final int first, final int end, final double damping) {
        for (int i = first; i < end; i++) {
            if (i > first) {
                couple(i);
            }
            if (!factorise(i, i > first, damping)) {
                return false;
            }
            forward(i, i > first);
        }
        for (int i = end - 1; i >= first; i--) {
            backward(i, i < end - 1);
        }
        return true;
    }

    /** The block beside the diagonal, divided by the factor of the slice before. */
    private void couple(final int slice) {
        final double[] triangle = factor[slice - 1];
        final double[] from = beside[slice];
        final double[] into = coupled[slice];
        for (int row = 0; row < SIZE; row++) {
            for (int j = 0; j < SIZE; j++) {
                double sum = from[row * SIZE + j];
                for (int n = 0; n < j; n++) {
                    sum -= into[row * SIZE + n] * triangle[j * SIZE + n];
                }
                into[row * SIZE + j] = sum * triangle[j * SIZE + j];
            }
        }
    }

    /** The factor's diagonal holds inverses. */
    private boolean factorise(final int slice, final boolean hasBefore, final double damping) {
        final double[] matrix = own[slice].matrix;
        final double[] triangle = factor[slice];
        final double[] block = coupled[slice];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * SIZE + j];
                if (i == j) {
                    sum += damping * sum + LEAST_PIVOT;
                }
                for (int n = 0; n < SIZE && hasBefore; n++) {
                    sum -= block[i * SIZE + n] * block[j * SIZE + n];
                }
                for (int n = 0; n < j; n++) {
                    sum -= triangle[i * SIZE + n] * triangle[j * SIZE + n];
                }
                if (i != j) {
                    triangle[i * SIZE + j] = sum * triangle[j * SIZE + j];
                } else if (sum > 0) {
                    triangle[i * SIZE + i] = 1 / Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    private void forward(final int slice, final boolean hasBefore) {
        final double[] z = step[slice];
        for (int i = 0; i < SIZE; i++) {
            double sum = -own[slice].right[i];
            for (int n = 0; n < SIZE && hasBefore; n++) {
                sum -= coupled[slice][i * SIZE + n] * step[slice - 1][n];
            }
            for (int n = 0; n < i; n++) {
                sum -= factor[slice][i * SIZE + n] * z[n];
            }
            z[i] = sum * factor[slice][i * SIZE + i];
        }
    }

    private void backward(final int slice, final boolean hasAfter) {
        final double[] z = step[slice];
        for (int i = SIZE - 1; i >= 0; i--) {
            double sum = z[i];
            for (int n = 0; n < SIZE && hasAfter; n++) {
                sum -= coupled[slice + 1][n * SIZE + i] * step[slice + 1][n];
            }
            for (int n = i + 1; n < SIZE; n++) {
                sum -= factor[slice][n * SIZE + i] * z[n];
            }
            z[i] = sum * factor[slice][i * SIZE + i];
        }
    }
}
