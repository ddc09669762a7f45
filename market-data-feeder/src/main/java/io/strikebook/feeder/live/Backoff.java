package io.strikebook.feeder.live;

import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each twice as long as the one before, up to a bound, and of each a random half to the whole, so that feeders which
 * lost a venue at the same moment do not come back at the same moment. Single-threaded.
 */
final class Backoff {
    private final long firstNs;
    private final long mostNs;
    private final RandomGenerator random;
    private long nextNs;

    Backoff(final long firstNs, final long mostNs, final RandomGenerator random) {
        if (firstNs <= 0 || mostNs < firstNs) {
            throw new IllegalArgumentException("pauses from " + firstNs + " to " + mostNs + " ns");
        }
        this.firstNs = firstNs;
        this.mostNs = mostNs;
        this.random = random;
        nextNs = firstNs;
    }

    /** The next pause. */
    long nextPauseNs() {
        final long wholeNs = nextNs;
        nextNs = Math.min(mostNs, wholeNs > mostNs / 2 ? mostNs : wholeNs * 2);
        return wholeNs / 2 + random.nextLong(wholeNs - wholeNs / 2 + 1);
    }

    /** Begins again with the shortest pause. */
    void reset() {
        nextNs = firstNs;
    }

    /** The longest pause. */
    long mostNs() {
        return mostNs;
    }
}
