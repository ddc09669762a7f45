package io.strikebook.sequencer.pretrade;

/** Days of the venue end at 08:00 UTC, when it settles. */
final class TradingDay {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final long END_NS = 8 * HOUR_NS;

    private TradingDay() {}

    /** The first end of a day after a time. */
    static long endAfterNs(final long timeNs) {
        return (Math.floorDiv(timeNs - END_NS, DAY_NS) + 1) * DAY_NS + END_NS;
    }
}
