package io.strikebook.feeder.binance;

import io.strikebook.feeder.BookLevels;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows the update ids of one book. Keeps the latest updates, because a snapshot that was asked for over REST is older than the updates
 * received before its answer: those that it lacks are given again after it.
 */
final class DepthChain {
    private static final long UNKNOWN = -1;
    private static final int KEPT_UPDATES = 256;

    /** An update as received. */
    record Update(long firstId, long lastId, long exchangeTimeNs, BookLevels levels) {}

    private final BinanceMarket market;
    private final Deque<Update> kept = new ArrayDeque<>();
    private long lastId = UNKNOWN;
    private long snapshotId = UNKNOWN;
    private boolean bridged = true;

    DepthChain(final BinanceMarket market) {
        this.market = market;
    }

    /** Whether an update repeats or precedes what was received. */
    boolean isOld(final BinanceMessage message) {
        return lastId != UNKNOWN && message.lastUpdateId <= lastId;
    }

    /** The id that an update should have named, where it names another; else -1. */
    long missedAfter(final BinanceMessage message) {
        if (lastId == UNKNOWN) {
            return UNKNOWN;
        }
        if (market.chainsUpdates()) {
            return message.previousUpdateId == lastId ? UNKNOWN : lastId;
        }
        return message.firstUpdateId == lastId + 1 ? UNKNOWN : lastId + 1;
    }

    /** Takes an update that is not old. */
    void update(final BinanceMessage message) {
        lastId = message.lastUpdateId;
        kept.addLast(new Update(
                message.firstUpdateId, message.lastUpdateId, message.exchangeTimeNs(), message.levels.copy()));
        if (kept.size() > KEPT_UPDATES) {
            kept.removeFirst();
        }
    }

    /** Takes a snapshot. */
    void snapshot(final long id) {
        snapshotId = id;
        bridged = false;
    }

    /** Whether an update that was just taken holds nothing new beside the last snapshot. */
    boolean isCovered(final long lastUpdateId) {
        return snapshotId != UNKNOWN && market.isCovered(lastUpdateId, snapshotId);
    }

    /** The id that the first update after a snapshot should reach back to, where it does not; else -1. Asked once per snapshot. */
    long missedAfterSnapshot(final long firstUpdateId) {
        if (bridged) {
            return UNKNOWN;
        }
        bridged = true;
        return firstUpdateId > snapshotId + 1 ? snapshotId + 1 : UNKNOWN;
    }

    /** Latest updates, oldest first. */
    Iterable<Update> kept() {
        return kept;
    }
}
