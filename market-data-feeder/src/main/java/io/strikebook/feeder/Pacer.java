package io.strikebook.feeder;

/** Decides when an event is due. Used by one thread; allocates nothing after construction. */
public final class Pacer {
    private static final long BURST_NS = 10_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private enum Mode {
        WALL_CLOCK,
        RECORDED,
        FASTEST
    }

    private final Mode mode;
    private final long timesFaster;
    private final long intervalNs;
    private boolean anchored;
    private long anchorEventNs;
    private long anchorNs;
    private long nextFreeNs = Long.MIN_VALUE;

    private Pacer(final Mode mode, final long timesFaster, final long maxEventsPerSecond) {
        this.mode = mode;
        this.timesFaster = timesFaster;
        this.intervalNs = maxEventsPerSecond == 0 ? 0 : Math.max(1, SECOND_NS / maxEventsPerSecond);
    }

    /** An event is due when the clock shows its time; events of the past at once. */
    public static Pacer wallClock(final long maxEventsPerSecond) {
        return new Pacer(Mode.WALL_CLOCK, 1, maxEventsPerSecond);
    }

    /** Events follow each other as their times do, so many times faster; the first one asked about is due at once. */
    public static Pacer recorded(final long timesFaster, final long maxEventsPerSecond) {
        return new Pacer(Mode.RECORDED, timesFaster, maxEventsPerSecond);
    }

    /** Every event is due at once. */
    public static Pacer fastest(final long maxEventsPerSecond) {
        return new Pacer(Mode.FASTEST, 1, maxEventsPerSecond);
    }

    /**
     * Whether an event is due.
     *
     * @param eventNs its time
     * @param nowNs   the clock's, from the same origin where events follow the wall clock
     */
    public boolean isDue(final long eventNs, final long nowNs) {
        if (intervalNs != 0 && nowNs < nextFreeNs) {
            return false;
        }
        return switch (mode) {
            case WALL_CLOCK -> eventNs <= nowNs;
            case RECORDED -> isDueAsRecorded(eventNs, nowNs);
            case FASTEST -> true;
        };
    }

    /** Counts an event against the most that may be published per second; a pause is made up for by at most 10 ms. */
    public void published(final long nowNs) {
        if (intervalNs != 0) {
            nextFreeNs = Math.max(nextFreeNs, nowNs - BURST_NS) + intervalNs;
        }
    }

    private boolean isDueAsRecorded(final long eventNs, final long nowNs) {
        if (!anchored) {
            anchored = true;
            anchorEventNs = eventNs;
            anchorNs = nowNs;
        }
        return (eventNs - anchorEventNs) / timesFaster <= nowNs - anchorNs;
    }
}
