package io.strikebook.pricing.heston;

/**
 * Parameters of S. L. Heston, "A Closed-Form Solution for Options with Stochastic Volatility", Rev. Fin. Studies 6 (1993):
 * {@code dF = √v F dW}, {@code dv = κ (θ - v) dt + σ √v dZ}, {@code dW dZ = ρ dt}. Feller's condition 2κθ ≥ σ² is not asked for.
 *
 * @param initialVariance      v at time 0; 0.25 is a volatility of 50 %
 * @param longRunVariance      θ, what v returns to
 * @param meanReversion        κ, per year
 * @param volatilityOfVariance σ
 * @param correlation          ρ, between -1 and 1, both excluded
 */
public record HestonParameters(
        double initialVariance,
        double longRunVariance,
        double meanReversion,
        double volatilityOfVariance,
        double correlation) {

    /** Throws {@link IllegalArgumentException} for anything negative or not finite and for correlations of 1 and beyond. */
    public HestonParameters {
        requireWithin("initial variance", initialVariance, 0, 100);
        requireWithin("long-run variance", longRunVariance, 0, 100);
        requireWithin("mean reversion", meanReversion, 0, 1_000);
        requireWithin("volatility of variance", volatilityOfVariance, 0, 100);
        requireWithin("correlation", correlation, Math.nextUp(-1.0), Math.nextDown(1.0));
    }

    private static void requireWithin(final String name, final double value, final double low, final double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be from " + low + " to " + high + ": " + value);
        }
    }

    /** Whether the variance never reaches 0. */
    public boolean satisfiesFeller() {
        return 2 * meanReversion * longRunVariance >= volatilityOfVariance * volatilityOfVariance;
    }
}
