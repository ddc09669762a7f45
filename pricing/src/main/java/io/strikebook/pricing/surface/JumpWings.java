package io.strikebook.pricing.surface;

/**
 * The jump-wings parametrisation of an SVI slice, which depends on the time to expiry and hardly moves as it passes (J. Gatheral,
 * A. Jacquier, "Arbitrage-free SVI volatility surfaces", 2012, equation 3.5 and lemma 3.2).
 */
public final class JumpWings {
    private double variance;
    private double skew;
    private double putSlope;
    private double callSlope;
    private double minimumVariance;
    private double years;

    /**
     * Sets all parameters.
     *
     * @param variance        v: variance per year at the money
     * @param skew            psi: slope of the volatility at the money, times the square root of the years
     * @param putSlope        p: slope of the wing of low strikes over the total volatility at the money
     * @param callSlope       c: slope of the wing of high strikes, likewise
     * @param minimumVariance v~: the least variance per year
     * @param years           to expiry, positive
     * @throws IllegalArgumentException if a parameter is not finite or out of its range
     */
    public JumpWings set(
            final double variance,
            final double skew,
            final double putSlope,
            final double callSlope,
            final double minimumVariance,
            final double years) {
        final double sum = variance + Math.abs(skew) + putSlope + callSlope + Math.abs(minimumVariance) + years;
        if (!(sum < Double.POSITIVE_INFINITY)
                || !(variance > 0)
                || !(years > 0)
                || !(putSlope >= 0)
                || !(callSlope >= 0)
                || !(minimumVariance <= variance)) {
            throw new IllegalArgumentException("no jump-wings slice: v " + variance + ", psi " + skew + ", p "
                    + putSlope + ", c " + callSlope + ", least v " + minimumVariance + ", years " + years);
        }
        this.variance = variance;
        this.skew = skew;
        this.putSlope = putSlope;
        this.callSlope = callSlope;
        this.minimumVariance = minimumVariance;
        this.years = years;
        return this;
    }

    /** Takes the parameters of a raw slice whose total variance at the money is positive. */
    public JumpWings from(final SviSlice raw, final double yearsToExpiry) {
        final double w = raw.totalVariance(0);
        final double root = Math.sqrt(w);
        return set(
                w / yearsToExpiry,
                0.5 * raw.slope(0) / root,
                raw.leftSlope() / root,
                raw.rightSlope() / root,
                Math.min(raw.minimum(), w) / yearsToExpiry,
                yearsToExpiry);
    }

    /**
     * Writes the raw slice of these parameters. If the least variance is at the money, the five numbers don't determine how sharply the
     * smile bends there, and the distance of (m, sigma) from 0 is taken as the total volatility.
     *
     * @throws IllegalArgumentException if there is none: both wings flat, a skew steeper than a wing, or a least variance that contradicts
     *     the skew
     */
    public SviSlice toRaw(final SviSlice raw) {
        final double root = Math.sqrt(variance * years);
        final double b = 0.5 * root * (callSlope + putSlope);
        final double rho = 1 - putSlope * root / b;
        final double beta = rho - 2 * skew * root / b;
        if (!(Math.abs(beta) < 1)) {
            throw new IllegalArgumentException("the skew " + skew + " is steeper than a wing");
        }
        final double shape = Math.sqrt((1 - rho) * (1 + rho));
        // beta is m over the length of (m, sigma), in which the distance from the least variance is linear
        final double cosine = Math.sqrt((1 - beta) * (1 + beta));
        final double perLength = 0.5 * b * ((rho - beta) * (rho - beta) + (shape - cosine) * (shape - cosine));
        final double gap = (variance - minimumVariance) * years;
        final double length = perLength > 1e-15 * b ? gap / perLength : gap > 1e-9 * root * root ? 0 : root;
        if (!(length > 0)) {
            throw new IllegalArgumentException(
                    "a least variance of " + minimumVariance + " contradicts the skew " + skew);
        }
        final double sigma = length * cosine;
        return raw.set(minimumVariance * years - b * sigma * shape, b, rho, beta * length, sigma);
    }

    /**
     * Makes the slice one of SSVI by changing the slope of the right wing and the least variance: {@code c' = p + 2 psi}, {@code v~' = v 4
     * p c' / (p + c')²} (Gatheral and Jacquier, section 5.1). It has no butterfly arbitrage if in addition {@code sqrt(v years) max(p,
     * c') < 2} and {@code (p + c') max(p, c') <= 2} (theorem 4.2).
     */
    public JumpWings repair() {
        final double repairedCall = Math.max(putSlope + 2 * skew, 0);
        final double sum = putSlope + repairedCall;
        return set(variance, skew, putSlope, repairedCall, variance * 4 * putSlope * repairedCall / (sum * sum), years);
    }

    public double variance() {
        return variance;
    }

    public double skew() {
        return skew;
    }

    public double putSlope() {
        return putSlope;
    }

    public double callSlope() {
        return callSlope;
    }

    public double minimumVariance() {
        return minimumVariance;
    }

    public double years() {
        return years;
    }
}
