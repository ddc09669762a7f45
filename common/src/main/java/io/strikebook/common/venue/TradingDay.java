package io.strikebook.common.venue;

/** Days of the venue end at 08:00 UTC, when it settles. */
public final class TradingDay {
    private static final long HOUR_NS = 3_600_000_000_000L;
    /** How long a day is. */
    public static final long LENGTH_NS = 24 * HOUR_NS;

    private static final long END_NS = 8 * HOUR_NS;

    private TradingDay() {}

    /** The first end of a day after a time. */
    public static long endAfterNs(final long timeNs) {
        return (Math.floorDiv(timeNs - END_NS, LENGTH_NS) + 1) * LENGTH_NS + END_NS;
    }
}
