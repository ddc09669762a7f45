package io.strikebook.pricing.surface;

/**
 * Fits eSSVI slices to the quotes of a chain, one expiry after the other, each within the bounds that keep it free of butterflies and above
 * the slice before: free of arbitrage by construction (A. Mingone, "No arbitrage global parametrization for the eSSVI volatility surface",
 * 2022, proposition 3.1, after J. Corbetta, P. Cohort, I. Laachir, C. Martini, "Robust calibration and arbitrage-free interpolation of SSVI
 * slices", 2019). Three numbers for each expiry: smoother than {@link SurfaceFit}, further from the quotes, and slower.
 *
 * <p>For each of a grid of correlations theta and psi are found by Gauss and Newton within their bounds; the best correlation is then
 * narrowed down by golden sections. Every loop is bounded. Allocates nothing; one per thread.
 */
public final class EssviFit {
    private static final double MOST_RHO = 0.95;
    private static final int GRID = 20;
    private static final int SECTIONS = 14;
    private static final double GOLDEN = 0.6180339887498949;
    private static final int STEPS = 8;
    private static final double LEAST_HALF_SPREAD = 0.001;
    private static final double USUAL_PHI = 0.35;
    private static final double LEAST_PSI = 1e-9;
    private static final double ROUNDING = 1e-12;

    private final SsviSlice best = new SsviSlice();
    private double bestCost;
    private double theta;
    private double psi;
    private boolean possible;
    private double stepTheta;
    private double stepPsi;

    /**
     * Fits.
     *
     * @param quotes   of each expiry
     * @param years    to each expiry, increasing
     * @param expiries how many there are
     * @param slices   take the result
     * @return false if no expiry has a quote, and the slices are left as they were
     * @throws IllegalArgumentException if an array is too short, or years don't increase, or are outside 1e-9 to 1e9
     */
    public boolean fit(final SliceQuotes[] quotes, final double[] years, final int expiries, final SsviSlice[] slices) {
        require(quotes.length, years, expiries, slices.length);
        int before = -1;
        for (int i = 0; i < expiries; i++) {
            if (quotes[i].count() > 0) {
                fitSlice(quotes[i], years[i], before < 0 ? null : slices[before]);
                slices[i].set(best);
                fill(slices, before, i);
                before = i;
            }
        }
        for (int i = before + 1; i < expiries && before >= 0; i++) {
            slices[i].set(slices[before]);
        }
        return before >= 0;
    }

    private static void require(final int quotes, final double[] years, final int expiries, final int slices) {
        if (expiries > Math.min(quotes, Math.min(years.length, slices))) {
            throw new IllegalArgumentException(
                    expiries + " expiries: quotes " + quotes + ", years " + years.length + ", slices " + slices);
        }
        for (int i = 0; i < expiries; i++) {
            if (!(years[i] >= SurfaceFit.LEAST_YEARS && years[i] <= SurfaceFit.MOST_YEARS)
                    || i > 0 && !(years[i] > years[i - 1])) {
                throw new IllegalArgumentException("expiry " + i + " is in " + years[i] + " years");
            }
        }
    }

    /** An expiry without quotes has the slice of the one before, or for want of one of the one after: equal slices don't cross. */
    private static void fill(final SsviSlice[] slices, final int before, final int after) {
        for (int i = before + 1; i < after; i++) {
            if (before >= 0) {
                slices[i].set(slices[before]);
            } else {
                slices[i].set(slices[after]);
            }
        }
    }

    private void fitSlice(final SliceQuotes quotes, final double years, final SsviSlice before) {
        bestCost = Double.POSITIVE_INFINITY;
        final double least = LEAST_HALF_SPREAD * Math.sqrt(years);
        double bestRho = 0;
        for (int i = 0; i <= GRID; i++) {
            final double rho = MOST_RHO * (2.0 * i / GRID - 1);
            if (fitAt(rho, quotes, least, before) <= bestCost) {
                bestRho = best.rho();
            }
        }
        if (before != null && fitAt(before.rho(), quotes, least, before) <= bestCost) {
            bestRho = best.rho();
        }
        final double step = 2 * MOST_RHO / GRID;
        double low = Math.max(bestRho - step, -MOST_RHO);
        double high = Math.min(bestRho + step, MOST_RHO);
        for (int i = 0; i < SECTIONS; i++) {
            final double one = high - GOLDEN * (high - low);
            final double other = low + GOLDEN * (high - low);
            if (fitAt(one, quotes, least, before) < fitAt(other, quotes, least, before)) {
                high = other;
            } else {
                low = one;
            }
        }
    }

