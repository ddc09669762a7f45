package io.strikebook.feeder.live;

import io.strikebook.ipc.config.ConfigSection;
import java.util.concurrent.TimeUnit;

/**
 * What all connections have in common.
 *
 * @param connectTimeoutNs after which an attempt is given up
 * @param silenceNs        after which a connection that says nothing is dropped
 * @param firstPauseNs     shortest pause before a new attempt
 * @param mostPauseNs      longest one, and of snapshots' requests
 * @param answerTimeoutNs  after which a request over REST is made again
 * @param maxMessageBytes  of one message, its fragments taken together
 * @param ringBytes        between Netty's thread and the agent's; a power of two
 */
record LiveSettings(
        long connectTimeoutNs,
        long silenceNs,
        long firstPauseNs,
        long mostPauseNs,
        long answerTimeoutNs,
        int maxMessageBytes,
        int ringBytes) {
    private static final int MEBIBYTE = 1 << 20;

    /** A ring takes messages up to an eighth of its length, with what it writes before each. */
    private static final int MESSAGES_PER_RING = 16;

    static LiveSettings read(final ConfigSection config) {
        final int megabytes = config.getInt("maxMessageMb", 2, 1, 32);
        final long firstMs = config.getLong("firstPauseMs", 500, 1, 60_000);
        final long mostMs = config.getLong("longestPauseMs", 30_000, 1, 3_600_000);
        if (mostMs < firstMs) {
            throw config.refuse("longestPauseMs", mostMs + " is less than firstPauseMs, " + firstMs);
        }
        return new LiveSettings(
                nanos(config.getLong("connectTimeoutMs", 10_000, 1, 600_000)),
                nanos(config.getLong("silenceMs", 30_000, 10, 3_600_000)),
                nanos(firstMs),
                nanos(mostMs),
                nanos(config.getLong("answerTimeoutMs", 10_000, 1, 600_000)),
                megabytes * MEBIBYTE,
                Integer.highestOneBit(megabytes * 2 - 1) * MEBIBYTE * MESSAGES_PER_RING);
    }

    private static long nanos(final long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
