package io.strikebook.pricing.surface;

import io.strikebook.pricing.numeric.Elementary;

/** Positions around 0 that lie close together near it and ever further apart beyond, with hyperbolic functions of them. */
final class ShapeGrid {
    /** Where a fit heeds its conditions: to 45 on either side. */
    static final ShapeGrid FIT = new ShapeGrid(12, 0.375);
    /** Where a finished slice is checked: to 4,000. */
    static final ShapeGrid CHECK = new ShapeGrid(60, 0.15);

    final int points;
    private final double[] position;
    private final double[] radius;
    private final double[] direction;
    private final double[] bend;

    private ShapeGrid(final int half, final double step) {
        points = 2 * half + 1;
        position = new double[points];
        radius = new double[points];
        direction = new double[points];
        bend = new double[points];
        for (int i = 0; i < points; i++) {
            final double e = Elementary.exp((i - half) * step);
            position[i] = 0.5 * (e - 1 / e);
            radius[i] = Math.sqrt(position[i] * position[i] + 1);
            direction[i] = position[i] / radius[i];
            bend[i] = 1 / (radius[i] * radius[i] * radius[i]);
        }
    }

    /** A position l. */
    double position(final int i) {
        return position[i];
    }

    /** {@code sqrt(l² + 1)}. */
    double radius(final int i) {
        return radius[i];
    }

    /** The radius' first derivative by l. */
    double direction(final int i) {
        return direction[i];
    }

    /** The radius' second derivative by l. */
    double bend(final int i) {
        return bend[i];
    }

    /** Where the parabola through a point and its neighbours is lowest, no further away than they are. */
    double vertex(final int middle, final double before, final double at, final double after) {
        final double toBefore = position[middle] - position[middle - 1];
        final double toAfter = position[middle + 1] - position[middle];
        final double rise = (before - at) / toBefore;
        final double fall = (after - at) / toAfter;
        final double sum = rise + fall;
        if (!(sum > 0)) {
            return position[middle];
        }
        final double shift = 0.5 * (rise * toAfter - fall * toBefore) / sum;
        return position[middle] + Math.max(-toBefore, Math.min(shift, toAfter));
    }
}