    /** The least cost at a correlation; what is the best so far is kept. */
    private double fitAt(final double rho, final SliceQuotes quotes, final double least, final SsviSlice before) {
        final double level = quotes.varianceAtTheMoney();
        theta = 0;
        project(rho, level, USUAL_PHI * Math.sqrt(level), before);
        double cost = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS && possible; step++) {
            final double at = step(rho, quotes, least, before);
            if (at < bestCost) {
                bestCost = at;
                best.set(stepTheta, rho, stepPsi);
            }
            cost = Math.min(cost, at);
        }
        return cost;
    }

    /** Returns the cost where it is, and moves on. */
    private double step(final double rho, final SliceQuotes quotes, final double least, final SsviSlice before) {
        double cost = 0;
        double tt = 0;
        double tp = 0;
        double pp = 0;
        double t = 0;
        double p = 0;
        for (int i = 0; i < quotes.count(); i++) {
            final double k = quotes.k(i);
            final double x = psi * k;
            final double root = Math.sqrt(x * x + 2 * rho * theta * x + theta * theta);
            final double middle = quotes.middle(i);
            final double precision = 1 / (2 * middle * Math.max(quotes.halfSpread(i), least));
            final double residual = (0.5 * (theta + rho * x + root) - middle * middle) * precision;
            final double loss = Math.sqrt(1 + residual * residual);
            final double byTheta = 0.5 * (1 + (rho * x + theta) / root) * precision;
            final double byPsi = 0.5 * (rho * k + (x + rho * theta) * k / root) * precision;
            final double weight = 1 / loss;
            cost += loss - 1;
            tt += weight * byTheta * byTheta;
            tp += weight * byTheta * byPsi;
            pp += weight * byPsi * byPsi;
            t += weight * byTheta * residual;
            p += weight * byPsi * residual;
        }
        stepTheta = theta;
        stepPsi = psi;
        tt *= 1 + 1e-6;
        pp = pp * (1 + 1e-6) + Double.MIN_NORMAL;
        final double determinant = tt * pp - tp * tp;
        if (determinant > 0) {
            project(rho, theta - (pp * t - tp * p) / determinant, psi - (tt * p - tp * t) / determinant, before);
        } else {
            project(rho, theta - t / tt, psi, before);
        }
        return cost;
    }

    /** Takes theta and psi into their bounds, if they leave room at this correlation; theta doesn't fall by more than half at once. */
    private void project(final double rho, final double newTheta, final double newPsi, final SsviSlice before) {
        double leastTheta = 0.5 * theta;
        double leastPsi = LEAST_PSI;
        double mostPhi = Double.POSITIVE_INFINITY;
        if (before != null) {
            final double growth = SsviSlice.growth(before.rho(), rho);
            leastTheta = Math.max(leastTheta, before.theta() * growth * (1 + ROUNDING));
            leastPsi = Math.max(leastPsi, before.psi() * growth * (1 + ROUNDING));
            mostPhi = before.psi() / before.theta();
        }
        theta = Math.max(newTheta, leastTheta);
        // Where the bounds leave no room for psi, a higher theta makes it.
        final double skewed = 1 + Math.abs(rho);
        theta = Math.max(theta, Math.max(leastPsi / mostPhi, 0.25 * leastPsi * leastPsi * skewed) * (1 + 4 * ROUNDING));
        final double mostPsi = Math.min(SsviSlice.largestPsi(theta, rho), mostPhi * theta) * (1 - ROUNDING);
        psi = Math.max(leastPsi, Math.min(newPsi, mostPsi));
        possible = leastPsi <= mostPsi;
    }
}
