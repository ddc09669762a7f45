package io.strikebook.pricing.american;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;

/**
 * One step of the fixed-point systems A and B of the paper (equations 24 to 30) at one node: B = K exp(-(r-q)τ) N/D. System A rests on
 * the slope of the price at the boundary and converges fast, but the more steps the worse where the carry is large beside the variance;
 * system B rests on the price itself, takes about twice the steps, and is sound everywhere. So A is used below a carry of one variance.
 * Steps are plain: dividing by 1 - f', as the paper does in its first step, made both slower here.
 */
final class BoundaryEquation {
    /** 2 (r - q)/σ² above which system B is used: measured, the errors of both cross near 2. */
    private static final double LARGE_CARRY = 2;

    private boolean systemA;
    private double rate;
    private double yield;
    private double volatility;
    private double logExpiryLevel;
    private double top;
    private double bottom;

    void use(
            final double newRate,
            final double newYield,
            final double newVolatility,
            final double logOfExpiryOverStrike) {
        rate = newRate;
        yield = newYield;
        volatility = newVolatility;
        logExpiryLevel = logOfExpiryOverStrike;
        systemA = 2 * (newRate - newYield) < LARGE_CARRY * newVolatility * newVolatility;
    }

    boolean isSystemA() {
        return systemA;
    }

    /**
     * A better boundary at the node.
     *
     * @param boundary of the iteration before
     * @param node     which
     * @param years    its time
     * @param log      logarithm of the boundary there over that at expiry
     * @return its new logarithm over that at expiry, or NaN where the step leads nowhere
     */
    double step(final ChebyshevBoundary boundary, final int node, final double years, final double log) {
        final double carry = rate - yield;
        final double rootYears = Math.sqrt(years);
        final double deviation = volatility * rootYears;
        final double d1 = (log + logExpiryLevel + carry * years) / deviation + 0.5 * deviation;
        final double d2 = d1 - deviation;
        start(d1, d2, deviation);
        final double rateGrowth = rate * Elementary.exp(rate * years);
        final double yieldGrowth = yield * Elementary.exp(yield * years);
        for (int j = 0; j < boundary.nodes(); j++) {
            final double rootPassed = rootYears * boundary.sine(j);
            final double passed = rootPassed * rootPassed;
            final double deviationPassed = volatility * rootPassed;
            final double ratio = log - boundary.logAt(node, j);
            final double plus = (ratio + carry * passed) / deviationPassed + 0.5 * deviationPassed;
            // d(passed) / √passed, then d(passed), each over dθ.
            final double byRoot = 2 * rootYears * boundary.cosine(j) * boundary.weight(j);
            add(
                    plus,
                    plus - deviationPassed,
                    byRoot * rateGrowth * Elementary.exp(-rate * passed),
                    byRoot * yieldGrowth * Elementary.exp(-yield * passed),
                    rootPassed);
        }
        final double share = Elementary.exp(-carry * years) * top / bottom;
        return bottom > 0 && share > 0 ? Math.min(Elementary.log(share) - logExpiryLevel, 0) : Double.NaN;
    }

    /** What comes from expiry. */
    private void start(final double d1, final double d2, final double deviation) {
        if (systemA) {
            top = Normal.pdf(d2) / deviation;
            bottom = Normal.pdf(d1) / deviation + Normal.cdf(d1);
        } else {
            top = Normal.cdf(d2);
            bottom = Normal.cdf(d1);
        }
    }

    private void add(
            final double plus,
            final double minus,
            final double rateWeight,
            final double yieldWeight,
            final double rootPassed) {
        if (systemA) {
            top += rateWeight * Normal.pdf(minus) / volatility;
            bottom += yieldWeight * (rootPassed * Normal.cdf(plus) + Normal.pdf(plus) / volatility);
        } else {
            top += rateWeight * rootPassed * Normal.cdf(minus);
            bottom += yieldWeight * rootPassed * Normal.cdf(plus);
        }
    }
}
