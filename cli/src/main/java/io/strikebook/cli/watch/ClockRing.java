package io.strikebook.cli.watch;

import java.util.Arrays;

/** When the last groups of a queue were written, by sequence. */
final class ClockRing {
    /** {@link #clockNs} of a group that is not known, or not any more. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private final long[] sequences;
    private final long[] clocksNs;
    private final int mask;

    /** Room for this many groups, a power of two. */
    ClockRing(final int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(capacity + " is not a power of two");
        }
        sequences = new long[capacity];
        clocksNs = new long[capacity];
        mask = capacity - 1;
        Arrays.fill(sequences, -1);
    }

    void put(final long sequence, final long clockNs) {
        final int slot = (int) sequence & mask;
        sequences[slot] = sequence;
        clocksNs[slot] = clockNs;
    }

    long clockNs(final long sequence) {
        final int slot = (int) sequence & mask;
        return sequences[slot] == sequence ? clocksNs[slot] : UNKNOWN;
    }
}
