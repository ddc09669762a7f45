package io.strikebook.pricing.index;

/**
 * Volatility over a constant time from the variances until two expiries, between which total variance is linear in time (the last step of
 * the "Cboe Volatility Index" paper, 2019).
 */
public final class VolatilityIndex {
    private static final double POINTS = 100;

    private VolatilityIndex() {}

    /**
     * The index in points: 100 for a volatility of 100 %.
     *
     * @param nearVariance total variance until the near expiry
     * @param nearYears    years until it, positive
     * @param nextVariance total variance until the next expiry
     * @param nextYears    years until it, above the near ones
     * @param targetYears  the index's time; outside the two expiries the line goes on
     * @return NaN where the variance at that time isn't positive, or an argument is NaN
     * @throws IllegalArgumentException if times aren't positive, finite and in order
     */
    public static double points(
            final double nearVariance,
            final double nearYears,
            final double nextVariance,
            final double nextYears,
            final double targetYears) {
        if (!(nearYears > 0 && nextYears > nearYears && nextYears < Double.POSITIVE_INFINITY)
                || !(targetYears > 0 && targetYears < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "near " + nearYears + ", next " + nextYears + ", target " + targetYears + " years");
        }
        final double span = nextYears - nearYears;
        final double variance =
                nearVariance * ((nextYears - targetYears) / span) + nextVariance * ((targetYears - nearYears) / span);
        return variance > 0 ? POINTS * Math.sqrt(variance / targetYears) : Double.NaN;
    }
}
