package io.strikebook.pricing.surface;

/**
 * One expiry's smile in Gatheral's raw SVI: {@code w(k) = a + b (rho (k - m) + sqrt((k - m)² + sigma²))} (J. Gatheral, A. Jacquier,
 * "Arbitrage-free SVI volatility surfaces", 2012, equation 3.1). Mutable: a calibration fills it in place.
 */
public final class SviSlice {
    private double a;
    private double b;
    private double rho;
    private double m;
    private double sigma = 1;

    /**
     * Sets all five parameters.
     *
     * @param a     level
     * @param b     half the sum of the wings' slopes, not negative
     * @param rho   -1 to 1
     * @param m     where the wings' asymptotes meet
     * @param sigma positive
     * @throws IllegalArgumentException if a parameter is not finite or out of its range
     */
    public SviSlice set(final double a, final double b, final double rho, final double m, final double sigma) {
        final boolean finite = Math.abs(a) + Math.abs(b) + Math.abs(m) + sigma < Double.POSITIVE_INFINITY;
        if (!finite || !(b >= 0) || !(Math.abs(rho) <= 1) || !(sigma > 0)) {
            throw new IllegalArgumentException(
                    "no SVI slice: a " + a + ", b " + b + ", rho " + rho + ", m " + m + ", sigma " + sigma);
        }
        this.a = a;
        this.b = b;
        this.rho = rho;
        this.m = m;
        this.sigma = sigma;
        return this;
    }

    /** Takes over another slice's parameters. */
    public SviSlice set(final SviSlice other) {
        a = other.a;
        b = other.b;
        rho = other.rho;
        m = other.m;
        sigma = other.sigma;
        return this;
    }

    /**
     * Sets the slice by its total variance at the money and the slopes of its wings.
     *
     * @param atTheMoney total variance at k = 0
     * @param left       slope towards low strikes, as a positive number
     * @param right      slope towards high strikes, likewise
     * @throws IllegalArgumentException if a slope is negative, or the parameters that follow are not finite or out of range
     */
    public SviSlice setByWings(
            final double atTheMoney, final double left, final double right, final double m, final double sigma) {
        if (!(left >= 0 && right >= 0)) {
            throw new IllegalArgumentException("slopes of wings: left " + left + ", right " + right);
        }
        final double sum = left + right;
        final double newB = 0.5 * sum;
        final double newRho = sum > 0 ? (right - left) / sum : 0;
        return set(atTheMoney - newB * (Math.sqrt(m * m + sigma * sigma) - newRho * m), newB, newRho, m, sigma);
    }

    /** Adds the same total variance at every strike. */
    public SviSlice lift(final double variance) {
        return set(a + variance, b, rho, m, sigma);
    }

    public double a() {
        return a;
    }

    public double b() {
        return b;
    }

    public double rho() {
        return rho;
    }

    public double m() {
        return m;
    }

    public double sigma() {
        return sigma;
    }

    /** Total implied variance at log-moneyness k. */
    public double totalVariance(final double k) {
        final double x = k - m;
        return a + b * (rho * x + Math.sqrt(x * x + sigma * sigma));
    }

    /** First derivative of the total variance by k. */
    public double slope(final double k) {
        final double x = k - m;
        return b * (rho + x / Math.sqrt(x * x + sigma * sigma));
    }

    /** Second derivative of the total variance by k. */
    public double curvature(final double k) {
        final double x = k - m;
        final double square = x * x + sigma * sigma;
        return b * sigma * sigma / (square * Math.sqrt(square));
    }

    /**
     * Durrleman's function: the density of the underlying's logarithm is {@code g(k) / sqrt(2 pi w) exp(-d2²/2)}, so a smile of positive
     * total variance has no butterfly arbitrage where this isn't negative (Gatheral and Jacquier, equation 2.1). NaN where the total
     * variance is 0.
     */
    public double durrleman(final double k) {
        return durrleman(k, totalVariance(k), slope(k), curvature(k));
    }

    /** Durrleman's function of any smile, from its value and derivatives at k. */
    static double durrleman(final double k, final double w, final double slope, final double curvature) {
        final double inverse = 1 / w;
        final double tangent = 1 - 0.5 * k * slope * inverse;
        return tangent * tangent - 0.25 * slope * slope * (inverse + 0.25) + 0.5 * curvature;
    }

    /** Slope of the wing towards low strikes, as a positive number. */
    public double leftSlope() {
        return b * (1 - rho);
    }

    /** Slope of the wing towards high strikes. */
    public double rightSlope() {
        return b * (1 + rho);
    }

    /** Least total variance at any strike. */
    public double minimum() {
        return a + b * sigma * Math.sqrt((1 - rho) * (1 + rho));
    }
}
