package io.strikebook.pricer;

/**
 * When a live pricer drops market data: once an event has waited in its queue for too long, and from there on until one has waited for at
 * most half as long, or none waits. How long an event waited is no function of the recording, so what was dropped is recorded. Nothing is
 * dropped for an epoch that others may have acted on already.
 *
 * @param mostBehindNs longest that an event may have waited
 * @param afterEpoch   number of the newest epoch that others may have acted on, 0 for none
 */
record DropRule(long mostBehindNs, long afterEpoch) {
    /** Drops nothing. */
    static final DropRule NEVER = new DropRule(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Whether the next event is the first of a gap. */
    boolean begins(final long nowNs, final long writtenNs, final long epoch) {
        return epoch > afterEpoch && writtenNs != 0 && nowNs - writtenNs > mostBehindNs;
    }

    /** Whether the next event is behind the gap. */
    boolean ends(final long nowNs, final long writtenNs) {
        return nowNs - writtenNs <= mostBehindNs / 2;
    }
}
