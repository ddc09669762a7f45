package io.strikebook.orderflow.load;

/**
 * How many requests are due, in open loop: request n at start + n / rate, however late the one before was. So a stall is made up for,
 * and nothing drifts. One thread; allocates nothing.
 */
final class Pace {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long ratePerSecond;
    private long startNs;
    private long done;
    private boolean started;

    Pace(final long ratePerSecond) {
        this.ratePerSecond = ratePerSecond;
    }

    /** Requests due by now and not yet done; the first call sets the start. */
    long due(final long nowNs) {
        if (!started) {
            started = true;
            startNs = nowNs;
        }
        final long elapsedNs = nowNs - startNs;
        final long seconds = elapsedNs / NS_PER_SECOND;
        return seconds * ratePerSecond + elapsedNs % NS_PER_SECOND * ratePerSecond / NS_PER_SECOND + 1 - done;
    }

    /** One due request was written, or given up. */
    void done() {
        done++;
    }
}
