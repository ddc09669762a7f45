package io.strikebook.feeder.venue;

import io.strikebook.feeder.MarketDataListener;

/** Times as venues write them. */
public final class VenueTime {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LARGEST_MS = Long.MAX_VALUE / NANOS_PER_MILLI;

    private VenueTime() {}

    /** Milliseconds since the epoch as nanoseconds; none where there are none, or more than 64 bits hold. */
    public static long ofMillis(final long timeMs) {
        return timeMs < 0 || timeMs > LARGEST_MS ? MarketDataListener.NONE : timeMs * NANOS_PER_MILLI;
    }
}
