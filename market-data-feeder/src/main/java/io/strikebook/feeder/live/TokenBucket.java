package io.strikebook.feeder.live;

/** Keeps to a {@link RateLimit}; full at first. Single-threaded; allocates nothing. */
final class TokenBucket {
    private final int burst;
    private final long intervalNs;
    private long fullAtNs = Long.MIN_VALUE;

    TokenBucket(final RateLimit limit) {
        burst = limit.burst();
        intervalNs = limit.intervalNs();
    }

    /** Takes a token if there is one. */
    boolean tryTake(final long nowNs) {
        final long fromNs = Math.max(fullAtNs, nowNs);
        if (fromNs - nowNs > (burst - 1) * intervalNs) {
            return false;
        }
        fullAtNs = fromNs + intervalNs;
        return true;
    }
}
