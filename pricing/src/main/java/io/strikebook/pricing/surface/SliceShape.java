package io.strikebook.pricing.surface;

/** A slice in units of a total variance theta, with what its evaluation needs over and over; see {@link SliceProblem}. */
final class SliceShape {
    private static final double STEEPEST = 1.95;
    private static final double FLATTEST = 1e-4;
    private static final double LEAST_SIGMA = 0.02;
    private static final double MOST_SIGMA = 30;
    private static final double MOST_M = 15;
    private static final double USUAL_LEFT = 1;
    private static final double USUAL_RIGHT = 0.9;
    private static final double USUAL_SIGMA = 3.5;
    private static final double LEAST_LEVEL = 1e-3;
    private static final double LEAST_MINIMUM = 1e-3;

    double level;
    double left;
    double right;
    double m;
    double sigma;

    /** {@code sqrt(m² + sigma²)} and its inverse; half the sum and half the difference of the slopes. */
    double radius;

    double inverseRadius;
    double mean;
    double tilt;

    /** Sets the unknowns, held within their bounds. */
    void set(
            final double newLevel,
            final double newLeft,
            final double newRight,
            final double newM,
            final double newSigma,
            final double rootTheta) {
        level = Math.max(newLevel, LEAST_LEVEL);
        left = Math.max(FLATTEST, Math.min(newLeft, STEEPEST / rootTheta));
        right = Math.max(FLATTEST, Math.min(newRight, STEEPEST / rootTheta));
        m = Math.max(-MOST_M, Math.min(newM, MOST_M));
        sigma = Math.max(LEAST_SIGMA, Math.min(newSigma, MOST_SIGMA));
        derive();
    }

    void set(final SliceShape other) {
        level = other.level;
        left = other.left;
        right = other.right;
        m = other.m;
        sigma = other.sigma;
        derive();
    }

    /** A smile as they are found most. */
    void setUsual(final double rootTheta) {
        set(1, USUAL_LEFT, USUAL_RIGHT, 0, USUAL_SIGMA, rootTheta);
    }

    /** The mean of two shapes. */
    void setMean(final SliceShape one, final SliceShape other, final double rootTheta) {
        set(
                0.5 * (one.level + other.level),
                0.5 * (one.left + other.left),
                0.5 * (one.right + other.right),
                0.5 * (one.m + other.m),
                0.5 * (one.sigma + other.sigma),
                rootTheta);
    }

    private void derive() {
        radius = Math.sqrt(m * m + sigma * sigma);
        inverseRadius = 1 / radius;
        mean = 0.5 * (left + right);
        tilt = 0.5 * (right - left);
    }

    /** Sets this to a slice in units of theta. */
    void read(final SviSlice slice, final double theta) {
        final double root = Math.sqrt(theta);
        set(
                slice.totalVariance(0) / theta,
                slice.leftSlope() / root,
                slice.rightSlope() / root,
                slice.m() / root,
                slice.sigma() / root,
                root);
    }

    void write(final SviSlice slice, final double theta) {
        final double root = Math.sqrt(theta);
        slice.setByWings(level * theta, left * root, right * root, m * root, sigma * root);
    }

    /** Sets this to another shape plus a step; sigma changes by a factor between a half and two. */
    void advance(final SliceShape from, final double[] step, final double rootTheta) {
        final double factor = 1 + Math.max(-0.5, Math.min(step[4], 1));
        set(
                from.level + step[0],
                from.left + step[1],
                from.right + step[2],
                from.m + step[3],
                from.sigma * factor,
                rootTheta);
    }

    /** Whether the variance is positive at every strike. */
    boolean isPositive() {
        return level + tilt * m - mean * radius + sigma * Math.sqrt(left * right) > LEAST_MINIMUM;
    }

    double radiusAt(final double at) {
        final double dx = at - m;
        return Math.sqrt(dx * dx + sigma * sigma);
    }

    /** Variance at a position whose distance from (m, 0) in the plane of sigma is known. */
    double value(final double at, final double radiusThere) {
        return level + tilt * at + mean * (radiusThere - radius);
    }

    /** Derivative of a value by m. */
    double byM(final double at, final double radiusThere) {
        return -mean * ((at - m) / radiusThere + m * inverseRadius);
    }

    /** Derivative of a value by the logarithm of sigma. */
    double bySigma(final double radiusThere) {
        return mean * sigma * sigma * (1 / radiusThere - inverseRadius);
    }
}
