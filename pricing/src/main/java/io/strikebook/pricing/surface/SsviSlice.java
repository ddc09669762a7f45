package io.strikebook.pricing.surface;

/**
 * One expiry of (e)SSVI: {@code w(k) = theta/2 (1 + rho phi k + sqrt((phi k + rho)² + 1 - rho²))} with {@code psi = theta phi} in place
 * of phi (Gatheral and Jacquier 2012, equation 4.1; with a rho of its own for each expiry: S. Hendriks, C. Martini, "The extended SSVI
 * volatility surface", 2019).
 */
public final class SsviSlice {
    /** Below it squares of theta may be beyond the range of doubles. */
    private static final double SMALL = 1e-150;

    private static final double SCALE = 0x1p500;

    private double theta = 1;
    private double rho;
    private double psi;

    /**
     * Sets the parameters.
     *
     * @param theta total variance at the money, positive
     * @param rho   above -1, below 1
     * @param psi   theta times phi, not negative: the sum of the wings' slopes
     */
    public SsviSlice set(final double theta, final double rho, final double psi) {
        if (!(theta > 0 && theta < Double.POSITIVE_INFINITY) || !(Math.abs(rho) < 1) || !(psi >= 0 && psi < 1e9)) {
            throw new IllegalArgumentException("no SSVI slice: theta " + theta + ", rho " + rho + ", psi " + psi);
        }
        this.theta = theta;
        this.rho = rho;
        this.psi = psi;
        return this;
    }

    /** Takes over another slice's parameters. */
    public SsviSlice set(final SsviSlice other) {
        return set(other.theta, other.rho, other.psi);
    }

    /** Total implied variance at log-moneyness k. */
    public double totalVariance(final double k) {
        if (theta < SMALL) {
            return totalVariance(k, theta * SCALE, psi * SCALE) / SCALE;
        }
        return totalVariance(k, theta, psi);
    }

    private double totalVariance(final double k, final double level, final double width) {
        final double x = width * k;
        final double y = x + rho * level;
        return 0.5 * (level + rho * x + Math.sqrt(y * y + (1 - rho) * (1 + rho) * level * level));
    }

    /** The same smile as raw SVI; a flat one for psi = 0. */
    public SviSlice toRaw(final SviSlice raw) {
        final double shape = (1 - rho) * (1 + rho);
        if (!(psi > theta * SMALL)) {
            return raw.set(theta, 0, 0, 0, 1);
        }
        final double perPhi = theta / psi;
        return raw.set(0.5 * theta * shape, 0.5 * psi, rho, -rho * perPhi, perPhi * Math.sqrt(shape));
    }

    /**
     * The largest psi for which no butterfly arbitrage is certain: {@code theta phi (1 + |rho|) <= 4} and {@code theta phi² (1 + |rho|)
     * <= 4} (Gatheral and Jacquier, theorem 4.2).
     */
    public static double largestPsi(final double theta, final double rho) {
        final double skewed = 1 + Math.abs(rho);
        return Math.min(4 / skewed, Math.sqrt(4 * theta / skewed));
    }

    /** Whether {@link #largestPsi} holds, so that this smile has no butterfly arbitrage. */
    public boolean isFreeOfButterflies() {
        return psi <= largestPsi(theta, rho);
    }

    /**
     * How many times at least psi and theta of a later slice must be those of an earlier one for their wings not to cross (Hendriks and
     * Martini, proposition 3.1).
     */
    static double growth(final double earlierRho, final double laterRho) {
        return Math.max((1 + earlierRho) / (1 + laterRho), (1 - earlierRho) / (1 - laterRho));
    }

    /**
     * Whether the later of two slices is certain to lie nowhere below the earlier: theta and psi grow at least by the factor of the
     * correlations, phi doesn't (A. Mingone, "No arbitrage global parametrization for the eSSVI volatility surface", 2022, section 3).
     * Sufficient, not necessary.
     */
    public static boolean inOrder(final SsviSlice earlier, final SsviSlice later) {
        final double growth = growth(earlier.rho, later.rho);
        return later.theta >= earlier.theta * growth
                && later.psi >= earlier.psi * growth
                && later.psi * earlier.theta <= earlier.psi * later.theta;
    }

    public double theta() {
        return theta;
    }

    public double rho() {
        return rho;
    }

    public double psi() {
        return psi;
    }
}
