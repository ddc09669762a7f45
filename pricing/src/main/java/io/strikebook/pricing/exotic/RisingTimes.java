package io.strikebook.pricing.exotic;

/** Times after now, in years, as fixings and simulations ask for them. */
public final class RisingTimes {
    private static final int MAX_TIMES = 100_000;

    private RisingTimes() {}

    /**
     * Checks them.
     *
     * @return the times
     * @throws IllegalArgumentException for none, for more than 100,000, and for times that do not rise from above 0
     */
    public static double[] require(final double[] years) {
        if (years.length < 1 || years.length > MAX_TIMES) {
            throw new IllegalArgumentException("times must be 1 to " + MAX_TIMES + ": " + years.length);
        }
        double previous = 0;
        for (final double time : years) {
            if (!(time > previous && time < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("times must rise from above 0: " + time + " after " + previous);
            }
            previous = time;
        }
        return years;
    }
}
