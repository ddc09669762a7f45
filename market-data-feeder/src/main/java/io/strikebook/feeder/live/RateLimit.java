package io.strikebook.feeder.live;

/**
 * A venue's limit as a bucket of tokens: so many at once, and one more each interval.
 *
 * @param burst      tokens that a full bucket holds
 * @param intervalNs after which there is one more
 */
public record RateLimit(int burst, long intervalNs) {
    /** Refuses what would never let anything through. */
    public RateLimit {
        if (burst < 1 || intervalNs < 0) {
            throw new IllegalArgumentException("burst of " + burst + ", one each " + intervalNs + " ns");
        }
    }

    /** So many a second, and as many at once. */
    public static RateLimit perSecond(final int count) {
        return new RateLimit(count, 1_000_000_000L / count);
    }
}
