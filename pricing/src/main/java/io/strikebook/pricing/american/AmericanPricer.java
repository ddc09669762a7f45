package io.strikebook.pricing.american;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;

/**
 * American calls and puts in Black and Scholes's model. The boundary below which a put is exercised comes from fixed-point steps on
 * Chebyshev nodes ({@link BoundaryEquation}); the premium over the European price is one integral over it (I. J. Kim, Rev. Fin. Studies 3
 * (1990)). Calls are puts with spot and strike, rate and yield exchanged (R. McDonald, M. Schroder, J. Comput. Finance 1 (1998)).
 *
 * <p>With a rate of 0 or less and a yield not below it a put is never exercised early and has the European price. Where both are negative
 * and the yield is the lower one, there are two boundaries (L. Andersen, M. Lake, "Fast American option pricing: the double-boundary
 * case", 2021), which is refused with an {@link IllegalArgumentException}; for calls with rate and yield exchanged.
 */
public final class AmericanPricer {
    /** Beyond it a boundary on so few nodes goes astray: errors were a share of the strike, not of a cent. */
    private static final double MOST_GROWTH = 2.5;

    private final AmericanScheme scheme;
    private final ChebyshevBoundary boundary;
    private final ChebyshevBoundary premiumBoundary;
    private final BoundaryEquation equation = new BoundaryEquation();
    private final double[] log;

    public AmericanPricer(final AmericanScheme scheme) {
        this.scheme = scheme;
        boundary = new ChebyshevBoundary(scheme.intervals(), scheme.boundaryNodes());
        premiumBoundary = new ChebyshevBoundary(scheme.intervals(), scheme.premiumNodes());
        log = new double[scheme.intervals() + 1];
    }

    /**
     * Present value.
     *
     * @param strike positive
     * @param years  0 or less: intrinsic value
     * @return at least the European and the intrinsic value
     * @throws IllegalArgumentException for a strike that is not positive, a time above 100 years or NaN, two boundaries, and where there
     *     is a boundary but rate or yield times the years is beyond 2.5, up to which all schemes were found to agree within 1e-3 of the strike
     * @throws ArithmeticException      where numbers near the ends of the range of doubles leave no result
     */
    public double price(final boolean call, final Underlying underlying, final double strike, final double years) {
        Underlying.requirePositive("strike", strike);
        if (!(years <= 100)) {
            throw new IllegalArgumentException("years must be at most 100: " + years);
        }
        final double spot = underlying.spot();
        final double rate = underlying.rate();
        final double yield = underlying.dividendYield();
        final double price = call
                ? put(strike, spot, yield, rate, underlying.volatility(), years)
                : put(spot, strike, rate, yield, underlying.volatility(), years);
        if (!(price < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException(
                    "price " + price + " of strike " + strike + ", years " + years + ", " + underlying);
        }
        return price;
    }

    private double put(
            final double spot,
            final double strike,
            final double rate,
            final double yield,
            final double volatility,
            final double years) {
        final double intrinsic = Math.max(strike - spot, 0);
        if (years <= 0) {
            return intrinsic;
        }
        if (rate < 0 && yield < rate) {
            throw new IllegalArgumentException("two exercise boundaries: rate " + rate + ", yield " + yield);
        }
        final double european = Elementary.exp(-rate * years)
                * Black76.price(false, spot * Elementary.exp((rate - yield) * years), strike, years, volatility);
        if (rate <= 0 && yield >= rate) {
            return european;
        }
        if (!(Math.max(Math.abs(rate), Math.abs(yield)) * years <= MOST_GROWTH)) {
            throw new IllegalArgumentException(
                    "rate " + rate + " or yield " + yield + " times " + years + " years is beyond " + MOST_GROWTH);
        }
        final double expiryLevel = yield > rate ? strike * (rate / yield) : strike;
        final double logExpiryLevel = Elementary.log(expiryLevel / strike);
        equation.use(rate, yield, volatility, logExpiryLevel);
        guess(rate, yield, volatility, strike, years, expiryLevel);
        solve(years);
        final double logSpot = Elementary.log(spot / strike) - logExpiryLevel;
        if (logSpot <= log[0]) {
            return intrinsic;
        }
        final double premium = premium(logSpot, spot, strike, rate, yield, volatility, years);
        return Math.max(european + Math.max(premium, 0), intrinsic);
    }

    private void guess(
            final double rate,
            final double yield,
            final double volatility,
            final double strike,
            final double years,
            final double expiryLevel) {
        log[scheme.intervals()] = 0;
        boundary.set(scheme.intervals(), 0);
        double level = expiryLevel;
        for (int i = scheme.intervals() - 1; i >= 0; i--) {
            final double share = boundary.share(i);
            level = BoundaryGuess.of(rate, yield, volatility, strike, years * share * share, level, expiryLevel);
            log[i] = Elementary.log(level / expiryLevel);
            boundary.set(i, log[i] * log[i]);
        }
        boundary.fit();
    }

    private void solve(final double years) {
        final int iterations = equation.isSystemA() ? scheme.iterations() : 2 * scheme.iterations();
        for (int iteration = 0; iteration < iterations; iteration++) {
            for (int i = 0; i < scheme.intervals(); i++) {
                final double share = boundary.share(i);
                final double next = equation.step(boundary, i, years * share * share, log[i]);
                if (next == next) {
                    log[i] = next;
                }
            }
            for (int i = 0; i < scheme.intervals(); i++) {
                boundary.set(i, log[i] * log[i]);
            }
            boundary.fit();
        }
        boundary.copyTo(premiumBoundary);
    }

    /** Interest on the strike earned, less dividends forgone, while below the boundary. */
    private double premium(
            final double logSpot,
            final double spot,
            final double strike,
            final double rate,
            final double yield,
            final double volatility,
            final double years) {
        final double rootYears = Math.sqrt(years);
        double sum = 0;
        for (int j = 0; j < premiumBoundary.nodes(); j++) {
            final double rootPassed = rootYears * premiumBoundary.sine(j);
            final double passed = rootPassed * rootPassed;
            final double deviation = volatility * rootPassed;
            final double ratio = logSpot - premiumBoundary.logAt(0, j);
            final double plus = (ratio + (rate - yield) * passed) / deviation + 0.5 * deviation;
            final double interest = rate * strike * Elementary.exp(-rate * passed) * Normal.cdf(deviation - plus);
            final double dividends = yield * spot * Elementary.exp(-yield * passed) * Normal.cdf(-plus);
            final double width = 2 * rootYears * premiumBoundary.cosine(j) * premiumBoundary.weight(j);
            sum += width * rootPassed * (interest - dividends);
        }
        return sum;
    }
}
