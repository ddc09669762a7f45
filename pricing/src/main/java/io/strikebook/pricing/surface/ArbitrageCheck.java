package io.strikebook.pricing.surface;

/**
 * Looks for static arbitrage in SVI slices however they were made. A slice is read on a grid of {@code (k - m) / sigma} whose steps grow
 * with the distance from 0, out to thousands of sigma; the limits beyond are known: Durrleman's function tends to {@code 1/4 - slope²/16}
 * in each wing, and of two slices the one of the steeper wing ends above. Where a point is below its neighbours, and not by
 * far less than it is above 0, golden sections look between them.
 */
public final class ArbitrageCheck {
    private static final ShapeGrid GRID = ShapeGrid.CHECK;
    /** Beyond it no strike is a number worth writing. */
    private static final double FARTHEST = 500;

    private static final double GOLDEN = 0.6180339887498949;
    private static final int SECTIONS = 22;
    /** Differences that rounding can make: of slopes, and of variances as a share of what they are summed of. */
    private static final double ROUNDING = 1e-15;

    private ArbitrageCheck() {}

    /** Fills a report on slices in the order of their expiries. */
    public static void check(final SviSlice[] slices, final int count, final ArbitrageReport report) {
        report.begin(count);
        for (int i = 0; i < count; i++) {
            report.set(i, butterfly(slices[i]), i == 0 ? slices[0].minimum() : calendar(slices[i - 1], slices[i]));
        }
    }

    /** The least value of Durrleman's function; minus infinity if the total variance isn't positive everywhere. */
    public static double butterfly(final SviSlice slice) {
        if (!(slice.minimum() > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        final double slope = Math.max(slice.leftSlope(), slice.rightSlope());
        return Math.min(0.25 - slope * slope / 16, least(null, slice, slice));
    }

    /** The least difference in total variance at equal log-moneyness, later less earlier; minus infinity if wings cross. */
    public static double calendar(final SviSlice earlier, final SviSlice later) {
        final double left = later.leftSlope() - earlier.leftSlope();
        final double right = later.rightSlope() - earlier.rightSlope();
        if (!(left >= -ROUNDING) || !(right >= -ROUNDING)) {
            return Double.NEGATIVE_INFINITY;
        }
        double least = Math.min(least(earlier, later, earlier), least(earlier, later, later));
        for (int side = -1; side <= 1; side += 2) {
            final double k = side * FARTHEST;
            least = Math.min(least, difference(earlier, later, earlier.totalVariance(k), later.totalVariance(k)));
        }
        if (left <= ROUNDING) {
            least = Math.min(least, difference(earlier, later, intercept(earlier, -1), intercept(later, -1)));
        }
        if (right <= ROUNDING) {
            least = Math.min(least, difference(earlier, later, intercept(earlier, 1), intercept(later, 1)));
        }
        return least;
    }

    /** The least margin on a slice's grid, looked for closer wherever a point is below its neighbours. */
    private static double least(final SviSlice earlier, final SviSlice slice, final SviSlice grid) {
        double before = margin(earlier, slice, grid, GRID.position(0));
        double at = margin(earlier, slice, grid, GRID.position(1));
        double least = Math.min(before, at);
        for (int i = 2; i < GRID.points; i++) {
            final double after = margin(earlier, slice, grid, GRID.position(i));
            if (at <= before && at <= after && at < before - at + after - at) {
                least = Math.min(least, refine(earlier, slice, grid, i - 1));
            }
            before = at;
            at = after;
            least = Math.min(least, at);
        }
        return least;
    }

    /** The least value between a point's neighbours, by golden sections. */
    private static double refine(final SviSlice earlier, final SviSlice slice, final SviSlice grid, final int lowest) {
        double low = GRID.position(lowest - 1);
        double high = GRID.position(lowest + 1);
        double one = high - GOLDEN * (high - low);
        double other = low + GOLDEN * (high - low);
        double atOne = margin(earlier, slice, grid, one);
        double atOther = margin(earlier, slice, grid, other);
        for (int i = 0; i < SECTIONS; i++) {
            if (atOne < atOther) {
                high = other;
                other = one;
                atOther = atOne;
                one = high - GOLDEN * (high - low);
                atOne = margin(earlier, slice, grid, one);
            } else {
                low = one;
                one = other;
                atOne = atOther;
                other = low + GOLDEN * (high - low);
                atOther = margin(earlier, slice, grid, other);
            }
        }
        return Math.min(atOne, atOther);
    }

    /** Durrleman's function of a slice, or how far it is above an earlier one. */
    private static double margin(
            final SviSlice earlier, final SviSlice slice, final SviSlice grid, final double position) {
        return earlier == null
                ? slice.durrleman(grid.m() + grid.sigma() * position)
                : gap(earlier, slice, grid, position);
    }

    private static double gap(
            final SviSlice earlier, final SviSlice later, final SviSlice grid, final double position) {
        final double k = grid.m() + grid.sigma() * position;
        if (Math.abs(k) > FARTHEST) {
            return Double.POSITIVE_INFINITY;
        }
        return difference(earlier, later, earlier.totalVariance(k), later.totalVariance(k));
    }

    /** Where the straight line that a wing approaches meets k = 0. */
    private static double intercept(final SviSlice slice, final int side) {
        return slice.a() - side * slice.m() * (side > 0 ? slice.rightSlope() : slice.leftSlope());
    }

    /** What a value of the later slice is above one of the earlier; 0 where rounding could make the difference. */
    private static double difference(
            final SviSlice earlier, final SviSlice later, final double below, final double above) {
        final double terms = Math.abs(above) + Math.abs(below) + Math.abs(later.a()) + Math.abs(earlier.a());
        return Math.abs(above - below) <= ROUNDING * terms ? 0 : above - below;
    }
}
