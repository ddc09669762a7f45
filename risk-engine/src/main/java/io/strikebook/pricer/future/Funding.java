package io.strikebook.pricer.future;

import io.strikebook.common.math.FixedPoint;

/**
 * Funding of a perpetual for 8 hours: the premium of its mark to the index, less a damper in which it is 0, within the instrument's caps.
 * Published where it changed, at most once a second of market-data time.
 */
public final class Funding {
    /** How many numbers the state is. */
    public static final int FIELDS = 2;

    private static final long NONE = Long.MIN_VALUE;
    private static final long INTERVAL_NS = 1_000_000_000L;

    private long publishedE12 = NONE;
    private long publishedNs;
    private long premiumE12;
    private long rateE12;

    /** (mark - index) / index, both positive, rounded to the nearest; stays at 100 %. */
    public static long premiumE12(final long markE8, final long indexE8) {
        return markE8 >= 2 * indexE8
                ? FixedPoint.E12
                : FixedPoint.multiplyDivideHalfUp(markE8 - indexE8, FixedPoint.E12, indexE8);
    }

    /** {@code max(damper, P) + min(-damper, P)}, within the caps. */
    public static long rateE12(final long premiumE12, final long damperE12, final long capE12) {
        final long rateE12 = Math.max(damperE12, premiumE12) + Math.min(-damperE12, premiumE12);
        return Math.min(Math.max(rateE12, -capE12), capE12);
    }

    /** Computes the rate; returns whether it is to be published now. */
    public boolean refresh(
            final long markE8, final long indexE8, final long damperE12, final long capE12, final long timeNs) {
        premiumE12 = premiumE12(markE8, indexE8);
        rateE12 = rateE12(premiumE12, damperE12, capE12);
        if (rateE12 == publishedE12 || publishedE12 != NONE && timeNs - publishedNs < INTERVAL_NS) {
            return false;
        }
        publishedE12 = rateE12;
        publishedNs = timeNs;
        return true;
    }

    /** When a rate that had to wait is to be published, or {@code Long.MAX_VALUE}. */
    public long dueNs() {
        return publishedE12 == NONE || rateE12 == publishedE12 ? Long.MAX_VALUE : publishedNs + INTERVAL_NS;
    }

    /** Rate of the newest computation; positive: longs pay shorts. */
    public long rateE12() {
        return rateE12;
    }

    /** Premium that the newest rate was made of. */
    public long premiumE12() {
        return premiumE12;
    }

    /** Writes the state; what is not published yet is computed again. */
    public void write(final long[] target, final int at) {
        target[at] = publishedE12;
        target[at + 1] = publishedNs;
    }

    /** Reads what {@link #write} wrote. */
    public void read(final long[] source, final int at) {
        publishedE12 = source[at];
        publishedNs = source[at + 1];
        rateE12 = publishedE12;
    }
}
