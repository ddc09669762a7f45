package io.strikebook.pricing.surface;

/**
 * What one slice has to satisfy, in units of its own total variance at the money theta: log-moneyness over sqrt(theta), variance over theta.
 * In these units the shapes of all expiries are alike. The unknowns are the variance at the money, the slopes of both wings, m, and the
 * logarithm of sigma.
 *
 * <p>Rows are: quotes, as residuals in half spreads under a pseudo-Huber loss, which a stale quote pulls no harder than a constant; a
 * weak preference for a usual shape; and, stiff and only where they are violated, the slices before and after (on a grid and in the wings)
 * and Durrleman's condition.
 */
final class SliceProblem {
    private static final ShapeGrid GRID = ShapeGrid.FIT;
    private static final double HUBER = 1.5;
    private static final double BUTTERFLY_STIFFNESS = 1e4;
    /** What a fit leaves of Durrleman's function. */
    static final double BUTTERFLY_GAP = 5e-3;

    final double[] x;
    final double[] y;
    final double[] precision;
    int quotes;
    double rootTheta;

    final SliceShape prior = new SliceShape();
    double priorWeight;
    double levelWeight;

    SliceProblem(final int capacity) {
        x = new double[capacity];
        y = new double[capacity];
        precision = new double[capacity];
    }

    /** Takes an expiry's quotes into units of theta; a spread counts as no narrower than twice the least half. */
    void load(final SliceQuotes from, final double theta, final double leastHalfSpread) {
        rootTheta = Math.sqrt(theta);
        quotes = from.count();
        final double inverse = 1 / theta;
        final double inverseRoot = 1 / rootTheta;
        for (int i = 0; i < quotes; i++) {
            final double middle = from.middle(i);
            x[i] = from.k(i) * inverseRoot;
            y[i] = middle * middle * inverse;
            precision[i] = theta / (2 * middle * Math.max(from.halfSpread(i), leastHalfSpread));
        }
    }

    /** Adds up all rows at a shape. */
    void evaluate(final SliceShape shape, final NormalEquations sums) {
        sums.clear();
        addQuotes(shape, sums);
        addPrior(shape, sums);
        addButterflies(shape, sums);
    }

    private void addQuotes(final SliceShape s, final NormalEquations sums) {
        final double scale = 1 / (HUBER * HUBER);
        double cost = 0;
        for (int i = 0; i < quotes; i++) {
            final double at = x[i];
            final double dx = at - s.m;
            final double r = Math.sqrt(dx * dx + s.sigma * s.sigma);
            final double inverse = 1 / r;
            final double rise = r - s.radius;
            final double q = precision[i];
            final double residual = (s.value(at, r) - y[i]) * q;
            final double root = Math.sqrt(1 + residual * residual * scale);
            cost += root - 1;
            sums.addRow(
                    q / root * q,
                    residual / q,
                    1,
                    0.5 * (rise - at),
                    0.5 * (rise + at),
                    -s.mean * (dx * inverse + s.m * s.inverseRadius),
                    s.mean * s.sigma * s.sigma * (inverse - s.inverseRadius));
        }
        sums.addCost(2 * HUBER * HUBER * cost);
    }

    private void addPrior(final SliceShape s, final NormalEquations sums) {
        sums.addSquare(levelWeight, s.level - prior.level, 1, 0, 0, 0, 0);
        sums.addSquare(priorWeight, s.left - prior.left, 0, 1, 0, 0, 0);
        sums.addSquare(priorWeight, s.right - prior.right, 0, 0, 1, 0, 0);
        sums.addSquare(0.25 * priorWeight, s.m - prior.m, 0, 0, 0, 1, 0);
        final double inverse = 1 / (s.sigma + prior.sigma);
        sums.addSquare(
                priorWeight,
                2 * (s.sigma - prior.sigma) * inverse,
                0,
                0,
                0,
                0,
                4 * s.sigma * prior.sigma * inverse * inverse);
    }

    private void addButterflies(final SliceShape s, final NormalEquations sums) {
        final double perSigma = 1 / s.sigma;
        for (int i = 0; i < GRID.points; i++) {
            final double radius = GRID.radius(i) * s.sigma;
            final double at = s.m + s.sigma * GRID.position(i);
            final double value = s.value(at, radius);
            final double slope = s.tilt + s.mean * GRID.direction(i);
            final double g = durrleman(at, value, slope, s.mean * GRID.bend(i) * perSigma);
            if (g < BUTTERFLY_GAP) {
                addButterfly(s, at, radius, g, sums);
            }
        }
    }

    /** Durrleman's function in these units, in which the square of rootTheta takes the place of 1 beside the inverse variance. */
    private double durrleman(final double at, final double value, final double slope, final double curvature) {
        final double inverse = 1 / value;
        final double tangent = 1 - 0.5 * at * slope * inverse;
        return tangent * tangent - 0.25 * slope * slope * (inverse + 0.25 * rootTheta * rootTheta) + 0.5 * curvature;
    }

    /** Adds the row of one position, held where it is: where the function is least its slope along the smile is 0. */
    void addButterfly(final SliceShape s, final double at, final double r, final double g, final NormalEquations sums) {
        final double dx = at - s.m;
        final double direction = dx / r;
        final double square = s.sigma * s.sigma;
        final double bend = square / (r * r * r);
        final double value = s.value(at, r);
        final double slope = s.tilt + s.mean * direction;
        final double inverse = 1 / value;
        final double tangent = 1 - 0.5 * at * slope * inverse;
        final double byValue = (tangent * at + 0.25 * slope) * slope * inverse * inverse;
        final double bySlope = -tangent * at * inverse - 0.5 * slope * (inverse + 0.25 * rootTheta * rootTheta);
        final double rise = r - s.radius;
        sums.addSquare(
                BUTTERFLY_STIFFNESS,
                g - BUTTERFLY_GAP,
                byValue,
                0.5 * (byValue * (rise - at) + bySlope * (direction - 1) + 0.5 * bend),
                0.5 * (byValue * (rise + at) + bySlope * (direction + 1) + 0.5 * bend),
                s.mean * (-byValue * (direction + s.m * s.inverseRadius) - bySlope * bend + 1.5 * bend * dx / (r * r)),
                s.mean
                        * (byValue * square * (1 / r - s.inverseRadius)
                                - bySlope * direction * square / (r * r)
                                + 0.5 * bend * (2 - 3 * square / (r * r))));
    }
}
