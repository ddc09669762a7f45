package io.strikebook.pricing.surface;

import java.util.Arrays;

/** Rows that keep a slice above the one before: on a grid as wide as the later slice, and in the slopes of the wings. */
final class CalendarRows {
    /** What a fit leaves between slices, in units of the later one's variance at the money; more in proportion to the distance. */
    private static final double GAP = 5e-4;

    /** Between points of the grid a gap is looked for where it is below this, in the same units. */
    private static final double NEAR = 0.05;

    private static final ShapeGrid GRID = ShapeGrid.FIT;

    private final double[] gaps = new double[GRID.points];
    private final double[] earlierRow = new double[NormalEquations.SIZE];
    private final double[] laterRow = new double[NormalEquations.SIZE];

    /**
     * Adds the rows of what is violated.
     *
     * @param slice     the later slice's number
     * @param unit      the earlier slice's theta over the later one's
     * @param stiffness weight of a row
     */
    void add(
            final SliceShape earlier,
            final SliceShape later,
            final int slice,
            final double unit,
            final double stiffness,
            final ChainEquations sums) {
        final double rootUnit = Math.sqrt(unit);
        for (int i = 0; i < GRID.points; i++) {
            gaps[i] = addPoint(earlier, later, slice, GRID.position(i), GRID.radius(i), rootUnit, stiffness, sums);
        }
        for (int i = 1; i < GRID.points - 1; i++) {
            final boolean lowest = gaps[i] <= gaps[i - 1] && gaps[i] < gaps[i + 1];
            if (lowest && gaps[i] < NEAR * GRID.radius(i)) {
                final double at = GRID.vertex(i, gaps[i - 1], gaps[i], gaps[i + 1]);
                addPoint(earlier, later, slice, at, GRID.radius(i), rootUnit, stiffness, sums);
            }
        }
        addWing(1, later.left - rootUnit * earlier.left - GAP, rootUnit, slice, stiffness, sums);
        addWing(2, later.right - rootUnit * earlier.right - GAP, rootUnit, slice, stiffness, sums);
    }

    /** Adds the row of one position if it is violated; returns the gap there. */
    double addPoint(
            final SliceShape earlier,
            final SliceShape later,
            final int slice,
            final double at,
            final double distance,
            final double rootUnit,
            final double stiffness,
            final ChainEquations sums) {
        final double unit = rootUnit * rootUnit;
        final double earlierAt = at / rootUnit;
        final double earlierRadius = earlier.radiusAt(earlierAt);
        final double laterRadius = later.radiusAt(at);
        final double gap =
                later.value(at, laterRadius) - unit * earlier.value(earlierAt, earlierRadius) - GAP * distance;
        if (gap < 0) {
            fill(earlier, earlierAt, earlierRadius, -unit, earlierRow);
            fill(later, at, laterRadius, 1, laterRow);
            sums.addPair(slice, stiffness, gap, earlierRow, laterRow);
        }
        return gap;
    }

    private void addWing(
            final int unknown,
            final double gap,
            final double rootUnit,
            final int slice,
            final double stiffness,
            final ChainEquations sums) {
        if (gap < 0) {
            Arrays.fill(earlierRow, 0);
            Arrays.fill(laterRow, 0);
            earlierRow[unknown] = -rootUnit;
            laterRow[unknown] = 1;
            sums.addPair(slice, stiffness, gap, earlierRow, laterRow);
        }
    }

    private static void fill(
            final SliceShape s, final double at, final double radius, final double factor, final double[] row) {
        final double rise = radius - s.radius;
        row[0] = factor;
        row[1] = factor * 0.5 * (rise - at);
        row[2] = factor * 0.5 * (rise + at);
        row[3] = factor * s.byM(at, radius);
        row[4] = factor * s.bySigma(radius);
    }
}
