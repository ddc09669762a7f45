package io.strikebook.pricing.surface;

import java.util.Arrays;

/** A sum of squares of one slice's unknowns, added up row by row: its curvature (lower triangle), its slope, its value. */
final class NormalEquations {
    static final int SIZE = 5;

    final double[] matrix = new double[SIZE * SIZE];
    final double[] right = new double[SIZE];
    private double cost;

    void clear() {
        Arrays.fill(matrix, 0);
        Arrays.fill(right, 0);
        cost = 0;
    }

    double cost() {
        return cost;
    }

    /** Adds to the value alone. */
    void addCost(final double amount) {
        cost += amount;
    }

    /** Adds {@code weight (residual + derivatives . step)²}, but not to the value. */
    void addRow(
            final double weight,
            final double residual,
            final double d0,
            final double d1,
            final double d2,
            final double d3,
            final double d4) {
        final double w0 = weight * d0;
        final double w1 = weight * d1;
        final double w2 = weight * d2;
        final double w3 = weight * d3;
        final double w4 = weight * d4;
        final double[] h = matrix;
        h[0] += w0 * d0;
        h[5] += w1 * d0;
        h[6] += w1 * d1;
        h[10] += w2 * d0;
        h[11] += w2 * d1;
        h[12] += w2 * d2;
        h[15] += w3 * d0;
        h[16] += w3 * d1;
        h[17] += w3 * d2;
        h[18] += w3 * d3;
        h[20] += w4 * d0;
        h[21] += w4 * d1;
        h[22] += w4 * d2;
        h[23] += w4 * d3;
        h[24] += w4 * d4;
        right[0] += w0 * residual;
        right[1] += w1 * residual;
        right[2] += w2 * residual;
        right[3] += w3 * residual;
        right[4] += w4 * residual;
    }

    /** Adds a row with its value. */
    void addSquare(
            final double weight,
            final double residual,
            final double d0,
            final double d1,
            final double d2,
            final double d3,
            final double d4) {
        addRow(weight, residual, d0, d1, d2, d3, d4);
        cost += weight * residual * residual;
    }
}
