package io.strikebook.sequencer;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The venue's time as an adapter sees it: the system clock, or, for recorded input, the newest time that marks or recorded sources
 * carried. Never decreases. One thread.
 */
public final class VenueTime {
    private final EpochNanoClock clock;
    private long nowNs;

    private VenueTime(final EpochNanoClock clock) {
        this.clock = clock;
    }

    /** Time by the system clock. */
    public static VenueTime live(final EpochNanoClock clock) {
        return new VenueTime(clock);
    }

    /** Time by what recorded input carries. */
    public static VenueTime recorded() {
        return new VenueTime(null);
    }

    /** Time as last read or seen. */
    long nowNs() {
        return nowNs;
    }

    /** Never back beyond this; what a recovery found last. */
    void notBefore(final long timestampNs) {
        nowNs = Math.max(nowNs, timestampNs);
    }

    /** Reads the clock, if that is what drives time. */
    void read() {
        if (clock != null) {
            nowNs = Math.max(nowNs, clock.nanoTime());
        }
    }

    /** A frame with a recording's own time was applied. */
    void seen(final long timestampNs) {
        if (clock == null) {
            nowNs = Math.max(nowNs, timestampNs);
        }
    }
}
